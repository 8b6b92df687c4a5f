"""The head of a table, a widget apart from the view (QTableView overwrites viewport margins when headers are hidden)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, RIGHT, text
from teller_app.glass.painted import Painted
from teller_app.glass.table_model import Column

PAD = 12
CELL_GAP = 8
FIGURE_GAP = 14


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


class TableHead(Painted):
    """Column titles in micro, a separator below. ``body_width`` is the view's, which may have a scroll bar beside it."""

    def __init__(self, look: Look, columns: Sequence[Column]) -> None:
        super().__init__(look, ", ".join(column.title for column in columns if column.title), (0, 32))
        self._columns = tuple(columns)
        self._body_width = 0

    def set_body_width(self, width: int) -> None:
        """Follow the width of the rows."""
        if width != self._body_width:
            self._body_width = width
            self.update()

    def draw(self, p: QPainter) -> None:
        """Titles over their columns."""
        tokens = self.look.tokens
        face = self.look.font("micro-strong")
        height = self.height()
        for column, (left, wide) in zip(self._columns, column_boxes(self._columns, self._body_width), strict=True):
            box = QRectF(left, 0, wide - (0 if column.right else CELL_GAP), height - 2)
            text(p, box, column.title, face, tokens.text3, RIGHT if column.right else LEFT)
        p.fillRect(QRectF(PAD, height - 1, self.width() - 2 * PAD, 1), tokens.sep)
