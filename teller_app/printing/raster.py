"""A typeset roll of 576 dots, one bit (PRINT 9): drawn at four times the size, boxed down, cut at 132 of 255.

Measures are dots at 203 dpi; y grows downwards. Medium is the lightest weight: Regular breaks below two dots.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.facts import Verification
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.hands import laid
from teller_app.printing.verification import qr_matrix

type Align = Literal["l", "r", "c"]
WIDTH = 576
PAD = 6
MODULE = 5
_OVER = 4
_THRESHOLD = 132
_TOP, _TAIL = 10, 24


@dataclass(frozen=True)
class Look:
    """A cut, its size and its line in dots."""

    cut: str
    size: int
    line: int


LOOKS: dict[str, Look] = {
    "xl": Look("SemiBold", 58, 66),
    "title": Look("SemiBold", 34, 42),
    "h": Look("SemiBold", 26, 36),
    "b": Look("Medium", 25, 34),
    "bs": Look("SemiBold", 25, 34),
    "s": Look("Medium", 22, 30),
    "ss": Look("SemiBold", 22, 30),
    "code": Look("Code", 32, 42),
    "cs": Look("Code", 22, 30),
    "stamp": Look("Bold", 34, 52),
    "bank": Look("Bold", 30, 38),
}
BIG_LOOKS = ("xl", "title", "bs")


class RasterRoll:
    """Collects what is to be drawn and where; `image` draws it once the length is known."""

    def __init__(self, fonts: PrintFonts) -> None:
        self._fonts = fonts
        self._ops: list[Callable[[ImageDraw.ImageDraw], None]] = []
        self._font = lru_cache(maxsize=None)(self._load)
        self.y = float(_TOP)

    def width(self, text: str, look: str) -> float:
        """Width in dots."""
        return self._font(look).getlength(self._fonts.printable(text)) / _OVER

    def name(self, x: float, text: str, look: str, room: float, align: Align = "l", y: float | None = None) -> float:
        """A name: cut with an ellipsis when it is wider than `room`."""
        shown = text
        while self.width(shown, look) > room and len(shown) > 1:
            shown = shown[:-2].rstrip() + "…"
        return self._put(x, shown, look, align, y)

    def figure(self, x: float, text: str, look: str, room: float, align: Align = "r", y: float | None = None) -> float:
        """A figure or code: refused when it is wider than `room`."""
        if self.width(text, look) > room:
            raise FigureDoesNotFit(text)
        return self._put(x, text, look, align, y)

    def big_figure(self, label: str, label_look: str, text: str, rise: float) -> None:
        """The figure that the roll is about, in the largest look that holds it."""
        used = self.width(label, label_look) + 14
        room = WIDTH - 2 * PAD - used
        fitting = [look for look in BIG_LOOKS if self.width(text, look) <= room]
        if not fitting:
            raise FigureDoesNotFit(text)
        self._put(PAD, label, label_look, "l", self.y + rise)
        line = LOOKS["xl"].line
        self._put(WIDTH - PAD, text, fitting[0], "r", self.y + line - LOOKS[fitting[0]].line)
        self.y += line

    def line(self, text: str, look: str = "b", align: Align = "l") -> None:
        """One line, cut if need be."""
        self.name({"l": PAD, "c": WIDTH / 2, "r": WIDTH - PAD}[align], text, look, WIDTH - 2 * PAD, align)
        self.y += LOOKS[look].line

    def pair(self, label: str, value: str, look: str = "b", label_look: str | None = None) -> None:
        """Label and figure: the value is whole, the label gives way."""
        used = self.figure(WIDTH - PAD, value, look, WIDTH - 2 * PAD)
        self.name(PAD, label, label_look or look, WIDTH - 2 * PAD - used - 14)
        self.y += LOOKS[look].line

    def field(self, label: str, value: str) -> None:
        """Label and value on one line, or the value below its label, wrapped by words."""
        if self.width(value, "b") < WIDTH - 3 * PAD - max(164, self.width(label, "s") + 14):
            self.pair(label, value, "b", "s")
        else:
            self.line(label, "s")
            self.wrap(value, "b")

    def row(self, cells: Sequence[tuple[str, float, float]], look: str = "b") -> None:
        """Cells of (text, edge, room): room > 0 is a figure that ends at edge, room < 0 a name that begins there."""
        for text, edge, room in cells:
            if room < 0:
                self.name(edge, text, look, -room)
            else:
                self.figure(edge, text, look, room)
        self.y += LOOKS[look].line

    def wrap(self, text: str, look: str = "b", left: float = PAD, align: Align = "l") -> None:
        """A sentence by words from ``left`` to the right edge, or in the middle; a word that is wider than that is broken."""
        room = WIDTH - PAD - left
        for line in self._lines(text, look, room):
            self._put(left if align == "l" else left + room / 2, line, look, align, None)
            self.y += LOOKS[look].line

    def _lines(self, text: str, look: str, room: float) -> list[str]:
        found, line = [], ""
        for word in self._fonts.printable(text).split(" "):
            rest = word
            while rest:
                trial = f"{line} {rest}".strip()
                if self.width(trial, look) <= room:
                    line, rest = trial, ""
                elif line:
                    found.append(line)
                    line = ""
                else:
                    length = max(n for n in range(1, len(rest)) if self.width(rest[:n], look) <= room)
                    found.append(rest[:length])
                    rest = rest[length:]
        return [*found, line] if line else found

    def rule(self, thick: int = 2, gap: int = 8) -> None:
        """Across the whole width."""
        self.y += gap
        self._block(0, self.y, WIDTH, thick)
        self.y += thick + gap

    def double_rule(self) -> None:
        """Below a final total."""
        self.rule(2, 4)
        self.y -= 5
        self.rule(2, 2)

    def plate(self, text: str, look: str = "stamp") -> None:
        """White on black, no higher than a line: larger black areas overheat the head."""
        height = LOOKS[look].line + 8
        self._block(0, self.y, WIDTH, height)
        self._put(WIDTH / 2, text, look, "c", self.y + 4, fill=255)
        self.y += height + 8

    def space(self, dots: int = 10) -> None:
        """Empty paper."""
        self.y += dots

    def hand(self, ink: str, high: int) -> None:
        """What was drawn on a pad, in so many dots of paper; the same paper empty where nothing was."""
        top = self.y
        paths = [[((PAD + x) * _OVER, (top + y) * _OVER) for x, y in path] for path in laid(ink, WIDTH / 2, high - 6)]

        def draw(pen: ImageDraw.ImageDraw) -> None:
            for path in paths:
                pen.line(path if len(path) > 1 else path * 2, fill=0, width=3 * _OVER, joint="curve")

        self._ops.append(draw)
        self.y += high

    def verification(self, verification: Verification, texts: Sequence[tuple[str, str]]) -> None:
        """QR symbol at the left with a quiet zone of four modules, (text, look) lines at its right, sentences by words."""
        matrix = qr_matrix(verification.payload)
        left, top = PAD + 4 * MODULE - 8, self.y + 2 * MODULE
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    self._block(left + column * MODULE, top + row * MODULE, MODULE, MODULE)
        x = left + (len(matrix) + 6) * MODULE
        self.y += 4
        for text, look in texts:
            self.wrap(text, look, x)
        self.y = max(self.y, top + (len(matrix) + 3) * MODULE)

    def mark(self) -> None:
        """The heart with a tick, white on a black rounded square."""
        size, top = 62, self.y
        left = WIDTH / 2 - size / 2

        def draw(pen: ImageDraw.ImageDraw) -> None:
            box = (left * _OVER, top * _OVER, (left + size) * _OVER, (top + size) * _OVER)
            pen.rounded_rectangle(box, radius=13 * _OVER, fill=0)
            for path in (_heart(), ((0.37, 0.45), (0.47, 0.55), (0.64, 0.37))):
                points = [((left + x * size) * _OVER, (top + y * size) * _OVER) for x, y in path]
                pen.line(points, fill=255, width=5 * _OVER, joint="curve")

        self._ops.append(draw)
        self.y += size + 6

    def image(self) -> Image.Image:
        """The roll as a one-bit image of 576 dots."""
        height = int(self.y) + _TAIL
        large = Image.new("L", (WIDTH * _OVER, height * _OVER), 255)
        pen = ImageDraw.Draw(large)
        for op in self._ops:
            op(pen)
        small = large.resize((WIDTH, height), Image.Resampling.BOX)
        return small.point([255 if level > _THRESHOLD else 0 for level in range(256)]).convert("1")

    def _load(self, look: str) -> ImageFont.FreeTypeFont:
        cut = LOOKS[look]
        return ImageFont.truetype(str(self._fonts.path(cut.cut)), cut.size * _OVER)

    def _put(self, x: float, text: str, look: str, align: Align, y: float | None, fill: int = 0) -> float:
        shown, font, cut = self._fonts.printable(text), self._font(look), LOOKS[look]
        width = font.getlength(shown) / _OVER
        left = x if align == "l" else x - width if align == "r" else x - width / 2
        base = (self.y if y is None else y) + cut.line * 0.5 + cut.size * 0.36
        at = (left * _OVER, base * _OVER)
        self._ops.append(lambda pen: pen.text(at, shown, font=font, fill=fill, anchor="ls"))
        return width

    def _block(self, x: float, y: float, width: float, height: float) -> None:
        box = (x * _OVER, y * _OVER, (x + width) * _OVER - 1, (y + height) * _OVER - 1)
        self._ops.append(lambda pen: pen.rectangle(box, fill=0))


def _heart() -> tuple[tuple[float, float], ...]:
    """The heart's left half by its curves, mirrored."""
    curves = (
        ((0.5, 0.8), (0.3, 0.66), (0.17, 0.54), (0.17, 0.40)),
        ((0.17, 0.40), (0.17, 0.28), (0.26, 0.20), (0.36, 0.20)),
        ((0.36, 0.20), (0.42, 0.20), (0.47, 0.23), (0.5, 0.29)),
    )
    half = [_bezier(curve, step / 14) for curve in curves for step in range(15)]
    return (*half, *((1 - x, y) for x, y in reversed(half)))


def _bezier(curve: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y
