"""The pane of options under a ``Select``: a real list view painted on floating glass."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from teller_app.glass.floating import FloatingPane, picture_of
from teller_app.glass.look import Look
from teller_app.glass.paint import paint_icon, rounded, text
from teller_app.glass.scroll_bar import dress_scroll_area

ROWS_SHOWN = 8
ROW_HEIGHTS = (36, 32)
PADDING = 6
RADIUS = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Options(QListView):
    """Enter and click pick, Esc closes, leaving closes."""

    picked = Signal(int)
    left = Signal()
    abandoned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Tab and Esc; arrows and typing are QListView's own."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A list without focus is a list nobody looks at."""
        super().focusOutEvent(event)
        self.abandoned.emit()


class _OptionPainter(QStyledItemDelegate):
    """One option: the chosen one carries a check, the current one the selection fill."""

    def __init__(self, look: Look, chosen: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._chosen = chosen

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(80, self.look.grown(self.look.pick(*ROW_HEIGHTS)))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill, text, check."""
        tokens = self.look.tokens
        state: QStyle.StateFlag = getattr(option, "state")  # noqa: B009 - the stubs do not know the fields of options
        box = QRectF(getattr(option, "rect"))  # noqa: B009
        if state & QStyle.StateFlag.State_Selected:
            rounded(p, box.adjusted(0, 1, 0, -1), 9, tokens.row_sel)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(p, box.adjusted(0, 1, 0, -1), 9, tokens.row_hover)
        chosen = index.row() == self._chosen
        face = self.look.font("body-strong" if chosen else "body-medium")
        text(p, box.adjusted(10, 0, -34, 0), str(index.data() or ""), face, tokens.text)
        if chosen:
            paint_icon(p, "check", box.right() - 26, round(box.center().y() - 8), 16, tokens.accent, "bold")


class SelectPopup(FloatingPane):
    """``picked(row)`` and then ``closed``; it deletes itself when closed. ``opener`` is the control that it belongs to."""

    picked = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, opener: QWidget, model: QAbstractItemModel, chosen: int) -> None:
        super().__init__(look, opener.window(), RADIUS)
        self.opener = opener
        self._open = False
        self.view = _Options()
        self.view.setModel(model)
        self.view.setItemDelegate(_OptionPainter(look, chosen, self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        dress_scroll_area(self.view, look)
        palette = self.view.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.view.setPalette(palette)
        self.view.setCurrentIndex(model.index(max(0, chosen), 0))
        self.view.clicked.connect(lambda index: self._pick(index.row()))
        self.view.picked.connect(self._pick)
        self.view.left.connect(self.close_pane)
        # Queued, because a window that is being destroyed takes the focus away first.
        self.view.abandoned.connect(self.close_pane, Qt.ConnectionType.QueuedConnection)
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.addWidget(self.view)

    def wanted_height(self) -> int:
        """Up to eight rows."""
        row = self.look.grown(self.look.pick(*ROW_HEIGHTS))
        return min(ROWS_SHOWN, self.view.model().rowCount()) * row + 2 * PADDING

    def open(self, rect: QRect) -> None:
        """Show the options at ``rect`` in the window and take the focus."""
        self._open = True
        self.place(rect, picture_of(self.window()))
        self.show()
        self.raise_()
        self.view.scrollTo(self.view.currentIndex())
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_pane(self) -> None:
        """Go, once."""
        if self._open:
            self._open = False
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def _pick(self, row: int) -> None:
        if self._open:
            self.picked.emit(row)
            self.close_pane()
