"""A number that glides to its new value: hover 90 ms, pill and toggle 140, figures after a posting 240; a pane that slides in and out
(LOOK 7).

Under reduced motion they jump.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QPropertyAnimation, QVariantAnimation
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

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


class Slide:
    """Moves ``pane`` within its parent and calls ``arrived`` at the end of the way. ``ms`` is how long coming and going take."""

    def __init__(self, pane: QWidget, look: Look, ms: tuple[int, int], arrived: Callable[[], None]) -> None:
        self._pane, self._look, self._arrived = pane, look, arrived
        self._in_ms, self._out_ms = ms
        self._animation = QPropertyAnimation(pane, b"pos", pane)
        self._animation.finished.connect(arrived)

    def come(self, outside: QPoint) -> None:
        """From there to where it lies now."""
        self._run(outside, self._pane.pos(), self._in_ms, QEasingCurve.Type.OutCubic)

    def go(self, outside: QPoint) -> None:
        """From where it lies to there."""
        self._run(self._pane.pos(), outside, self._out_ms, QEasingCurve.Type.InCubic)

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def _run(self, start: QPoint, end: QPoint, duration: int, curve: QEasingCurve.Type) -> None:
        self._animation.stop()
        duration = self._look.millis(duration)
        if not duration:
            self._pane.move(end)
            self._arrived()
            return
        self._animation.setDuration(duration)
        self._animation.setEasingCurve(curve)
        self._animation.setStartValue(start)
        self._animation.setEndValue(end)
        self._pane.move(start)
        self._animation.start()


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
