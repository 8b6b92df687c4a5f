"""A meter: how much of a limit is used, with an optional mark where a warning begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import rounded
from teller_app.glass.painted import Painted
from teller_app.glass.tokens import Tokens

THICK = 8


def paint_meter(
    p: QPainter, box: QRectF, share: float, color: QColor, tokens: Tokens, mark: float | None = None
) -> None:
    """Track and filled part; ``share`` and ``mark`` are 0.0 to 1.0, more is shown as full."""
    tall = box.height()
    rounded(p, box, tall / 2, tokens.track)
    if share > 0:
        gradient = QLinearGradient(box.topLeft(), box.topRight())
        gradient.setColorAt(0, color.lighter(112) if tokens.dark else color)
        gradient.setColorAt(1, color)
        rounded(p, QRectF(box.left(), box.top(), max(tall, box.width() * min(1.0, share)), tall), tall / 2, gradient)
    if mark is not None:
        p.fillRect(QRectF(box.left() + box.width() * mark - 1, box.top() - 3, 2, tall + 6), tokens.text2)


class Meter(Painted):
    """``summary`` says the share in words; from ``warn_from`` on the bar turns to the warning mark."""

    def __init__(self, look: Look, name: str, thick: int = THICK, warn_from: float | None = None) -> None:
        super().__init__(look, name, (0, thick + 6))
        self._thick = thick
        self._warn_from = warn_from
        self._share = 0.0
        self._mark = "accent_mark"

    @property
    def share(self) -> float:
        """The share shown, 0.0 to 1.0 and above."""
        return self._share

    def set_share(self, share: float, summary: str, mark: str = "accent_mark") -> None:
        """Show another share; ``mark`` is the token of the bar while it does not warn."""
        self._share, self._mark = share, mark
        self.setAccessibleDescription(summary)
        self.setToolTip(summary)
        self.update()

    def draw(self, p: QPainter) -> None:
        """The meter in the middle of its height."""
        tokens = self.look.tokens
        warns = self._warn_from is not None and self._share >= self._warn_from
        color = tokens.warn_mark if warns else getattr(tokens, self._mark)
        paint_meter(p, QRectF(0, 3, self.width(), self._thick), self._share, color, tokens, self._warn_from)
