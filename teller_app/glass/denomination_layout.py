"""Where the rows and columns of a denomination grid lie, in logical pixels. Source: LOOK 5 and 6, pictures 02, 03, 10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from teller_app.glass.denominations import Denomination


@dataclass(frozen=True)
class Measure:
    """Sizes of one density: rows, head, chips and count fields."""

    row: int
    head: int
    chip: int
    chip_height: int
    field_x: int
    field: int
    field_margin: int
    gap: int


REGULAR = Measure(38, 26, 44, 24, 64, 92, 3, 20)
COMPACT = Measure(30, 22, 40, 20, 56, 60, 2, 14)


@dataclass(frozen=True)
class RowPlace:
    """One row: the whole line, its count field, and the right edge of its value."""

    line: QRectF
    field: QRectF

    @property
    def middle(self) -> float:
        """Vertical middle of the line."""
        return self.line.center().y()


@dataclass(frozen=True)
class Column:
    """One block of rows under one head."""

    head: QRectF
    rows: tuple[RowPlace, ...]

    def moved(self, dx: float) -> Column:
        """The same block further to the right."""
        rows = tuple(RowPlace(row.line.translated(dx, 0), row.field.translated(dx, 0)) for row in self.rows)
        return Column(self.head.translated(dx, 0), rows)


def pair_columns(measure: Measure, row_height: int, width: float, notes: int, coins: int) -> tuple[Column, Column]:
    """Notes left, coins right, as at the counter."""
    each = (width - measure.gap) / 2
    return (
        _column(measure, row_height, 0.0, each, notes),
        _column(measure, row_height, each + measure.gap, each, coins),
    )


def list_column(measure: Measure, row_height: int, width: float, rows: int) -> Column:
    """All pieces in one column with room for what was sent and the difference (picture 10)."""
    wide = Measure(**{**measure.__dict__, "field_x": measure.field_x + 97, "field": measure.field + 4})
    return _column(wide, row_height, 0.0, width, rows)


def height(measure: Measure, row_height: int, rows: int) -> int:
    """Height of the longest column with its head."""
    return measure.head + row_height * rows + 2


def split(denominations: Sequence[Denomination]) -> tuple[list[int], list[int]]:
    """Places of the notes and of the coins in the given order."""
    notes = [i for i, item in enumerate(denominations) if item.is_note]
    return notes, [i for i, item in enumerate(denominations) if not item.is_note]


def _column(measure: Measure, row_height: int, x: float, width: float, rows: int) -> Column:
    places = []
    for i in range(rows):
        line = QRectF(x, measure.head + i * row_height, width, row_height)
        margin = measure.field_margin + (2 if row_height > measure.row else 0)
        field = QRectF(x + measure.field_x, line.top() + margin, measure.field, row_height - 2 * margin)
        places.append(RowPlace(line, field))
    return Column(QRectF(x, 0, width, measure.head - 4), tuple(places))
