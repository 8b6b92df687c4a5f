"""Ranks that learn: what a person picks often and lately stands first in the palette (frecency).

Each pick adds one point; a point halves in two weeks, so what mattered in spring does not stand above today's customer.
Pure; the shell keeps the bytes encrypted in the profile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import msgspec

from contract.base import UNREADABLE

HALF_LIFE_S = 14 * 24 * 3600
KEPT_MAX = 400
NOTE = "palette-ranks"


class Rank(msgspec.Struct, frozen=True, array_like=True):
    """Points as they were at ``at`` (seconds since 1970)."""

    points: float
    at: float

    def now(self, seconds: float) -> float:
        """The points that are left. A clock that was set back takes nothing away and adds nothing."""
        half_lives = max(0.0, seconds - self.at) / HALF_LIFE_S
        return self.points * math.pow(0.5, half_lives)


class Ranks:
    """By the key of a result ("customer:…", "command:go:journal"). ``seconds`` is the workstation's clock."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._ranks: dict[str, Rank] = {}

    def picked(self, key: str) -> None:
        """One more point; the faintest are forgotten."""
        now = self._seconds()
        self._ranks[key] = Rank(self.of(key) + 1.0, now)
        if len(self._ranks) > KEPT_MAX:
            del self._ranks[min(self._ranks, key=self.of)]

    def of(self, key: str) -> float:
        """The points of a key now, 0.0 for one that was never picked."""
        rank = self._ranks.get(key)
        return rank.now(self._seconds()) if rank else 0.0

    def order[T](self, found: Sequence[T], key: Callable[[T], str]) -> list[T]:
        """What was picked most first; what was never picked keeps its order behind it."""
        return sorted(found, key=lambda item: -self.of(key(item)))

    def best(self, prefix: str, most: int) -> list[str]:
        """The keys with the most points that begin so."""
        known = [key for key in self._ranks if key.startswith(prefix)]
        return sorted(known, key=lambda key: -self.of(key))[:most]

    def packed(self) -> bytes:
        """As kept."""
        return msgspec.msgpack.encode(self._ranks)

    def read(self, kept: bytes | None) -> None:
        """What was kept, below what was picked since; unreadable bytes are no loss."""
        if kept:
            try:
                self._ranks = msgspec.msgpack.decode(kept, type=dict[str, Rank]) | self._ranks
            except UNREADABLE:
                return
