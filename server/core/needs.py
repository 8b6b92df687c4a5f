"""What a batch's commands need, fetched for all of them at once, in rounds: a session's drawer can be named once the session is here.

The first round goes with the head's lock in one trip to the database (``core/writer.py``). With it come the receipts of those commands
that were sent before, and the chains of the devices.
"""

from collections.abc import Iterable, Sequence

from server.core import journal
from server.core.device_chain import CHAINS
from server.core.journal import Receipt
from server.core.order import Order
from server.core.registry import Registry
from server.core.store import Key
from server.core.unit import Unit
from server.db.bulk import Asked, Text, fetch

ROUNDS_MAX = 4


class Needs:
    """One batch's. Ask the database for ``asked``, then ``fetch`` the rest."""

    def __init__(self, unit: Unit, registry: Registry, orders: Sequence[Order]) -> None:
        self._unit = unit
        chains = [(CHAINS, order.header.device) for order in orders if order.header.link]
        self._named = [
            (needs, order, list(needs(order.command, order.header, unit)))
            for order in orders
            if (needs := registry.of(order.command).needs) is not None
        ]
        self._wanted = unit.lacking([*chains, *self._keys()])
        receipts = journal.receipts_of([order.header.command_id for order in orders])
        self.asked: list[Asked] = [*self._wanted.asked(), receipts]

    def fetch(self, texts: Sequence[list[Text]] | None = None) -> dict[str, Receipt]:
        """Everything, and the receipts by command id. ``texts`` answer ``asked`` where it went ahead."""
        *rows, receipts = fetch(self._unit.conn, self.asked) if texts is None else texts
        found = self._unit.arrived(self._wanted, rows)
        for _ in range(ROUNDS_MAX - 1):
            # Only whom the round brought something can name more.
            self._named = [
                (needs, order, list(needs(order.command, order.header, self._unit)))
                for needs, order, keys in self._named
                if not found.isdisjoint(keys)
            ]
            if not found or not self._named:
                break
            found = self._unit.load(self._keys())
        return journal.receipts(receipts)

    def _keys(self) -> Iterable[Key]:
        return (key for _, _, keys in self._named for key in keys)
