"""The rows of a table: keys, selection and one paint for all that is in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.scroll_bar import dress_scroll_area
from teller_app.glass.skeleton import WAIT_MS
from teller_app.glass.table_cells import CellPainter
from teller_app.glass.table_head import PAD, column_boxes
from teller_app.glass.table_model import WAITING, Column, Index, Row, RowModel
from teller_app.glass.table_strips import Manner, RowStrips
from teller_app.glass.table_task import act_box, paint_tile, task_of, tile_box

SEPARATOR_SHARE = 0.62
ROWS_ALL_MAX = 100_000
"""Ctrl+A selects only where copying what it selected is possible."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ORDERS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}


class RowView(QTableView):
    """Arrows, Home, End and the page keys move, Enter opens, Ctrl+C copies, letters are ``typed``.

    Left and Right move the mark in the head, Ctrl+Up and Ctrl+Down order by the marked column, the menu key (or
    Shift+F10, or the right button) asks for the menu. With ``many`` Shift extends the selection and Ctrl+A selects all.
    """

    opened = Signal(int)
    resized = Signal(int)
    copied = Signal()
    typed = Signal(str)
    marked = Signal(int)
    ordered = Signal(bool)
    menu_asked = Signal(QPoint)

    def __init__(
        self,
        look: Look,
        columns: Sequence[Column],
        model: RowModel,
        row_height: int,
        many: bool = False,
        tiles: bool = False,
    ) -> None:
        super().__init__()
        self.look = look
        self._columns = tuple(columns)
        self._shown = tuple(range(len(self._columns)))
        self._rows = model
        self._hovered = -1
        self._many, self._tiles = many, tiles
        self._blocks = False
        self._cells = CellPainter(look)
        self.strips = RowStrips(self._paint_cells)
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self._waited)
        self.setModel(model)
        self._set_up()
        self.set_row_height(row_height)

    def _set_up(self) -> None:
        dress_scroll_area(self, self.look)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if self._many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.doubleClicked.connect(lambda index: None if self._tiles else self.opened.emit(index.row()))

    def set_row_height(self, height: int) -> None:
        """Every row has this height in px."""
        self._height = height
        self._cells.forget()
        self.strips.clear()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.viewport().update()

    def set_shown(self, shown: Sequence[int]) -> None:
        """Which columns are shown; a screen reader sees no others."""
        self._shown = tuple(shown)
        for at in range(len(self._columns)):
            self.setColumnHidden(at, at not in self._shown)
        self.strips.clear()
        self.viewport().update()

    def select_row(self, row: int) -> None:
        """Make a row current and bring it into view."""
        if 0 <= row < self._rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            column = self._shown[0] if self._shown else 0
            self.selectionModel().setCurrentIndex(self._rows.index(row, column), flags)
            self.scrollTo(self._rows.index(row, column))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows say something else. Qt asks for as much as its own hidden head is wide, and what stands right of that would stay."""
        super().dataChanged(first, last, list(roles))
        self.viewport().update()

    def choose_row(self, row: int) -> None:
        """The same; where there is no such row none is current, and the focus chooses none by itself."""
        if not 0 <= row < self._rows.rowCount():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self.select_row(row)

    def selected(self) -> list[range]:
        """The selected rows as runs, in the order in which they are shown."""
        parts = self.selectionModel().selection()
        found = {range(part.top(), part.bottom() + 1) for part in map(parts.at, range(parts.size()))}
        return sorted(found, key=lambda run: run.start)

    # -- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row (Qt's own go to the first and last column)."""
        key, control = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        row = self.currentIndex().row()
        if key in _ENTER:
            if row >= 0:
                self.opened.emit(row)
        elif control and key in _ORDERS:
            self.ordered.emit(_ORDERS[key])
        elif control and key == Qt.Key.Key_C:
            self.copied.emit()
        elif control and key == Qt.Key.Key_A:
            if self._many and self._rows.rowCount() <= ROWS_ALL_MAX:
                self.selectAll()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # Qt's own key must not follow an extended run: it would select from wherever the mouse last pressed.
            if not self._extends(event):
                self.select_row(0 if key == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        elif key in _SIDES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.marked.emit(_SIDES[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape, *_SIDES):
            # The table above may have a filter to shorten or to drop; the room has the rest.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _extends(self, event: QKeyEvent) -> bool:
        """Shift+Home and Shift+End select from the current row to the end."""
        current = self.currentIndex()
        if not (self._many and current.isValid() and event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            return False
        last = 0 if event.key() == Qt.Key.Key_Home else self._rows.rowCount() - 1
        first, end = sorted((current.row(), last))
        flags = QItemSelectionModel.SelectionFlag
        run = QItemSelection(self._rows.index(first, 0), self._rows.index(end, len(self._columns) - 1))
        self.selectionModel().select(run, flags.ClearAndSelect | flags.Rows)
        self.selectionModel().setCurrentIndex(self._rows.index(last, current.column()), flags.NoUpdate)
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the table, which knows whether they search or filter."""
        if search.isprintable():
            self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu at the mouse, or at the current row for the key."""
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(PAD, 0)
        self.menu_asked.emit(self.viewport().mapTo(self.window(), at))

    # -- mouse and size ------------------------------------------------------------------------------------------

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The place under the mouse. Qt's own columns are narrower than ours, and a click right of them would choose no row."""
        found = super().indexAt(pos)
        row = self.rowAt(pos.y())
        return found if found.isValid() or row < 0 or not self._shown else self._rows.index(row, self._shown[-1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse."""
        self.hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tile's act is pressed as a button is: one click does it. A tile is not opened by two."""
        super().mouseReleaseEvent(event)
        row = self.rowAt(int(event.position().y())) if self._tiles else -1
        task = task_of(self._rows.source.row(row)) if row >= 0 else None
        if task is not None and not task.tone and event.button() == Qt.MouseButton.LeftButton:
            box = QRectF(
                0, row * self._height - self.verticalScrollBar().value(), self.viewport().width(), self._height
            )
            if act_box(self.look, task, tile_box(box)).contains(event.position()):
                self.opened.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """No row under the mouse."""
        self.hover(-1)
        super().leaveEvent(event)

    def hover(self, row: int) -> None:
        """Show a row as the one under the mouse, -1 for none."""
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for dirty in (before, row):
                self._update_row(dirty)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = row * self._height - self.verticalScrollBar().value()
            self.viewport().update(0, top, self.viewport().width(), self._height)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Both rows over their whole width: Qt would paint its own columns, which are narrower than ours."""
        super().currentChanged(current, previous)
        for row in (current.row(), previous.row()):
            self._update_row(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """As above; with ``many`` any number of rows."""
        super().selectionChanged(selected, deselected)
        if self._many:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head follows the width; what is current stays in sight, also where it was chosen before there was a height."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.resized.emit(self.viewport().width())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew, because moving the old pixels would smear the glass below them (LOOK 11)."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """All visible rows in one go."""
        p = QPainter(self.viewport())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, height = self.verticalScrollBar().value(), self._height
        width, current = self.viewport().width(), self.currentIndex().row()
        count = self._rows.rowCount()
        last = min(count - 1, (event.rect().bottom() + offset) // height)
        waiting = False
        for index in range(max(0, (event.rect().top() + offset) // height), last + 1):
            row = self._rows.source.row(index)
            box = QRectF(0, index * height - offset, width, height)
            chosen = self._paint_ground(p, index, box, current)
            manner = Manner(chosen, index + 1 < count and index not in (current, current - 1) and not chosen)
            if row is not WAITING:
                self.strips.blit(p, box.top(), (width, height), index, row, manner)
                continue
            waiting = True
            if self._blocks:
                self.strips.blit(p, box.top(), (width, height), -1, row, manner)
        self._wait(waiting)

    def _wait(self, waiting: bool) -> None:
        """Blocks appear after 250 ms of waiting, so that what comes quickly does not flash (LOOK 6, Skeleton)."""
        if not waiting:
            self._blocks = False
            self._patience.stop()
        elif not self._blocks and not self._patience.isActive():
            self._patience.start()

    def _waited(self) -> None:
        self._blocks = True
        self.viewport().update()

    def _paint_cells(self, p: QPainter, box: QRectF, row: Row, manner: Manner) -> None:
        columns = [self._columns[at] for at in self._shown]
        boxes = column_boxes(columns, box.width())
        for at, column, (left, wide) in zip(self._shown, columns, boxes, strict=True):
            place = QRectF(left, box.top(), wide, box.height())
            if row.cells:
                self._cells.paint(p, place, column, row.cells[at], manner.selected)
            else:
                self._cells.paint_block(p, place, column)
        if manner.ruled and not self._tiles:
            sep = self.look.tokens.sep
            line = QRectF(PAD, box.bottom() - 1, box.width() - 2 * PAD, 1)
            p.fillRect(line, alpha(sep, sep.alphaF() * SEPARATOR_SHARE))

    def _paint_ground(self, p: QPainter, index: int, box: QRectF, current: int) -> bool:
        """The pill under a row; whether the row is selected."""
        tokens = self.look.tokens
        pill = tile_box(box) if self._tiles else box.adjusted(2, 2, -2, -2)
        edge = tokens.focus if self.hasFocus() else alpha(tokens.accent, 0.35)
        if self._tiles:
            chosen = (tokens.row_sel, edge) if index == current else None
            paint_tile(p, self.look, pill, task_of(self._rows.source.row(index)), chosen)
            if chosen:
                return True
        elif index == current:
            rounded(p, pill, 10, tokens.row_sel, edge)
            rounded(p, QRectF(4, box.top() + 10, 3, box.height() - 20), 1.5, tokens.accent)
            return True
        if self._many and self.selectionModel().isRowSelected(index, QModelIndex()):
            rounded(p, pill, 10, tokens.row_sel)
            return True
        if index == self._hovered:
            rounded(p, pill, 10, tokens.row_hover)
        if index == 0 and current < 0 and self.hasFocus():
            # Nothing is current yet, and this row will be with the first arrow: the focus shows all the same.
            rounded(p, pill, 10, None, tokens.focus)
        return False
