"""Printers behind one door: a folder of PDFs, the system's print service, thermal printers by network or device file.

No Qt is needed here. A printer either takes a job whole or raises PrinterTrouble, which says what a person can mend.
"""

import errno
import os
import select
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from teller_app.printing.document import ESCPOS, PDF
from teller_app.printing.errors import PrinterTrouble, Trouble
from teller_app.printing.files import write_whole

_PAPER_STATUS = b"\x10\x04\x04"  # DLE EOT 4: roll paper sensor
_OFFLINE_STATUS = b"\x10\x04\x02"  # DLE EOT 2: why it is offline
_PAPER_END = 0x60
_COVER_OPEN = 0x04
_OUT_WHILE_PRINTING = 0x20
_STATUS_FIXED_BITS, _STATUS_FIXED = 0x93, 0x12  # every DLE EOT answer has these bits; anything else is no answer


class Printer(Protocol):
    """Takes finished bytes of one media type (`application/pdf` or ESC/POS)."""

    name: str
    accepts: str

    def send(self, title: str, media: str, data: bytes) -> None:
        """Hand over one job completely, or raise PrinterTrouble."""
        ...


class PdfFolderPrinter:
    """Prints into a folder: the default without a printer, and what the demo shows. Nothing is ever overwritten."""

    accepts = PDF

    def __init__(self, folder: Path, name: str = "pdf") -> None:
        self.folder, self.name = folder, name

    def send(self, title: str, media: str, data: bytes) -> None:
        """Write `TITLE.pdf`, or `TITLE (2).pdf` when that is taken by other bytes."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._free_path(title, data), data)
        except OSError as error:
            raise PrinterTrouble(_folder_trouble(error), str(error)) from error

    def _free_path(self, title: str, data: bytes) -> Path:
        plain = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in title)
        path, turn = self.folder / f"{plain}.pdf", 2
        while path.exists() and path.read_bytes() != data:
            path = self.folder / f"{plain} ({turn}).pdf"
            turn += 1
        return path


class EscposFilePrinter:
    """A thermal printer behind a device file (`/dev/usb/lp0`), or a file that is there and collects the bytes. None is ever made: in
    the place of a printer that was unplugged a new file would take every receipt and print none.

    ``stall_s``: a device that takes nothing for so long is in trouble. Out of paper, Linux' driver else blocks for ever.
    """

    accepts = ESCPOS

    def __init__(self, path: Path, name: str = "thermal", stall_s: float = 10.0) -> None:
        self.path, self.name, self.stall_s = path, name, stall_s

    def send(self, title: str, media: str, data: bytes) -> None:
        """Append the bytes and wait until the device has taken them."""
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            device = os.open(self.path, flags)
            try:
                rest = memoryview(data)
                while rest:
                    self._wait(device)
                    rest = rest[os.write(device, rest) :]
                if self.path.is_file():
                    os.fsync(device)
            finally:
                os.close(device)
        except BlockingIOError as error:
            raise PrinterTrouble(Trouble.STALLED, str(error)) from error
        except OSError as error:
            if error.errno == errno.ENOSPC and not self.path.is_file():
                raise PrinterTrouble(Trouble.PAPER_OUT, str(error)) from error
            missing = error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO)
            raise PrinterTrouble(Trouble.OFFLINE if missing else _folder_trouble(error), str(error)) from error

    def _wait(self, device: int) -> None:
        """Until it takes something again. Windows cannot wait for a file; its driver gives up by itself."""
        if os.name == "posix" and not select.select([], [device], [], self.stall_s)[1]:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


class EscposNetworkPrinter:
    """A thermal printer on TCP port 9100. It is asked for paper and cover first; many cheap ones never answer."""

    accepts = ESCPOS

    def __init__(
        self, host: str, port: int = 9100, name: str = "thermal", connect_s: float = 3.0, status_s: float = 0.5
    ) -> None:
        self.host, self.port, self.name = host, port, name
        self.connect_s, self.status_s = connect_s, status_s

    def send(self, title: str, media: str, data: bytes) -> None:
        """Check, send, close. A silent printer gets the job all the same: no answer is no trouble."""
        try:
            with socket.create_connection((self.host, self.port), timeout=self.connect_s) as wire:
                self._check(wire)
                wire.settimeout(self.connect_s)
                wire.sendall(data)
                wire.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise PrinterTrouble(Trouble.OFFLINE, str(error)) from error

    def _check(self, wire: socket.socket) -> None:
        wire.settimeout(self.status_s)
        offline = self._ask(wire, _OFFLINE_STATUS)
        if offline is None:
            return
        if offline & _COVER_OPEN:
            raise PrinterTrouble(Trouble.COVER_OPEN, f"status {offline:#04x}")
        paper = self._ask(wire, _PAPER_STATUS) or 0
        if paper & _PAPER_END or offline & _OUT_WHILE_PRINTING:
            raise PrinterTrouble(Trouble.PAPER_OUT, f"status {paper:#04x}")

    @staticmethod
    def _ask(wire: socket.socket, question: bytes) -> int | None:
        wire.sendall(question)
        try:
            answer = wire.recv(1)
        except TimeoutError:
            return None
        return answer[0] if answer and answer[0] & _STATUS_FIXED_BITS == _STATUS_FIXED else None


def roll_printer(place: str) -> EscposFilePrinter | EscposNetworkPrinter | None:
    """The thermal printer at ``host:port``, or behind a device's path; None where no place is named."""
    host, colon, port = place.rpartition(":")
    if colon and port.isdigit() and "/" not in place and "\\" not in place:
        return EscposNetworkPrinter(host, int(port))
    return EscposFilePrinter(Path(place)) if place else None


