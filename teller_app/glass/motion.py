"""A number that glides to its new value: hover 90 ms, pill and toggle 140, figures after a posting 240 (LOOK 7).

Under reduced motion it jumps.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QColor

from teller_app.glass.look import Look

HOVER_MS = 90
PILL_MS = 140
COUNT_MS = 240


class Glide(QObject):
    """Holds ``value`` and calls ``moved`` whenever it changes."""

    def __init__(
        self, parent: QObject, look: Look, duration_ms: int, moved: Callable[[], None], start: float = 0
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.value = start
        self._moved = moved
        self._duration = duration_ms
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)

    def to(self, target: float, jump: bool = False) -> None:
        """Glide to ``target``, or be there at once."""
        self._animation.stop()
        duration = 0 if jump else self.look.millis(self._duration)
        if duration == 0:
            self._step(float(target))
            return
        self._animation.setDuration(duration)
        self._animation.setStartValue(float(self.value))
        self._animation.setEndValue(float(target))
        self._animation.start()

    def _step(self, value: object) -> None:
        if isinstance(value, float):
            self.value = value
            self._moved()


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """The colour ``share`` of the way from the first to the second, alpha included."""
    if share <= 0:
        return first
    if share >= 1:
        return second
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
        first.alphaF() + (second.alphaF() - first.alphaF()) * share,
    )
