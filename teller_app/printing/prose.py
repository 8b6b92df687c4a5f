"""Breaking sentences into lines: greedy, by words, with strong runs; nothing is ever wider than the measure."""

from collections.abc import Iterable
from dataclasses import dataclass

from teller_app.printing.facts import Run
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.roles import STRONG_ROLE


@dataclass(frozen=True)
class Piece:
    """Text in one role, with its width in points."""

    text: str
    role: str
    width: float


type Line = list[Piece]


def plain(text: str) -> tuple[Run, ...]:
    """A sentence without strong runs."""
    return (Run(text),)


def line_width(line: Line) -> float:
    """Width of a line in points."""
    return sum(piece.width for piece in line)


def wrap(fonts: PrintFonts, runs: Iterable[Run], role: str, width: float) -> list[Line]:
    """The lines of a sentence in `role`; a single word that is wider than the line is broken inside."""
    space = fonts.width(" ", role)
    lines: list[Line] = []
    line: Line = []
    for word in _words(fonts, runs, role, width):
        gap = space if line else 0.0
        if line and line_width(line) + gap + line_width(word) > width:
            lines.append(_merged(fonts, line))
            line, gap = [], 0.0
        if gap:
            line.append(Piece(" ", line[-1].role if line[-1].role == word[0].role else role, space))
        line += word
    if line:
        lines.append(_merged(fonts, line))
    return lines


def clip(fonts: PrintFonts, lines: list[Line], most: int, width: float) -> list[Line]:
    """The first `most` lines; what is left out is shown by an ellipsis. For names and narrations, never for figures."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    text, role = "".join(piece.text for piece in last), last[-1].role
    while text and fonts.width(text + "…", role) > width:
        text = text[:-1].rstrip()
    return [*lines[: most - 1], [Piece(text + "…", role, fonts.width(text + "…", role))]]


def _words(fonts: PrintFonts, runs: Iterable[Run], role: str, width: float) -> Iterable[list[Piece]]:
    """Words as pieces; a word may change its weight inside, where two runs meet without a space."""
    word: list[Piece] = []
    for run in runs:
        look = STRONG_ROLE.get(role, role) if run.strong else role
        for place, part in enumerate(fonts.printable(run.text).split(" ")):
            if place and word:
                yield word
                word = []
            for chunk in _chunks(fonts, part, look, width):
                if word and line_width(word) + chunk.width > width:
                    yield word
                    word = []
                word.append(chunk)
    if word:
        yield word


def _chunks(fonts: PrintFonts, word: str, role: str, width: float) -> Iterable[Piece]:
    while word:
        length = len(word)
        while length > 1 and fonts.width(word[:length], role) > width:
            length -= 1
        yield Piece(word[:length], role, fonts.width(word[:length], role))
        word = word[length:]


def _merged(fonts: PrintFonts, line: Line) -> Line:
    """Neighbours in one role become one piece, so that the file's text has whole phrases."""
    merged: Line = []
    for piece in line:
        if merged and merged[-1].role == piece.role:
            text = merged[-1].text + piece.text
            merged[-1] = Piece(text, piece.role, fonts.width(text, piece.role))
        else:
            merged.append(piece)
    return merged
