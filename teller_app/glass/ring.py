"""A ring of 7 px with a figure inside: a score of a hundred."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, text, text_width, tone
from teller_app.glass.painted import Painted

THICK = 7
# Charts have marks of their own where text colours would be too heavy.
_MARKS = {"accent": "accent_mark", "warn": "warn_mark"}
LARGE = 84
"""Width in px from which the figure is a main one."""


class Ring(Painted):
    """``figure`` stands in the ring, ``words`` below it inside; both are read out."""

    def __init__(self, look: Look, name: str, side: int = 72) -> None:
        super().__init__(look, name, (side, side))
        self._share = 0.0
        self._figure = ""
        self._words = ""
        self._tone = "mute"

    def set_value(self, share: float, figure: str, words: str = "", tone_name: str = "accent") -> None:
        """Show a share of 0.0 to 1.0 in a tone."""
        shown = (min(1.0, max(0.0, share)), figure, words, tone_name)
        if shown == (self._share, self._figure, self._words, self._tone):
            return
        self._share, self._figure, self._words, self._tone = shown
        self.setAccessibleDescription(f"{figure} {words}".strip())
        self.update()

    def draw(self, p: QPainter) -> None:
        """Track, arc, figure."""
        tokens = self.look.tokens
        half = THICK / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        color = getattr(tokens, _MARKS[self._tone]) if self._tone in _MARKS else tone(tokens, self._tone)[0]
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(tokens.track, THICK))
        p.drawEllipse(box)
        p.setPen(QPen(color, THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawArc(box, 90 * 16, round(-self._share * 360 * 16))
        large = box.width() > LARGE
        lift = (-9 if large else -7) if self._words else 0
        # What is wider than the hole of the ring ("100 %") is written smaller and never over the arc.
        roles = ("title1", "title3", "body-strong", "micro-strong")
        faces = [self.look.font(role) for role in roles[0 if large else 1 :]]
        face = next((face for face in faces if text_width(self._figure, face) <= box.width() - 2 * THICK), faces[-1])
        text(p, box.translated(0, lift), self._figure, face, tokens.text, CENTER)
        if self._words:
            text(p, box.translated(0, 16 if large else 14), self._words, self.look.font("micro-strong"), color, CENTER)
