"""Words on several lines for widgets that paint themselves: where a line ends, and how many there are."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from teller_app.glass.paint import LEFT, text
from teller_app.glass.type import line_height, text_width


def wrapped(words: str, font: QFont, width: float, lines_max: int) -> list[str]:
    """The words on at most ``lines_max`` lines; the last one may be too long and is then elided by ``text``.

    A word alone that is wider than the line stays whole on a line of its own. Nothing gives no line.
    """
    lines: list[str] = []
    # At plain spaces only: one that holds a mark to its word is none to part at.
    for word in filter(None, re.split(r"[ \t\n]+", words)):
        if not lines:
            lines.append(word)
        elif len(lines) == lines_max or text_width(f"{lines[-1]} {word}", font) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def lines_height(words: str, font: QFont, width: float, lines_max: int) -> int:
    """How high they stand, in px."""
    return line_height(font) * len(wrapped(words, font, width, lines_max))


def paragraph(p: QPainter, rect: QRectF, words: str, font: QFont, color: QColor, lines_max: int, step: int = 0) -> None:
    """The words from the top of the rectangle down, its width wide; ``step`` from line to line, or the font's own."""
    step = step or line_height(font)
    for at, line in enumerate(wrapped(words, font, rect.width(), lines_max)):
        text(p, QRectF(rect.left(), rect.top() + at * step, rect.width(), step), line, font, color, LEFT)
