"""The base of things one can press that are not GlassButtons: bar cells, navigation, cards, rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from teller_app.glass.look import Look
from teller_app.glass.paint import dim, rounded

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaintedButton(QAbstractButton):
    """Hover, press and keyboard focus for a painted control; Enter presses it as Space does. ``hint`` as in Painted."""

    def __init__(self, look: Look, name: str, hint: tuple[int, int] = (0, 36)) -> None:
        super().__init__()
        self.look = look
        self._hint = hint
        self._by_keyboard = False
        self._hovered = False
        self.setText(name)
        self.setAccessibleName(name)
        wide = QSizePolicy.Policy.Expanding if hint[0] == 0 else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.follow(self.refresh)

    @property
    def hovered(self) -> bool:
        """True while the mouse is over it and it can be pressed."""
        return self._hovered and self.isEnabled()

    @property
    def ringed(self) -> bool:
        """True while it shows the focus ring: focus that came by keyboard."""
        return self._by_keyboard and self.hasFocus()

    def refresh(self) -> None:
        """Ask for the place again and paint anew."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The preferred size."""
        return QSize(self._hint[0], self._hint[1])

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, never low."""
        return QSize(min(self._hint[0], 28), self._hint[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether a key brought the focus."""
        self._by_keyboard = event.reason() in KEYBOARD_REASONS
        self.update()
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse came."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse went."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with antialiasing, at 42 % when disabled."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        self.draw(p)

    def draw(self, p: QPainter) -> None:
        """Paint the control; a subclass must say how."""
        raise NotImplementedError

    def draw_hover(self, p: QPainter, box: QRectF, radius: float) -> None:
        """The fill of hover and press."""
        if self.isDown():
            rounded(p, box, radius, self.look.tokens.fill_press)
        elif self.hovered:
            rounded(p, box, radius, self.look.tokens.fill_hover)

    def draw_ring(self, p: QPainter, box: QRectF, radius: float) -> None:
        """The ring of keyboard focus, on the border of ``box``."""
        if self.ringed:
            rounded(p, box, radius, None, self.look.tokens.focus, 2)
