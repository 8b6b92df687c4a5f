import os
from pathlib import Path

import pytest

from teller_app.printing.escpos_bytes import BAND_LINES, EscposEncoder
from teller_app.printing.press import Press
from teller_app.printing.thermal import BIG, PLATE, B, EscRoll, TextLine
from teller_app.printing.thermal_receipt import receipt_columns
from tests.support.cases import files

from . import samples

PUBLISHED = [case for file in files("escpos_sequences").values() for case in file["cases"]]
KICK = bytes((27, 112, 0, 25, 250))


def sequence(action: str) -> bytes:
    return bytes.fromhex(next(c["expected"]["hex"] for c in PUBLISHED if c["inputs"]["action"] == action))


@pytest.mark.skipif(not PUBLISHED, reason="the shared cases are not beside this checkout")
def test_published_sequences_stand_where_they_belong(press: Press) -> None:
    data = press.roll(samples.deposit(), typeset=False).data
    assert data.startswith(sequence("init") + b"\x1bt\x13")
    assert data.endswith(sequence("cut without feed") + KICK)
    assert sequence("drawer kick 25/255")[:4] == KICK[:4]
    centred = data.index(b"\x1ba\x01")
    assert sequence("bold on, centre").endswith(data[centred : centred + 3])
    lines = [
        op for op in receipt_columns(samples.deposit(), samples.BANK, press.wording).ops if isinstance(op, TextLine)
    ]
    assert data.count(sequence("line feed")) == len(lines)
    assert "₵".encode() not in data
    assert b"GH?" not in data


def test_styles_become_commands(press: Press) -> None:
    roll = EscRoll()
    roll.pair("GHS", "480.00", BIG)
    roll.figure("small", B)
    roll.plate("DUPLICATE", PLATE)
    data = press.encoder.roll(roll.ops, kick=False)
    big, small = data.index(b"GHS"), data.index(b"small")
    assert b"\x1b3\x3c" in data[:big]
    assert b"\x1d!\x11" in data[:big]
    assert b"\x1bE\x01" in data[:big]
    assert b"\x1b3\x17" in data[big:small]
    assert b"\x1bM\x01" in data[big:small]
    assert b"\x1d!\x00" in data[big:small]
    assert b"\x1dB\x01" in data[small:]
    assert not data.endswith(KICK)


def test_symbol_is_model_2_level_m_of_five_dots(press: Press) -> None:
    payload = samples.deposit().verification.payload
    data = press.roll(samples.deposit(), typeset=False).data
    at = data.index(b"\x1d(k\x04\x001A2\x00")
    length = len(payload) + 3
    tail = b"\x1d(k\x03\x001C\x05\x1d(k\x03\x001E1\x1d(k" + bytes((length, 0)) + b"1P0" + payload.encode()
    assert data[at + 9 :].startswith(tail + b"\x1d(k\x03\x001Q0")


def test_raster_goes_out_in_bands_that_small_buffers_hold(press: Press) -> None:
    image = press.pictures(samples.deposit())[0]
    data = press.roll(samples.deposit()).data
    at, lines, rows = 2, 0, b""
    while data[at : at + 4] == b"\x1dv0\x00":
        width, height = (int.from_bytes(data[at + 4 + k : at + 6 + k], "little") for k in (0, 2))
        assert width * 8 == 576
        assert height <= BAND_LINES
        rows += data[at + 8 : at + 8 + width * height]
        at, lines = at + 8 + width * height, lines + height
    assert lines == image.height
    assert rows == bytes(255 - byte for byte in image.tobytes())


def test_reprint_does_not_open_the_drawer(press: Press) -> None:
    again = press.roll(samples.reprinted(samples.deposit()), typeset=False)
    assert not again.kick
    assert b"\x1bp" not in again.data
    assert press.encoder.kick() == KICK


def test_the_library_keeps_its_cache_in_our_private_folder(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Said once in a process: another test's printer may have been first.
    monkeypatch.delenv("ESCPOS_CAPABILITIES_PICKLE_DIR", raising=False)
    press.encoder.kick()
    folder = Path(os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"])
    assert folder.name == "private"
    assert folder.stat().st_mode & 0o077 == 0
    EscposEncoder(tmp_path / "new").kick()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
