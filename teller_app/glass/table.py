"""A table of whole rows on glass: keyboard and selection from QTableView, one paint for all visible rows (LOOK 10)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.scroll_bar import dress_scroll_area
from teller_app.glass.table_cells import CellPainter
from teller_app.glass.table_head import PAD, TableHead, column_boxes
from teller_app.glass.table_model import Column, Row, RowList, RowModel, RowSource, cell_text
from teller_app.glass.table_strips import Manner, RowStrips

SEPARATOR_SHARE = 0.62
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowView(QTableView):
    """The rows. Arrows, Home, End and the page keys move, Enter opens, Ctrl+C copies the row."""

    opened = Signal(int)
    resized = Signal(int)

    def __init__(self, look: Look, columns: Sequence[Column], model: RowModel, row_height: int) -> None:
        super().__init__()
        self.look = look
        self._columns = tuple(columns)
        self._rows = model
        self._hovered = -1
        self._cells = CellPainter(look)
        self.strips = RowStrips(self._paint_cells)
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_row_height(self, height: int) -> None:
        """Every row has this height in px."""
        self._height = height
        self._cells.forget()
        self.strips.clear()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.viewport().update()

    def select_row(self, row: int) -> None:
        """Make a row current and bring it into view."""
        if 0 <= row < self._rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags)
            self.scrollTo(self._rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row (Qt's own go to the first and last column)."""
        row = self.currentIndex().row()
        if event.key() in _ENTER:
            if row >= 0:
                self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Home:
            self.select_row(0)
        elif event.key() == Qt.Key.Key_End:
            self.select_row(self._rows.rowCount() - 1)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._copy(row)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does nothing: searching a million rows in the drawing thread would freeze the counter."""

    def _copy(self, row: int) -> None:
        if row >= 0:
            cells = (cell_text(cell) for cell in self._rows.source.row(row).cells)
            QGuiApplication.clipboard().setText("\t".join(cells))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse."""
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head follows the width."""
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew, because moving the old pixels would smear the glass below them (LOOK 11)."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """All visible rows in one go."""
        p = QPainter(self.viewport())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, height = self.verticalScrollBar().value(), self._height
        width = self.viewport().width()
        current = self.currentIndex().row()
        last = min(self._rows.rowCount() - 1, (event.rect().bottom() + offset) // height)
        for index in range(max(0, (event.rect().top() + offset) // height), last + 1):
            self._paint_row(p, index, QRectF(0, index * height - offset, width, height), current)

    def _paint_row(self, p: QPainter, index: int, box: QRectF, current: int) -> None:
        self._paint_ground(p, index, box, current)
        size = (round(box.width()), round(box.height()))
        ruled = index + 1 < self._rows.rowCount() and index not in (current, current - 1)
        manner = Manner(index == current, ruled)
        self.strips.blit(p, box.top(), size, index, self._rows.source.row(index), manner)

    def _paint_cells(self, p: QPainter, box: QRectF, row: Row, manner: Manner) -> None:
        boxes = column_boxes(self._columns, box.width())
        for column, cell, (left, wide) in zip(self._columns, row.cells, boxes, strict=True):
            self._cells.paint(p, QRectF(left, box.top(), wide, box.height()), column, cell, manner.selected)
        if manner.ruled:
            sep = self.look.tokens.sep
            line = QRectF(PAD, box.bottom() - 1, box.width() - 2 * PAD, 1)
            p.fillRect(line, alpha(sep, sep.alphaF() * SEPARATOR_SHARE))

    def _paint_ground(self, p: QPainter, index: int, box: QRectF, current: int) -> None:
        tokens = self.look.tokens
        pill = box.adjusted(2, 2, -2, -2)
        if index == current:
            rounded(p, pill, 10, tokens.row_sel, tokens.focus if self.hasFocus() else alpha(tokens.accent, 0.35))
            rounded(p, QRectF(4, box.top() + 10, 3, box.height() - 20), 1.5, tokens.accent)
        elif index == self._hovered:
            rounded(p, pill, 10, tokens.row_hover)


class DataTable(QWidget):
    """Head and rows. ``name`` says what the table is; ``two_lines`` gives rows of 48 px (42 compact), else 40 (32)."""

    gutter = 4
    opened = Signal(str)
    current_changed = Signal(str)

    def __init__(self, look: Look, columns: Sequence[Column], name: str, two_lines: bool = True) -> None:
        super().__init__()
        self.look = look
        self._two_lines = two_lines
        self._model = RowModel(columns)
        self.head = TableHead(look, columns)
        self.view = RowView(look, columns, self._model, self._row_height())
        self.view.setAccessibleName(name)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        self.view.resized.connect(self.head.set_body_width)
        self.view.opened.connect(lambda row: self.opened.emit(self._model.source.row(row).key))
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        look.follow(self._dress)

    def set_rows(self, rows: Sequence[Row] | RowSource) -> None:
        """Show other rows. Rows in memory keep the current row by its key and the place scrolled to."""
        key, at = self.current_key(), self.view.verticalScrollBar().value()
        if isinstance(rows, Sequence):
            self._model.set_source(RowList(rows))
            kept = next((index for index, row in enumerate(rows) if key and row.key == key), -1)
            self.view.select_row(kept)
            self.view.verticalScrollBar().setValue(at)
        else:
            self._model.set_source(rows)

    def row_count(self) -> int:
        """How many rows are shown."""
        return self._model.rowCount()

    def current_key(self) -> str:
        """Key of the current row, or "" when there is none."""
        row = self.view.currentIndex().row()
        return self._model.source.row(row).key if 0 <= row < self._model.rowCount() else ""

    def select_row(self, row: int) -> None:
        """Make a row current."""
        self.view.select_row(row)

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit(self._model.source.row(current.row()).key if current.isValid() else "")

    def _row_height(self) -> int:
        pair = (48, 42) if self._two_lines else (40, 32)
        return self.look.grown(self.look.pick(*pair))

    def _dress(self) -> None:
        self.view.set_row_height(self._row_height())
