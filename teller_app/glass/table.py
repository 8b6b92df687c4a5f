"""A table of whole rows on glass: keyboard and selection from QTableView, one paint for all visible rows (LOOK 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.menu import Menu, MenuItem
from teller_app.glass.table_export import CsvExport, Drains
from teller_app.glass.table_head import PAD, TableHead
from teller_app.glass.table_measure import WholeRows, heights
from teller_app.glass.table_model import Column, Row, RowModel, RowSource
from teller_app.glass.table_order import ArrangedRows, Arranges, Order
from teller_app.glass.table_pages import PagedRows, PageSource
from teller_app.glass.table_plain import plain_cells, tab_line
from teller_app.glass.table_view import RowView
from teller_app.glass.table_words import TableWords
from teller_app.glass.typed import Typed

COPY_MAX = 5000
NARROWEST = 150
"""A column without a width of its own is not squeezed below this while others can step aside."""
JUMP_MAX = 5000
"""Rows that one letter looks at: a search over a million would freeze the counter."""

type Typing = Literal["jump", "filter", "ask"]


class DataTable(QWidget):
    """Head and rows. ``name`` says what the table is; ``two_lines`` gives rows of 48 px (42 compact), else 40 (32), 30 where
    they are ``dense``. What is in sight are whole rows: a strip of one at the panel's edge looks like a fault.

    ``cards`` are one column of rows of 92 px (82) under no head, ``tiles`` such of 78 px (62), each on a tile of its own;
    both together are tiles of four lines (100, 88).

    ``typing``: letters jump to the next row that begins so, filter the rows, or are handed to the room by ``typed``.
    ``words`` give it a menu (sorting, columns, copy, export); ``export_asked`` then asks the room for a place.
    """

    gutter = PAD
    opened = Signal(str)
    current_changed = Signal(str)
    typed = Signal(str)
    filtered = Signal(str)
    columns_changed = Signal()
    export_asked = Signal()

    def __init__(
        self,
        look: Look,
        columns: Sequence[Column],
        name: str,
        two_lines: bool = True,
        words: TableWords | None = None,
        typing: Typing = "jump",
        many: bool = False,
        dense: bool = False,
        cards: bool = False,
        tiles: bool = False,
    ) -> None:
        super().__init__()
        self.look = look
        self._heights = heights(two_lines, dense, cards, tiles)
        self.columns = tuple(columns)
        self.order = Order()
        self._words, self._typing = words, typing
        self._hidden: frozenset[int] = frozenset()
        self._crowded: frozenset[int] = frozenset()
        self._mark = -1
        self._told = ""
        self._letters = Typed(self)
        self._model = RowModel(columns)
        self._model.waiting_words = words.waiting if words else ""
        self.head = TableHead(look, columns, words)
        self.view = RowView(look, columns, self._model, self._row_height(), many, tiles)
        self.view.setAccessibleName(name)
        self.setFocusProxy(self.view)
        WholeRows(self, self.head, self.view, self._row_height)
        self.head.setVisible(not (cards or tiles))
        self._connect()
        look.follow(self._dress)

    def _connect(self) -> None:
        self.head.sort_asked.connect(self.sort_by)
        self.view.resized.connect(self._fit)
        self.view.opened.connect(lambda row: self.opened.emit(self._model.source.row(row).key))
        self.view.copied.connect(self.copy)
        self.view.typed.connect(self._type)
        self.view.marked.connect(self._move_mark)
        self.view.ordered.connect(self._order_by_mark)
        self.view.menu_asked.connect(self._open_menu)
        self.view.selectionModel().currentRowChanged.connect(self._moved)

    def set_title(self, at: int, title: str) -> None:
        """Another head of a column: the currency of its amounts."""
        self.columns = tuple(replace(item, title=title) if n == at else item for n, item in enumerate(self.columns))
        self.head.set_title(at, title)
        self._model.set_title(at, title)

    # -- rows ----------------------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[Row] | RowSource) -> None:
        """Show other rows in the present order. They keep the current row by its key and the place scrolled to."""
        key, at = self.current_key(), self.view.verticalScrollBar().value()
        source = ArrangedRows(rows, self.columns) if isinstance(rows, Sequence) else rows
        if isinstance(source, Arranges):
            source.arrange(self.order)
        before = self._model.source
        if isinstance(source, ArrangedRows) and isinstance(before, ArrangedRows) and source.keys() == before.keys():
            # A reset costs Qt more than painting all that is in sight, and forgets what several rows were selected for.
            self._model.replace(source)
            return
        self._model.set_source(source)
        if isinstance(source, Arranges):
            self.view.select_row(source.place_of(key))
            self.view.verticalScrollBar().setValue(at)

    def set_pages(self, source: PageSource) -> PagedRows:
        """Show rows that are fetched by pages; the answer can be told to ``reload`` when facts changed."""
        rows = PagedRows(source, lambda call: QTimer.singleShot(0, self, call), self.order)
        rows.changed = self._pages_changed
        self._model.set_source(rows)
        rows.begin()
        return rows

    def _pages_changed(self, counted: bool) -> None:
        if not counted:
            self.view.viewport().update()
            key = self.current_key()
            if key and not self._told:
                self._tell(key)
            return
        row, at = self.view.currentIndex().row(), self.view.verticalScrollBar().value()
        self._model.recount()
        self.view.select_row(min(row, self._model.rowCount() - 1))
        self.view.verticalScrollBar().setValue(at)

    def row_count(self) -> int:
        """How many rows are shown."""
        return self._model.rowCount()

    def current_key(self) -> str:
        """Key of the current row, or "" when there is none or it is still on its way."""
        row = self.view.currentIndex().row()
        return self._model.source.row(row).key if 0 <= row < self._model.rowCount() else ""

    def select_row(self, row: int) -> None:
        """Make a row current."""
        self.view.select_row(row)

    def select_key(self, key: str) -> bool:
        """Make the row with this key current. False, and no row is, where it is not shown or not here yet."""
        source = self._model.source
        at = source.place_of(key) if isinstance(source, Arranges) else -1
        self.view.choose_row(at)
        return at >= 0

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._tell(self._model.source.row(current.row()).key if current.isValid() else "")

    def _tell(self, key: str) -> None:
        # A row that is on its way has no key yet; it is told once it is here.
        self._told = key
        self.current_changed.emit(key)

    # -- order, filter, columns ----------------------------------------------------------------------------------

    def sort_by(self, column: int) -> None:
        """Upwards, then downwards, then as the rows came."""
        if column != self.order.column:
            self.set_order(replace(self.order, column=column, descending=False))
        elif not self.order.descending:
            self.set_order(replace(self.order, descending=True))
        else:
            self.set_order(replace(self.order, column=-1, descending=False))

    def set_filter(self, needle: str) -> None:
        """Show the rows in which all words stand."""
        self.set_order(replace(self.order, needle=needle.strip()))
        self.filtered.emit(self.order.needle)

    def set_order(self, order: Order) -> None:
        """Show the rows in another order; the current row stays current."""
        key = self.current_key()
        self.order = order
        source = self._model.source
        if isinstance(source, Arranges):
            source.arrange(order)
            self._model.recount()
            self.view.select_row(max(0, source.place_of(key)))
        self.head.set_order(order, self._mark)

    def set_hidden(self, hidden: frozenset[int]) -> None:
        """Hide columns; only optional ones can be."""
        self._hidden = frozenset(at for at in hidden if self.columns[at].optional)
        self._show_columns()
        self.columns_changed.emit()

    def _show_columns(self) -> None:
        self.head.set_shown(self.shown())
        self.view.set_shown(self.shown())

    def _fit(self, width: int) -> None:
        """Where there is no room for all columns, optional ones step aside, the last first."""
        crowded: set[int] = set()
        for at in reversed(range(len(self.columns))):
            kept = [column for n, column in enumerate(self.columns) if n not in crowded | self._hidden]
            if sum(column.width or NARROWEST for column in kept) + 2 * PAD <= width:
                break
            if self.columns[at].optional:
                crowded.add(at)
        if crowded != self._crowded:
            self._crowded = frozenset(crowded)
            self._show_columns()
        self.head.set_body_width(width)

    def hidden(self) -> frozenset[int]:
        """The columns that a person has hidden."""
        return self._hidden

    def shown(self) -> tuple[int, ...]:
        """The numbers of the columns that are shown."""
        return tuple(at for at in range(len(self.columns)) if at not in self._hidden | self._crowded)

    def _move_mark(self, step: int) -> None:
        stops = [at for at in self.shown() if self.columns[at].sorts]
        if stops:
            place = stops.index(self._mark) + step if self._mark in stops else 0 if step > 0 else -1
            self._mark = stops[max(0, min(place, len(stops) - 1)) if place >= 0 or self._mark in stops else -1]
            self.head.set_order(self.order, self._mark)

    def _order_by_mark(self, descending: bool) -> None:
        if self._mark < 0:
            self._move_mark(1)
        if self._mark >= 0:
            same = self.order.column == self._mark and self.order.descending == descending
            self.set_order(replace(self.order, column=-1 if same else self._mark, descending=descending and not same))

    # -- keys ----------------------------------------------------------------------------------------------------

    def _type(self, letter: str) -> None:
        if self._typing == "ask":
            self.typed.emit(letter)
        elif self._typing == "filter":
            if letter.strip() or self.order.needle:
                self.set_order(replace(self.order, needle=self.order.needle + letter))
                self.filtered.emit(self.order.needle)
        else:
            self._jump(self._letters.add(letter))

    def _jump(self, letters: str) -> None:
        count, at = self._model.rowCount(), self.view.currentIndex().row()
        # One letter goes on to the next row, more letters make the present one more exact.
        begin = at + (1 if len(letters) == 1 else 0)
        for step in range(min(count, JUMP_MAX)):
            row = (max(0, begin) + step) % count
            if any(words.startswith(letters) for words in self._beginnings(row)):
                self.view.select_row(row)
                return

    def _beginnings(self, row: int) -> list[str]:
        cells = plain_cells(self._model.source.row(row), self.columns, self.shown())
        return [cell.casefold() for cell in cells]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace shortens the filter, Esc drops it; the rest is the room's."""
        if self._typing == "filter" and self.order.needle and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            kept = self.order.needle[:-1] if event.key() == Qt.Key.Key_Backspace else ""
            self.set_order(replace(self.order, needle=kept))
            self.filtered.emit(kept)
            return
        super().keyPressEvent(event)

    # -- copy, export, menu --------------------------------------------------------------------------------------

    def copy(self) -> int:
        """Selected rows as tab-separated lines of plain cells; how many were copied."""
        rows = [row for run in self.view.selected() for row in run][:COPY_MAX]
        shown = self.shown()
        lines = [tab_line(plain_cells(self._model.source.row(row), self.columns, shown)) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    def export_csv(self, path: Path) -> CsvExport | None:
        """Begin to write the rows that are shown into a file; None where the source cannot be exported."""
        source = self._model.source
        if not isinstance(source, Drains):
            return None
        export = CsvExport(source, self.columns, self.shown(), path)
        export.setParent(self)
        for ended in (export.finished, export.failed, export.cancelled):
            ended.connect(export.deleteLater)
        # In the next turn, so that whoever asked can listen first: a place that cannot be written is known at once.
        QTimer.singleShot(0, export, export.start)
        return export

    def _open_menu(self, at: QPoint) -> None:
        if self._words is not None:
            menu = Menu(self.look, self.window(), self._words.menu, self._menu_items(self._words))
            menu.picked.connect(self._picked)
            menu.open_at(at)

    def _menu_items(self, words: TableWords) -> list[MenuItem]:
        items = [MenuItem("copy", words.copy, "copy", "Ctrl C"), MenuItem("export", words.export, "download-simple")]
        sorts = [at for at, column in enumerate(self.columns) if column.sorts]
        for first, at in enumerate(sorts):
            icon = ("caret-down" if self.order.descending else "caret-up") if at == self.order.column else ""
            items.append(MenuItem(f"sort:{at}", self.columns[at].title, icon, heading="" if first else words.sort))
        if self.order.column >= 0:
            items.append(MenuItem("clear", words.clear, "x"))
        optional = [at for at, column in enumerate(self.columns) if column.optional]
        for first, at in enumerate(optional):
            on = at not in self._hidden
            heading = "" if first else words.columns
            items.append(MenuItem(f"show:{at}", self.columns[at].title, checked=on, heading=heading))
        return items

    def _picked(self, key: str) -> None:
        act, _, at = key.partition(":")
        if act == "copy":
            self.copy()
        elif act == "export":
            self.export_asked.emit()
        elif act == "sort":
            self.sort_by(int(at))
        elif act == "clear":
            self.set_order(replace(self.order, column=-1, descending=False))
        else:
            self.set_hidden(self._hidden ^ {int(at)})

    def height_for(self, rows: int) -> int:
        """How high a table has to be that shows this many rows without scrolling."""
        gap = layout.spacing() if (layout := self.layout()) is not None else 0
        return self.head.sizeHint().height() + gap + rows * self._row_height()

    def _row_height(self) -> int:
        return self.look.grown(self.look.pick(*self._heights))

    def _dress(self) -> None:
        self.view.set_row_height(self._row_height())
        self.updateGeometry()
