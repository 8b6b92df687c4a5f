"""The head of a table, a widget apart from the view (QTableView overwrites viewport margins when headers are hidden)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, LEFT, RIGHT, paint_icon, rounded, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.table_model import Column
from teller_app.glass.table_order import Order
from teller_app.glass.table_words import TableWords

PAD = 12
"""From the edge of a row, which is tinted when it is chosen, to its first word."""
CELL_GAP = 8
FIGURE_GAP = 14
CARET = 11


def column_boxes(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column; columns of width 0 share what the others leave.

    Figures end before their column does, because what follows them starts at its left edge.
    """
    fixed = sum(column.width for column in columns)
    sharing = sum(1 for column in columns if not column.width)
    share = max(0.0, width - 2 * PAD - fixed) / sharing if sharing else 0.0
    boxes: list[tuple[float, float]] = []
    left = float(PAD)
    for at, column in enumerate(columns):
        wide = column.width or share
        gap = FIGURE_GAP if column.right and at + 1 < len(columns) else 0
        boxes.append((left, max(0.0, wide - gap)))
        left += wide
    return boxes


class HeadButton(PaintedButton):
    """The title of a column that rows can be ordered by. ``direction`` is 0, 1 upwards or -1 downwards."""

    def __init__(self, look: Look, column: Column, words: TableWords) -> None:
        super().__init__(look, column.title, (0, 28))
        self._column = column
        self._words = words
        self.direction = 0
        self.marked = False
        # The rows sort with keys of their own: a stop for each column would only lie in the way of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_state(self, direction: int, marked: bool) -> None:
        """How the rows are ordered by this column, and whether the keys mean it."""
        self.direction, self.marked = direction, marked
        said = (self._words.descending, "", self._words.ascending)[direction + 1]
        self.setAccessibleName(", ".join(part for part in (self._column.title, said) if part))
        self.update()

    def draw(self, p: QPainter) -> None:
        """Title, caret, and a line under the one that the keys mean."""
        tokens, box = self.look.tokens, QRectF(self.rect())
        self.draw_hover(p, box.adjusted(0, 2, 0, -2), 7)
        face = self.look.font("micro-strong")
        color = tokens.text if self.direction or self.hovered else tokens.text3
        words = box.adjusted(6, 0, -6, 0)
        caret = CARET + 3 if self.direction else 0
        wide = min(text_width(self._column.title, face), words.width() - caret)
        left = words.right() - wide - caret if self._column.right else words.left()
        text(p, QRectF(left, box.top(), wide + 1, box.height()), self._column.title, face, color, LEFT)
        if self.direction:
            icon = "caret-up" if self.direction > 0 else "caret-down"
            paint_icon(p, icon, left + wide + 3, round(box.center().y() - CARET / 2), CARET, tokens.accent, "bold")
        if self.marked:
            rounded(p, QRectF(left, box.bottom() - 4, wide, 2), 1, tokens.focus)


class TableHead(Painted):
    """Column titles in micro, a separator below. ``body_width`` is the view's, which may have a scroll bar beside it."""

    sort_asked = Signal(int)

    def __init__(self, look: Look, columns: Sequence[Column], words: TableWords | None = None) -> None:
        super().__init__(look, "", (0, 32))
        self._columns = tuple(columns)
        self._shown = tuple(range(len(self._columns)))
        self._body_width = 0
        self.buttons: dict[int, HeadButton] = {}
        for at, column in enumerate(self._columns):
            if column.sorts:
                button = self.buttons[at] = HeadButton(look, column, words or TableWords())
                button.setParent(self)
                button.clicked.connect(lambda _on=False, at=at: self.sort_asked.emit(at))
        self._name()

    def set_shown(self, shown: Sequence[int]) -> None:
        """Which columns are shown."""
        self._shown = tuple(shown)
        self._name()
        self._place()
        self.update()

    def set_title(self, at: int, title: str) -> None:
        """Another title over a column that does not sort."""
        self._columns = tuple(replace(item, title=title) if n == at else item for n, item in enumerate(self._columns))
        self._name()
        self.update()

    def set_body_width(self, width: int) -> None:
        """Follow the width of the rows."""
        if width != self._body_width:
            self._body_width = width
            self._place()
            self.update()

    def set_order(self, order: Order, marked: int) -> None:
        """Show how the rows are ordered and which column the keys mean (-1 for none)."""
        for at, button in self.buttons.items():
            direction = (-1 if order.descending else 1) if at == order.column else 0
            button.set_state(direction, at == marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons lie over their columns."""
        super().resizeEvent(event)
        self._place()

    def _name(self) -> None:
        titles = (self._columns[at].title for at in self._shown)
        self.setAccessibleName(", ".join(title for title in titles if title))

    def _boxes(self) -> list[tuple[int, float, float]]:
        boxes = column_boxes([self._columns[at] for at in self._shown], self._body_width)
        return [(at, left, wide) for at, (left, wide) in zip(self._shown, boxes, strict=True)]

    def _place(self) -> None:
        places = {at: (left, wide) for at, left, wide in self._boxes()}
        for at, button in self.buttons.items():
            button.setVisible(at in places)
            if at in places:
                left, wide = places[at]
                button.setGeometry(round(left) - 6, 1, max(1, round(wide) + 12), self.height() - 4)

    def draw(self, p: QPainter) -> None:
        """Titles over their columns; those that sort draw themselves."""
        tokens = self.look.tokens
        face = self.look.font("micro-strong")
        height = self.height()
        for at, left, wide in self._boxes():
            if at not in self.buttons:
                column = self._columns[at]
                box = QRectF(left, 0, wide - (0 if column.right else CELL_GAP), height - 2)
                align = RIGHT if column.right else CENTER if column.centred else LEFT
                text(p, box, column.title, face, tokens.text3, align)
        p.fillRect(QRectF(PAD, height - 1, self.width() - 2 * PAD, 1), tokens.sep)
