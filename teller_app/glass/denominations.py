"""What a cash count is made of: faces, words for the columns, and sums. Pure values, no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PIECES_MAX = 999_999


@dataclass(frozen=True)
class Denomination:
    """A note or coin; ``label`` is its name for a screen reader ("200 cedi note")."""

    value_minor: int
    is_note: bool
    label: str

    @property
    def face(self) -> str:
        """The key of its count: the value in minor units, a c behind it for a coin (GH₵ 2 is a note and a coin)."""
        return f"{self.value_minor}" if self.is_note else f"{self.value_minor}c"


@dataclass(frozen=True)
class GridTexts:
    """The words on the grid; they come from ``i18n``."""

    notes: str
    coins: str
    count: str
    value: str
    coins_total: str
    piece: str
    sent: str
    difference: str


def total_minor(denominations: Sequence[Denomination], counts: Mapping[str, int]) -> int:
    """The value of the counted pieces in minor units."""
    return sum(item.value_minor * counts.get(item.face, 0) for item in denominations)


def piece_count(counts: Mapping[str, int]) -> int:
    """How many pieces were counted."""
    return sum(counts.values())
