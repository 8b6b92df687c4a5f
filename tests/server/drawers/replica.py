"""Somebody's replica over the small counter: folds facts as a client does, and compares with a fresh snapshot."""

from typing import Any

import msgspec

from contract.base import Fact
from contract.feed import AnyFact, Gone
from tests.server.drawers.house import House, sources


class Replica:
    """A follower: folds facts as a client does. Facts are keyed by topic and their first field."""

    def __init__(self, house: House, user: str) -> None:
        self._house, self._user = house, user
        self.held: dict[tuple[str, str], Fact] = house.snapshot(user)

    def follow(self) -> None:
        """Fold what the last command said."""
        topics = {source.topic for source in sources()}
        for wire in self._house.seen(self._user):
            fact = msgspec.convert(wire, AnyFact)
            if isinstance(fact, Gone):
                self.held.pop((fact.topic, fact.key), None)
            elif wire["fact"] in topics:
                self.held[wire["fact"], getattr(fact, fact.__struct_fields__[0])] = fact

    def differs(self) -> list[tuple[Any, Any]]:
        """Pairs of what is held and what a fresh snapshot has otherwise."""
        fresh = self._house.snapshot(self._user)
        keys = {*fresh, *self.held}
        return [(self.held.get(key), fresh.get(key)) for key in keys if self.held.get(key) != fresh.get(key)]
