"""What happened, in order: a dot for each moment on a line, its time and a few words below (picture 04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, RIGHT, rounded, text, text_width
from teller_app.glass.painted import Painted

HEIGHT, DOT, LEAST = 56, 9, 92
"""Height in px, diameter of a dot, and the least width in which a moment's words can be read."""


@dataclass(frozen=True, slots=True)
class Happened:
    """``time`` as people read it, and what happened then. ``mark`` is a token for its dot and the line behind it, "" for the plain ones."""

    time: str
    words: str
    mark: str = ""


class Timeline(Painted):
    """``set_moments`` shows others; where there is no room for all, the newest are shown. ``whole``: the line takes the whole width, and
    the last moment stands at its end (picture 23).
    """

    def __init__(self, look: Look, name: str, whole: bool = False) -> None:
        super().__init__(look, name, (0, HEIGHT))
        self._whole = whole
        self._moments: tuple[Happened, ...] = ()

    def sizeHint(self) -> QSize:
        """A line with two rows of text below."""
        return QSize(0, self.look.grown(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for one moment."""
        return QSize(LEAST, self.sizeHint().height())

    def set_moments(self, moments: Sequence[Happened]) -> None:
        """What is read out is all of it."""
        self._moments = tuple(moments)
        self.setAccessibleDescription("; ".join(f"{moment.time} {moment.words}" for moment in moments))
        self.update()

    def draw(self, p: QPainter) -> None:
        """Dots on a line, the last one in the accent."""
        tokens, look = self.look.tokens, self.look
        fitting = max(1, self.width() // LEAST)
        moments = self._moments[-fitting:]
        if not moments:
            return
        ends = self._whole and len(moments) > 1
        # The last one's words end where the line does.
        share = (self.width() - DOT) / (len(moments) - 1) if ends else self.width() / max(len(moments), 3)
        line_y, row = DOT / 2 + 1, (self.height() - DOT - 8) / 2
        for place, moment in enumerate(moments):
            left = place * share
            if place < len(moments) - 1:
                line = getattr(tokens, moment.mark) if moment.mark else tokens.track
                rounded(p, QRectF(left + DOT + 6, line_y - 1, share - DOT - 12, 2), 1, line)
            p.setPen(Qt.PenStyle.NoPen)
            plain = tokens.accent if place == len(moments) - 1 else tokens.text3
            p.setBrush(getattr(tokens, moment.mark) if moment.mark else plain)
            p.drawEllipse(QPointF(left + DOT / 2, line_y), DOT / 2, DOT / 2)
            box, align = QRectF(left, DOT + 6, share - 8, row), LEFT
            if ends and place == len(moments) - 1:
                room = max(text_width(words, look.font("caption-strong")) for words in (moment.time, moment.words)) + 2
                box, align = QRectF(self.width() - room, DOT + 6, room, row), RIGHT
            text(p, box, moment.time, look.font("caption-strong"), tokens.text, align)
            text(p, box.translated(0, row), moment.words, look.font("caption"), tokens.text2, align)
