"""A meter with named marks: where the minimum, the soft, the insured and the hard limit lie (screen 10, LimitScale)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import CENTER, text, text_width
from teller_app.glass.painted import Painted


class ScaleMeter(Painted):
    """Marks are (share of the whole scale, label). ``summary`` says the value in words."""

    def __init__(self, look: Look, name: str, marks: Sequence[tuple[float, str]]) -> None:
        super().__init__(look, name, (0, 34))
        self._marks = tuple(marks)
        self._share = 0.0
        self._warns = False

    def sizeHint(self) -> QSize:
        """Meter and one line of labels."""
        return QSize(0, 18 + self.look.grown(16))

    def set_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Other marks."""
        self._marks = tuple(marks)
        self.update()

    def set_share(self, share: float, summary: str, warns: bool = False) -> None:
        """Another value as a share of the scale; ``warns`` turns the bar to the warning mark."""
        self._share, self._warns = share, warns
        self.setAccessibleDescription(summary)
        self.setToolTip(summary)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Meter, ticks, labels."""
        tokens = self.look.tokens
        wide = float(self.width())
        color = tokens.warn_mark if self._warns else tokens.accent_mark
        paint_meter(p, QRectF(0, 4, wide, 8), self._share, color, tokens)
        face = self.look.font("micro")
        end = 0.0
        for share, label in sorted(self._marks):
            x = min(max(wide * share, 1.0), wide - 1)
            p.fillRect(QRectF(x - 1, 0, 2, 16), tokens.text2)
            label_wide = text_width(label, face) + 2
            # Under its tick, but never outside the scale, and apart from the one before.
            left = min(max(end, x - label_wide / 2), wide - label_wide)
            end = left + label_wide + 4
            text(p, QRectF(left, 18, label_wide, self.look.grown(16)), label, face, tokens.text3, CENTER, False)
