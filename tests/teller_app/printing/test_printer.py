import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from teller_app.printing.errors import PrinterTrouble, Trouble
from teller_app.printing.printer import (
    EscposFilePrinter,
    EscposNetworkPrinter,
    PdfFolderPrinter,
    SystemPrinter,
    printers_of,
    roll_printer,
)
from tests.support.waiting import LONG_S


def trouble_of(printer: PdfFolderPrinter | EscposFilePrinter | EscposNetworkPrinter | SystemPrinter) -> Trouble:
    with pytest.raises(PrinterTrouble) as caught:
        printer.send("Deposit receipt 0031", "A6", b"%PDF")
    return caught.value.trouble


def test_folder_never_overwrites_another_print(tmp_path: Path) -> None:
    printer = PdfFolderPrinter(tmp_path / "out")
    for data in (b"first", b"first", b"second"):
        printer.send("Deposit receipt 04/0031", "A6", data)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == {
        "Deposit-receipt-04-0031.pdf": b"first",
        "Deposit-receipt-04-0031 (2).pdf": b"second",
    }


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert trouble_of(PdfFolderPrinter(tmp_path / "file" / "below")) is Trouble.FOLDER


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_device_files(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    assert trouble_of(EscposFilePrinter(device)) is Trouble.OFFLINE
    assert not device.exists(), "a file in the place of an unplugged printer would swallow receipts"
    device.touch()
    EscposFilePrinter(device).send("t", "80mm", b"\x1b@one")
    EscposFilePrinter(device).send("t", "80mm", b"\x1b@two")
    assert device.read_bytes() == b"\x1b@one\x1b@two"
    assert trouble_of(EscposFilePrinter(Path("/dev/full"))) is Trouble.PAPER_OUT
    assert trouble_of(EscposFilePrinter(tmp_path / "gone" / "lp0")) is Trouble.OFFLINE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_a_device_that_jams_halfway_is_told_and_the_whole_paper_comes_with_the_next_try(tmp_path: Path) -> None:
    device, paper = tmp_path / "lp0", b"\x1b@" + b"receipt " * 40_000
    os.mkfifo(device)
    assert trouble_of(EscposFilePrinter(device)) is Trouble.OFFLINE, "nobody is at the other end"
    jammed = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(PrinterTrouble) as caught:
            EscposFilePrinter(device, stall_s=0.1).send("t", "80mm", paper)
        assert caught.value.trouble is Trouble.STALLED
        assert len(os.read(jammed, 1 << 20)) < len(paper)
    finally:
        os.close(jammed)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(device.read_bytes()))
    reader.start()
    while True:
        try:
            EscposFilePrinter(device, stall_s=LONG_S).send("t", "80mm", paper)
            break
        except PrinterTrouble as error:
            assert error.trouble is Trouble.OFFLINE, "the reader is not there yet"
    reader.join(LONG_S)
    assert came == [paper]


class FakeThermal(threading.Thread):
    """A real socket that answers status questions with `answers` (or not at all) and collects the rest."""

    def __init__(self, answers: dict[bytes, int]) -> None:
        super().__init__()
        self.answers, self.data = answers, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.start()

    def run(self) -> None:
        wire, _ = self.server.accept()
        with wire:
            while chunk := wire.recv(4096):
                # A question that got no answer may arrive in one piece with the job.
                while (question := chunk[:3]) in (b"\x10\x04\x02", b"\x10\x04\x04"):
                    chunk = chunk[3:]
                    if question in self.answers:
                        wire.sendall(bytes((self.answers[question],)))
                self.data += chunk

    def stop(self) -> bytes:
        self.join(LONG_S)
        self.server.close()
        return self.data


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ({b"\x10\x04\x02": 0x12, b"\x10\x04\x04": 0x12}, None),
        ({}, None),
        ({b"\x10\x04\x02": 0x16}, Trouble.COVER_OPEN),
        ({b"\x10\x04\x02": 0x12, b"\x10\x04\x04": 0x72}, Trouble.PAPER_OUT),
        ({b"\x10\x04\x02": 0x32, b"\x10\x04\x04": 0x12}, Trouble.PAPER_OUT),
    ],
)
def test_network_printer_is_asked_first(answers: dict[bytes, int], trouble: Trouble | None) -> None:
    fake = FakeThermal(answers)
    printer = EscposNetworkPrinter("127.0.0.1", fake.port, status_s=LONG_S if answers else 0.2)
    if trouble is None:
        printer.send("t", "80mm", b"\x1b@receipt" * 50)
        assert fake.stop() == b"\x1b@receipt" * 50
    else:
        assert trouble_of(printer) is trouble
        assert fake.stop() == b""


def test_no_printer_at_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert trouble_of(EscposNetworkPrinter("127.0.0.1", port, connect_s=1)) is Trouble.OFFLINE


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="a shell stands in for the print service")
def test_system_printer_submits_unscaled_and_tells_troubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    log = tmp_path / "log"
    program(tmp_path, "lp", f'echo "$@" >> {log}; for last; do :; done; cat "$last" >> {log}')
    program(tmp_path, "lpstat", "echo printer counter is idle.")
    SystemPrinter("counter").send("Receipt; rm -rf x", "A6", b"%PDF-bytes")
    said = log.read_text(encoding="utf-8")
    assert said.startswith("-d counter -t Receipt; rm -rf x -o media=A6 -o print-scaling=none -- ")
    assert said.endswith("%PDF-bytes")
    program(tmp_path, "lpstat", "echo printer counter disabled since Fri -; echo media-empty")
    assert trouble_of(SystemPrinter("counter")) is Trouble.PAPER_OUT
    program(tmp_path, "lpstat", "echo printer counter disabled since Fri")
    assert trouble_of(SystemPrinter("counter")) is Trouble.OFFLINE
    program(tmp_path, "lpstat", "echo unknown >&2; exit 1")
    assert trouble_of(SystemPrinter("counter")) is Trouble.NO_PRINTER
    program(tmp_path, "lpstat", "exit 0")
    program(tmp_path, "lp", "echo stopped >&2; exit 1")
    assert trouble_of(SystemPrinter("counter")) is Trouble.REFUSED


def test_machine_without_a_print_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert trouble_of(SystemPrinter("counter")) is Trouble.NO_PRINT_SYSTEM


def test_the_thermal_printer_is_named_by_its_place(tmp_path: Path) -> None:
    assert list(printers_of("", tmp_path, "")) == ["pdf"]
    assert list(printers_of("counter-1", tmp_path, "10.0.0.7:9100")) == ["system", "thermal"]
    wire = roll_printer("10.0.0.7:9100")
    assert isinstance(wire, EscposNetworkPrinter)
    assert (wire.host, wire.port) == ("10.0.0.7", 9100)
    device = roll_printer("/dev/usb/lp0")
    assert isinstance(device, EscposFilePrinter)
    assert device.path == Path("/dev/usb/lp0")
    assert roll_printer("") is None
