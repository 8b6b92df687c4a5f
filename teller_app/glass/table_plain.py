"""Cells as plain text: for the clipboard, a CSV file, sorting and filtering. Pure; money never becomes a float."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from contract.letters import harmless
from contract.money import MINUS
from teller_app.glass.table_model import Cell, Column, Figure, Gauge, Row, cell_text

EM_DASH = "—"

type SortKey = tuple[int, Decimal, str]


def plain_figure(shown: str) -> str:
    """A figure as a plain decimal: "+2,450.00" is "2450.00", "−1,200.00" is "-1200.00", a dash or words stay as shown."""
    if shown == EM_DASH:
        return ""
    bare = shown.replace(",", "").replace(MINUS, "-").removeprefix("+").strip()
    return bare if _decimal(bare) is not None else shown


def plain_cell(cell: Cell, column: Column) -> str:
    """One cell as a spreadsheet should have it. Only what is a figure by its kind may begin with a minus."""
    if isinstance(cell, Figure | Gauge) or (column.kind == "money" and isinstance(cell, str)):
        figure = plain_figure(_figure_words(cell))
        return figure if not figure or _decimal(figure) is not None else harmless(figure)
    return harmless(cell_text(cell))


def plain_cells(row: Row, columns: Sequence[Column], shown: Iterable[int]) -> list[str]:
    """The cells of the columns that are shown, in their order."""
    return [plain_cell(row.cells[at], columns[at]) for at in shown] if row.cells else []


def tab_line(cells: Iterable[str]) -> str:
    """One line for the clipboard: what would break a cell apart becomes a space."""
    return "\t".join(" ".join(cell.split()) for cell in cells)


def sort_key(cell: Cell, column: Column) -> SortKey:
    """What sorts a cell: figures by their value, before all words; words without regard to case. A dash is nothing."""
    words = _figure_words(cell)
    if isinstance(cell, Figure | Gauge) or column.kind == "money":
        value = _decimal(plain_figure(words))
        if value is not None or words in ("", EM_DASH):
            return (0, value or Decimal(0), "")
    return (1, Decimal(0), words.casefold())


def matches(row: Row, words: Sequence[str]) -> bool:
    """Whether every word (casefolded) stands somewhere in the row, as shown or as a plain figure."""
    if not words:
        return True
    text = " ".join(cell_text(cell) for cell in row.cells).casefold()
    bare = text.replace(",", "")
    return all(word in text or word in bare for word in words)


def _figure_words(cell: Cell) -> str:
    """A gauge's share is for the reader of a screen; a spreadsheet and the order want its figure."""
    return cell.text if isinstance(cell, Gauge) else cell_text(cell)


def _decimal(words: str) -> Decimal | None:
    try:
        value = Decimal(words) if words[:1].isdigit() or words[:1] == "-" else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None
