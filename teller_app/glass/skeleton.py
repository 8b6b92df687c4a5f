"""Blocks shaped like what is being fetched. Shown only after 250 ms of waiting; a highlight sweeps unless motion is off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QHideEvent, QLinearGradient, QPainter, QShowEvent

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.painted import Painted

WAIT_MS = 250
SWEEP_MS = 1200
FRAME_MS = 50
ROW = 52
STILL = 0.45


class Skeleton(Painted):
    """Rows of blocks: a tile, two lines, a figure. ``name`` says what is being waited for."""

    def __init__(self, look: Look, name: str, rows: int = 4, row_height: int = ROW) -> None:
        super().__init__(look, name, (0, rows * row_height))
        self._rows = rows
        self._row_height = row_height
        self._waited = False
        self._at = STILL
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._begin)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._step)

    @property
    def waited(self) -> bool:
        """True once the 250 ms are over and the blocks are drawn."""
        return self._waited

    @property
    def moving(self) -> bool:
        """True while the highlight sweeps."""
        return self._frames.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to wait."""
        self._waited = False
        self._wait.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves while hidden."""
        self._wait.stop()
        self._frames.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Motion may have been switched off."""
        if self.look.reduced_motion:
            self._frames.stop()
            self._at = STILL
        super().refresh()

    def _begin(self) -> None:
        self._waited = True
        if not self.look.reduced_motion:
            self._frames.start()
        self.update()

    def _step(self) -> None:
        self._at = (self._at + FRAME_MS / SWEEP_MS) % 1.0
        self.update()

    def draw(self, p: QPainter) -> None:
        """The blocks, after the wait."""
        if not self._waited:
            return
        tokens, width = self.look.tokens, float(self.width())
        light = alpha(tokens.fill_hover, tokens.fill_hover.alphaF() * 1.35)
        sweep = QLinearGradient(0, 0, width, 0)
        for at, color in ((self._at - 0.3, tokens.fill), (self._at, light), (self._at + 0.3, tokens.fill)):
            sweep.setColorAt(min(1.0, max(0.0, at)), color)
        for row in range(self._rows):
            y = row * self._row_height + (self._row_height - 36) / 2
            rounded(p, QRectF(0, y, 36, 36), 10, sweep)
            rounded(p, QRectF(48, y + 3, width * 0.42, 12), 5, sweep)
            rounded(p, QRectF(48, y + 22, width * 0.28, 10), 5, sweep)
            rounded(p, QRectF(width - 64, y + 12, 64, 12), 5, sweep)
