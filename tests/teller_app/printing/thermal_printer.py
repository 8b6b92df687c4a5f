"""A thermal printer of 576 dots for the tests: ESC/POS bytes become the paper that comes out of it, cut into its pieces.

It knows the commands that we send and no others: a byte that is none of them is an error, as a printer would print rubbish.
Characters are drawn in their cell (Font A 12 x 24, Font B 9 x 17) from our own Code cut, so pictures are for the eye; what a test
compares are the lines, the symbol and the lengths.
"""

from dataclasses import dataclass, field, replace

import segno
from PIL import Image, ImageDraw, ImageFont

from tests.teller_app.printing.samples import FONTS

DOTS = 576
CELLS = {0: (12, 24), 1: (9, 17)}


@dataclass
class Printed:
    """A piece of paper between two cuts: rows of dots, and the text lines with what was on when they came."""

    picture: Image.Image
    lines: list[str]


@dataclass(frozen=True)
class _Mode:
    font: int = 0
    bold: bool = False
    wide: int = 1
    tall: int = 1
    inverse: bool = False
    align: int = 0
    spacing: int = 30


@dataclass
class _Paper:
    parts: list[tuple[int, Image.Image]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    y: int = 0

    def put(self, picture: Image.Image, advance: int) -> None:
        self.parts.append((self.y, picture))
        self.y += advance

    def whole(self) -> Printed:
        picture = Image.new("1", (DOTS, max(1, self.y)), 1)
        for top, part in self.parts:
            picture.paste(part, (0, top))
        return Printed(picture, self.lines)


class ThermalPrinter:
    """`print(bytes)` gives the pieces that were cut off, and counts the kicks of the cash drawer."""

    def __init__(self) -> None:
        self.kicks = 0
        self._mode, self._paper, self._text, self._payload, self._module = _Mode(), _Paper(), b"", b"", 3
        self._pieces: list[Printed] = []

    def print(self, data: bytes) -> list[Printed]:
        """Everything that is cut off; what is not cut stays in the machine."""
        at = 0
        while at < len(data):
            at = self._one(data, at)
        found, self._pieces = self._pieces, []
        return found

    def _one(self, data: bytes, at: int) -> int:
        lead = data[at : at + 1]
        if lead == b"\x1b":
            return at + self._escape(data, at)
        if lead == b"\x1d":
            return at + self._group(data, at)
        if lead == b"\n":
            self._line()
        else:
            assert data[at] >= 0x20, f"byte {data[at]:#04x} at {at}"
            self._text += lead
        return at + 1

    def _escape(self, data: bytes, at: int) -> int:
        code, n = data[at + 1 : at + 2], data[at + 2] if at + 2 < len(data) else 0
        if code == b"@":
            self._mode = _Mode()
            return 2
        match code:
            case b"t":
                assert n == 19, "CP858"
            case b"3":
                self._mode = replace(self._mode, spacing=n)
            case b"M":
                self._mode = replace(self._mode, font=n)
            case b"E":
                self._mode = replace(self._mode, bold=bool(n))
            case b"a":
                self._mode = replace(self._mode, align=n)
            case b"J":
                self._paper.y += n
            case b"d":
                self._paper.y += n * self._mode.spacing
            case b"p":
                self.kicks += 1
                return 5
            case _:
                raise AssertionError(f"ESC {code!r} at {at}")
        return 3

    def _group(self, data: bytes, at: int) -> int:
        code = data[at + 1 : at + 2]
        match code:
            case b"!":
                self._mode = replace(self._mode, wide=(data[at + 2] >> 4) + 1, tall=(data[at + 2] & 7) + 1)
                return 3
            case b"B":
                self._mode = replace(self._mode, inverse=bool(data[at + 2]))
                return 3
            case b"V":
                assert data[at + 2 : at + 4] == b"B\x00"
                self._pieces.append(self._paper.whole())
                self._paper = _Paper()
                return 4
            case b"v":
                return self._raster(data, at)
            case b"(":
                return self._symbol(data, at)
            case _:
                raise AssertionError(f"GS {code!r} at {at}")

    def _raster(self, data: bytes, at: int) -> int:
        wide, high = (int.from_bytes(data[at + 4 + k : at + 6 + k], "little") for k in (0, 2))
        assert wide * 8 == DOTS
        dots = bytes(255 - byte for byte in data[at + 8 : at + 8 + wide * high])
        self._paper.put(Image.frombytes("1", (DOTS, high), dots), high)
        return 8 + wide * high

    def _symbol(self, data: bytes, at: int) -> int:
        length = int.from_bytes(data[at + 3 : at + 5], "little")
        body = data[at + 5 : at + 5 + length]
        match body[1:2]:
            case b"C":
                self._module = body[2]
            case b"P":
                self._payload = body[3:]
            case b"Q":
                self._draw_symbol()
        return 5 + length

    def _draw_symbol(self) -> None:
        matrix, dots = (
            segno.make(self._payload.decode(), error="m", micro=False, boost_error=False).matrix,
            self._module,
        )
        side = len(matrix) * dots
        picture = Image.new("1", (DOTS, side), 1)
        left = (DOTS - side) // 2 if self._mode.align == 1 else 0
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    picture.paste(0, (left + column * dots, row * dots, left + (column + 1) * dots, (row + 1) * dots))
        self._paper.put(picture, side)
        self._paper.lines.append(f"[QR {self._payload.decode()}]")

    def _line(self) -> None:
        mode, text = self._mode, self._text.decode("cp858")
        self._text = b""
        wide, high = CELLS[mode.font]
        assert len(text) * wide * mode.wide <= DOTS, text
        cell = Image.new("L", (max(1, len(text) * wide), high), 255)
        pen, face = ImageDraw.Draw(cell), _face(wide, mode.bold)
        for place, sign in enumerate(text):
            pen.text(((place + 0.5) * wide, high - 5), sign, font=face, fill=0, anchor="ms")
        if mode.inverse:
            cell = cell.point([255 - level for level in range(256)])
        large = cell.resize((cell.width * mode.wide, cell.height * mode.tall), Image.Resampling.NEAREST)
        self._paper.put(large.point([255 if level > 140 else 0 for level in range(256)]).convert("1"), mode.spacing)
        self._paper.lines.append(text)


def _face(cell: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"CoastalPrint-{'Bold' if bold else 'Code'}.ttf"), round(cell * 1.5))
