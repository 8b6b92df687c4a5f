"""Tables: heads and rows with the rules of PRINT 4. A column says whether it holds names or figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from teller_app.printing.roles import HAIR, HEAD_RULE, STRONG
from teller_app.printing.sheet import Align, Sheet


@dataclass(frozen=True)
class Column:
    """Head, width in points, alignment; `figures` are never cut, names are."""

    head: str
    width: float
    align: Align = "l"
    figures: bool = False


@dataclass(frozen=True)
class Cell:
    """A text in its role; `tail` is a figure that stays whole behind a name that may be cut."""

    text: str
    role: str = "s"
    tail: str = ""


class Below(Enum):
    """The rule below a row."""

    HAIR = 1
    NONE = 2
    TOTAL = 3
    GRAND = 4


@dataclass(frozen=True)
class Row:
    """Cells, height and the distance of the baseline from the row's foot."""

    cells: Sequence[Cell]
    height: float
    rise: float = 3.5
    below: Below = Below.HAIR


def table_width(columns: Sequence[Column]) -> float:
    """Sum of the columns."""
    return sum(column.width for column in columns)


def draw_head(sheet: Sheet, x: float, y: float, columns: Sequence[Column], ruled: bool = True) -> float:
    """The head with its baseline at y; returns the y of the rule under it. Not ``ruled`` above where it stands beside a figure or
    below heads of its own (PRINT's pictures 04, 05, 10)."""
    right = x + table_width(columns)
    if ruled:
        sheet.rule(x, right, y - 9.2, STRONG)
    with sheet.tags.element("TR"):
        at = x
        for column in columns:
            with sheet.tags.element("TH", Scope="Column"):
                sheet.figure(_anchor(at, column), y, column.head, "head", column.width - 1, column.align)
            at += column.width
    sheet.rule(x, right, y + 3.2, HEAD_RULE)
    return y + 3.2


def draw_row(sheet: Sheet, x: float, y: float, columns: Sequence[Column], row: Row) -> float:
    """A row whose top is y; returns its foot."""
    right, foot = x + table_width(columns), y + row.height
    if row.below is Below.TOTAL:
        sheet.rule(x, right, y, STRONG)
    with sheet.tags.element("TR"):
        at = x
        for column, cell in zip(columns, row.cells, strict=True):
            with sheet.tags.element("TD"):
                _draw_cell(sheet, at, foot - row.rise, column, cell)
            at += column.width
    if row.below is Below.HAIR:
        sheet.rule(x, right, foot, HAIR)
    elif row.below is Below.GRAND:
        sheet.double_rule(x, right, foot + 0.4)
    elif row.below is Below.TOTAL:
        sheet.rule(x, right, foot, HEAD_RULE)
    return foot


def _draw_cell(sheet: Sheet, at: float, y: float, column: Column, cell: Cell) -> None:
    room = column.width - (2.2 if column.align == "l" else 0)
    if cell.tail:
        tail = sheet.width(cell.tail, cell.role)
        used = sheet.name(at, y, cell.text, cell.role, room - tail)
        sheet.figure(at + used, y, cell.tail, cell.role, room - used)
    elif column.figures:
        sheet.figure(_anchor(at, column), y, cell.text, cell.role, room, column.align)
    else:
        sheet.name(_anchor(at, column), y, cell.text, cell.role, room, column.align)


def _anchor(at: float, column: Column) -> float:
    return at + column.width if column.align == "r" else at + column.width / 2 if column.align == "c" else at
