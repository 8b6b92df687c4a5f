"""In which order rows are shown, and which of them: for rows in memory, and as the wish that is handed to a fetching source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from teller_app.glass.table_model import Column, Row
from teller_app.glass.table_plain import matches, sort_key


@dataclass(frozen=True, slots=True)
class Order:
    """``column`` is the number of a column, -1 for the order in which the source has its rows; ``needle`` narrows."""

    column: int = -1
    descending: bool = False
    needle: str = ""


@runtime_checkable
class Arranges(Protocol):
    """A source that can sort and narrow. It may answer at once or fetch; the model hears of it in either case."""

    def arrange(self, order: Order) -> None: ...

    def place_of(self, key: str) -> int: ...


class ArrangedRows:
    """Rows in memory, sorted and narrowed. Sorting is stable: rows that are equal keep the order they came in."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], order: Order | None = None) -> None:
        self._all = rows
        self._columns = tuple(columns)
        self._shown: Sequence[Row] = rows
        if order is not None:
            self.arrange(order)

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._shown)

    def row(self, index: int) -> Row:
        """One whole row."""
        return self._shown[index]

    def arrange(self, order: Order) -> None:
        """Show the rows that match, in this order."""
        words = order.needle.casefold().split()
        shown: Sequence[Row] = [row for row in self._all if matches(row, words)] if words else self._all
        if 0 <= order.column < len(self._columns):
            at, column = order.column, self._columns[order.column]
            shown = sorted(shown, key=lambda row: sort_key(row.cells[at], column), reverse=order.descending)
        self._shown = shown

    def drain(self, first: int, size: int, done: Callable[[Sequence[Row]], None]) -> None:
        """A run of the rows that are shown, for an export."""
        done(self._shown[first : first + size])

    def keys(self) -> list[str]:
        """Of the rows that are shown."""
        return [row.key for row in self._shown]

    def place_of(self, key: str) -> int:
        """Where a row is shown, -1 where it is not."""
        return next((at for at, row in enumerate(self._shown) if row.key == key), -1) if key else -1
