"""An 80 mm roll in columns (PRINT 9): 48 of Font A, 64 of Font B, as lines that become ESC/POS bytes.

The printer's code page has neither the cedi sign nor the letters of Akan, Ewe and Ga: amounts say the currency's code,
and a name that must be exact belongs on the raster. Control signs in text from outside never reach the printer.
"""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from teller_app.printing.errors import FigureDoesNotFit

type Font = Literal["A", "B"]
COLUMNS: dict[Font, int] = {"A": 48, "B": 64}
QUIET_DOTS = 20
"""Four modules of white above and below a symbol; the printer itself adds none (PRINT 7)."""
CODE_PAGE = "cp858"
_LETTERS = str.maketrans(
    dict(zip("ɛƐɔƆŋŊɖƉɣƔƒƑʋƲ", "eEoOnNdDgGfFvV", strict=True))
    | {"\u2212": "-", "–": "-", "—": "-", "·": ".", "•": "*", "…": "..", "×": "x", "→": ">", "\u00a0": " "}
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "₵": "GHS"}
)


@dataclass(frozen=True)
class Style:
    """How a line is set; double width halves its columns."""

    font: Font = "A"
    bold: bool = False
    wide: bool = False
    tall: bool = False
    inverse: bool = False

    @property
    def columns(self) -> int:
        """Signs that a line holds."""
        return COLUMNS[self.font] // (2 if self.wide else 1)


@dataclass(frozen=True)
class TextLine:
    """A line that is no longer than its style allows."""

    text: str
    style: Style


@dataclass(frozen=True)
class Feed:
    """Empty paper in dots."""

    dots: int


@dataclass(frozen=True)
class QrSymbol:
    """A QR symbol that the printer itself draws."""

    payload: str


type Op = TextLine | Feed | QrSymbol
A, B = Style(), Style(font="B")
BOLD, BOLD_B = Style(bold=True), Style(font="B", bold=True)
TALL = Style(bold=True, tall=True)
BIG = Style(bold=True, wide=True, tall=True)
PLATE = Style(bold=True, wide=True, tall=True, inverse=True)
LOW_PLATE = Style(bold=True, wide=True, inverse=True)


def roll_text(text: str) -> str:
    """Text as the code page can say it: mapped letters, accents dropped where there is no other way, no control signs."""
    mapped = unicodedata.normalize("NFC", text).replace("GH₵", "GHS").translate(_LETTERS)
    found: list[str] = []
    for sign in mapped:
        if unicodedata.category(sign).startswith("C"):
            found.append(" ")
            continue
        known = sign if _encodable(sign) else unicodedata.normalize("NFKD", sign)[:1]
        found.append(known if _encodable(known) else "?")
    return "".join(found)


def _encodable(sign: str) -> bool:
    try:
        sign.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True


def cut_name(text: str, columns: int) -> str:
    """A name, cut with two dots."""
    return text if len(text) <= columns else text[: max(0, columns - 2)].rstrip() + ".."


class EscRoll:
    """Lines from top to bottom. Names may be cut with two dots, a figure that is too long is refused."""

    def __init__(self) -> None:
        self.ops: list[Op] = []

    def figure(self, text: str, style: Style = A) -> None:
        """A line as it is."""
        shown = roll_text(text)
        if len(shown) > style.columns:
            raise FigureDoesNotFit(text)
        self.ops.append(TextLine(shown, style))

    def name(self, text: str, style: Style = A) -> None:
        """A name at the left, cut with two dots."""
        self.figure(cut_name(roll_text(text), style.columns), style)

    def centre(self, text: str, style: Style = A) -> None:
        """A name in the middle."""
        shown = cut_name(roll_text(text), style.columns)
        self.figure(" " * ((style.columns - len(shown)) // 2) + shown, style)

    def centred_figure(self, text: str, style: Style = A) -> None:
        """A code in the middle, never cut."""
        shown = roll_text(text)
        self.figure(" " * max(0, (style.columns - len(shown)) // 2) + shown, style)

    def plate(self, text: str, style: Style = PLATE) -> None:
        """White on black across the roll."""
        self.figure(text.center(style.columns), style)

    def pair(self, label: str, value: str, style: Style = A) -> None:
        """Label and figure: the value is whole at the right, the label gives way."""
        shown = roll_text(value)
        room = style.columns - len(shown)
        if room < 2:
            raise FigureDoesNotFit(value)
        self.figure(cut_name(roll_text(label), room - 1).ljust(room) + shown, style)

    def field(self, label: str, value: str) -> None:
        """Label and value on one line, or the value below its label, wrapped by words."""
        if len(label) + 1 + len(roll_text(value)) <= A.columns:
            self.pair(label, value)
        else:
            self.figure(label, B)
            self.wrap(value, indent=2)

    def columns(self, cells: Sequence[tuple[str, int]], style: Style = A) -> None:
        """Cells of (text, width): a positive width is a figure at the right, a negative one a name at the left."""
        line = ""
        for text, width in cells:
            shown = roll_text(text)
            if width < 0:
                line += cut_name(shown, -width - 1).ljust(-width)
            elif len(shown) > width:
                raise FigureDoesNotFit(text)
            else:
                line += shown.rjust(width)
        self.figure(line, style)

    def wrap(self, text: str, style: Style = A, indent: int = 0) -> None:
        """A sentence by words."""
        for line in textwrap.wrap(roll_text(text), style.columns - indent):
            self.figure(" " * indent + line, style)

    def centred(self, text: str, style: Style = A) -> None:
        """A sentence by words, each line in the middle."""
        for line in textwrap.wrap(roll_text(text), style.columns):
            self.centre(line, style)

    def rule(self, sign: str = "-", style: Style = A) -> None:
        """A line of one sign across the roll."""
        self.figure(sign * style.columns, style)

    def feed(self, dots: int = 12) -> None:
        """Empty paper."""
        self.ops.append(Feed(dots))

    def qr(self, payload: str) -> None:
        """The symbol, centred by the printer, with its quiet zone."""
        self.ops += [Feed(QUIET_DOTS), QrSymbol(payload), Feed(QUIET_DOTS)]

    def text(self) -> tuple[str, ...]:
        """The roll as plain lines; double-width text is spaced out, as it stands on paper."""
        found: list[str] = []
        for op in self.ops:
            if isinstance(op, TextLine):
                found.append(" ".join(op.text) if op.style.wide else op.text)
            elif isinstance(op, QrSymbol):
                found.append(f"[QR {op.payload}]")
        return tuple(found)
