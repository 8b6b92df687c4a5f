"""The words that a table says itself; rooms make them from the texts once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableWords:
    """``sort`` takes a column's title as ``{column}``; the empty set makes a table without a menu."""

    menu: str = ""
    ascending: str = ""
    descending: str = ""
    sort: str = ""
    columns: str = ""
    copy: str = ""
    export: str = ""
    waiting: str = ""
    clear: str = ""

    @classmethod
    def of(cls, texts: Callable[[str], str]) -> TableWords:
        """The words of ``table.*`` in the texts."""
        return cls(**{name: texts(f"table.{name}") for name in cls.__slots__})
