"""A thin scroll bar: a rounded thumb on the glass, no arrows, no groove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded

THICK = 10


class GlassScrollBar(QScrollBar):
    """Keeps all of QScrollBar's behaviour and paints only the thumb."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.look = look
        self._hovered = False
        look.follow(self.update)

    def sizeHint(self) -> QSize:
        """Ten px thick, whichever way it lies."""
        return QSize(THICK, 40) if self.orientation() is Qt.Orientation.Vertical else QSize(40, THICK)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A hovered thumb is stronger."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thumb alone, where the style would put it."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider = QStyle.SubControl.SC_ScrollBarSlider
        thumb = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, slider, self))
        p = QPainter(self)
        strength = 0.55 if self._hovered or self.isSliderDown() else 0.30
        rounded(p, thumb.adjusted(3, 2, -2, -2), 2.5, alpha(self.look.tokens.text2, strength))


def dress_scroll_area(area: QAbstractScrollArea, look: Look) -> None:
    """Give an area the thin bar, no frame, no horizontal bar and a see-through viewport."""
    area.setVerticalScrollBar(GlassScrollBar(look))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(area.Shape.NoFrame)
    area.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