class SystemPrinter:
    """A queue of the system's print service through `lp` (CUPS); A5 and A6 unscaled, as the files ask for."""

    accepts = PDF

    def __init__(self, queue: str, name: str = "system", timeout_s: float = 20.0) -> None:
        self.queue, self.name, self.timeout_s = queue, name, timeout_s

    def send(self, title: str, media: str, data: bytes) -> None:
        """Submit the job. What the service has spooled is its to print; a disabled queue is told before."""
        lp, lpstat = shutil.which("lp"), shutil.which("lpstat")
        if lp is None:
            raise PrinterTrouble(Trouble.NO_PRINT_SYSTEM)
        if lpstat is not None:
            self._check(lpstat)
        with tempfile.TemporaryDirectory(prefix="coastal-print-") as folder:
            path = Path(folder) / "job.pdf"
            path.write_bytes(data)
            options = ["-o", f"media={media}", "-o", "print-scaling=none"]
            done = self._run([lp, "-d", self.queue, "-t", title, *options, "--", str(path)])
        if done.returncode:
            raise PrinterTrouble(Trouble.REFUSED, done.stderr.strip())

    def _check(self, lpstat: str) -> None:
        done = self._run([lpstat, "-p", self.queue])
        if done.returncode:
            raise PrinterTrouble(Trouble.NO_PRINTER, done.stderr.strip())
        said = done.stdout.lower()
        if "media-empty" in said or "out of paper" in said:
            raise PrinterTrouble(Trouble.PAPER_OUT, done.stdout.strip())
        if "disabled" in said:
            raise PrinterTrouble(Trouble.OFFLINE, done.stdout.strip())

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LC_ALL": "C"}
        try:
            # A list without a shell: titles and queue names are arguments, never commands.
            return subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, timeout=self.timeout_s, env=environment, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrinterTrouble(Trouble.REFUSED, str(error)) from error


def printers_of(queue: str, folder: Path, roll: str) -> dict[str, Printer]:
    """By name: what prints pages (the system's ``queue``, a ``folder`` where there is none), then the thermal printer if there is one."""
    pages: Printer = SystemPrinter(queue) if queue else PdfFolderPrinter(folder)
    thermal = roll_printer(roll)
    return {pages.name: pages} | ({thermal.name: thermal} if thermal else {})


def _folder_trouble(error: OSError) -> Trouble:
    return Trouble.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else Trouble.FOLDER
