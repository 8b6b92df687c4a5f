"""A drawer at the right side of the window: messages, notices, a receipt. It does not freeze what lies below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.floating import FloatingPane, picture_of
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.motion import Slide
from teller_app.glass.toast import LinkButton

WIDE = 468
EDGE = 16
IN_MS, OUT_MS = 220, 160


class SideDrawer(FloatingPane):
    """468 px wide, 16 px from the edges. Put the contents into ``body``; ``closed`` is emitted when it goes."""

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, title: str, close_name: str) -> None:
        super().__init__(look, window, 24)
        self._leaving = False
        self._focus_before: QWidget | None = None
        self._title = Text(look, title, "title3")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        cross = LinkButton(look, close_name, icon="x")
        cross.clicked.connect(self.close_drawer)
        self.header = QHBoxLayout()
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        self.header.addWidget(cross)
        self.body = QVBoxLayout(self.pane)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        self.body.addLayout(self.header)
        self._slide = Slide(self, look, (IN_MS, OUT_MS), self._arrived)
        window.installEventFilter(self)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    @property
    def is_open(self) -> bool:
        """True from open until close was asked for."""
        return not self.isHidden() and not self._leaving

    def open(self) -> None:
        """Slide in from the right and take the focus."""
        if self.is_open:
            return
        self._leaving = False
        self._focus_before = self._window.focusWidget()
        self.place(self._rest(), picture_of(self._window))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._slide.come(QPoint(self._window.width(), self.y()))

    def close_drawer(self) -> None:
        """Slide out; the focus goes back to where it was."""
        if not self.is_open:
            return
        self._leaving = True
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._slide.go(QPoint(self._window.width(), self.y()))

    def _rest(self) -> QRect:
        high = self._window.height() - 2 * EDGE
        wide = min(WIDE, self._window.width() - 2 * EDGE)
        return QRect(self._window.width() - EDGE - wide, EDGE, wide, high)

    def _arrived(self) -> None:
        if self._leaving:
            self._leaving = False
            self.hide()
            self.closed.emit()

    def _stay(self) -> None:
        if self.is_open:
            self._slide.stop()
            self.hide()
            self.place(self._rest(), self._window.grab())
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.is_open:
            QTimer.singleShot(0, self, self._stay)
        return super().eventFilter(watched, event)
