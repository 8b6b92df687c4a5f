"""Waiting, said by a turning icon; under reduced motion the icon stands still and the words do the telling."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent

from teller_app.glass.icons import icon_pixmap
from teller_app.glass.look import Look
from teller_app.glass.painted import Painted

FRAME_MS = 33
DEGREES = 12


class Spinner(Painted):
    """A turning icon. ``name`` says what is being waited for."""

    def __init__(self, look: Look, name: str, px: int = 18, icon: str = "spinner-gap", color: str = "accent") -> None:
        super().__init__(look, name, (px, px))
        self._px = px
        self._icon = icon
        self._color = color
        self._angle = 0
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._step)

    @property
    def turning(self) -> bool:
        """True while it moves."""
        return self._frames.isActive()

    def set_icon(self, icon: str, color: str) -> None:
        """Turn another icon in another token colour."""
        self._icon, self._color = icon, color
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn while shown."""
        self._set_turning()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves while hidden."""
        self._frames.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Motion may have been switched on or off."""
        if self.isVisible():
            self._set_turning()
        super().refresh()

    def _set_turning(self) -> None:
        if self.look.reduced_motion:
            self._frames.stop()
            self._angle = 0
        else:
            self._frames.start()

    def _step(self) -> None:
        self._angle = (self._angle + DEGREES) % 360
        self.update()

    def draw(self, p: QPainter) -> None:
        """The icon, turned about its middle."""
        # A turned painter's m11 is no pixel ratio, so the widget's own is used.
        color = getattr(self.look.tokens, self._color)
        picture = icon_pixmap(self._icon, self._px, color.rgba(), "bold", self.devicePixelRatioF())
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.translate(self.width() / 2, self.height() / 2)
        p.rotate(self._angle)
        p.drawPixmap(QPointF(-self._px / 2, -self._px / 2), picture)
