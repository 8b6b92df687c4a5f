"""The widths of a table's columns where a figure needs more than its own column has."""

from collections.abc import Callable, Sequence

from teller_app.printing.form_facts import FormTable


def given(own: Sequence[float], need: Sequence[float]) -> list[float]:
    """``own`` widths in any unit, or as much as each needs where the others have that to spare, each giving in proportion.

    Where all together have too little, nothing is moved: what does not fit is refused by who draws it.
    """
    lack = sum(max(0, want - wide) for wide, want in zip(own, need, strict=True))
    spare = [max(0, wide - want) for wide, want in zip(own, need, strict=True)]
    if not lack or lack > sum(spare):
        return list(own)
    return [max(wide, want) - rest * lack / sum(spare) for wide, want, rest in zip(own, need, spare, strict=True)]


def needed(table: FormTable, own: Sequence[float], width: Callable[[str], float]) -> list[float]:
    """What each column needs; ``width`` is a text's own with the gap to its neighbour. A name never asks for more than it has."""
    heads = tuple(column.head for column in table.columns)
    rows = [heads, *(row.cells for row in table.rows), table.total]
    most = [max((width(row[place]) for row in rows if row and row[place]), default=0) for place in range(len(heads))]
    return [
        want if column.figures else min(want, wide) for column, want, wide in zip(table.columns, most, own, strict=True)
    ]
