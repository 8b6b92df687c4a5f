"""What the ledger asks of the drawers, without knowing them: the CashDesk that build.py wires in."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from contract.errors import Rejected
from contract.ledger import Cash
from server.core.actor import Header
from server.core.context import Context
from server.core.store import Key
from server.core.unit import Unit


class CashEntry(msgspec.Struct, frozen=True):
    """Where the cash leg goes.

    ``late``: it came under a stale lease or after the count. ``counted``: the drawer's cash was counted without it, so
    it is booked against over/short and moves no pieces. ``physical``: the cash is in the drawer already, so no limit can refuse it.
    """

    account_id: str
    drawer: str
    session: str
    business_date: str
    lease: int
    late: bool = False
    counted: bool = False
    physical: bool = False


class CashDesk(Protocol):
    """The drawers as the ledger sees them."""

    def needs(self, header: Header, unit: Unit) -> Iterable[Key]:
        """Keys of the session, drawer, bag and cash accounts behind the envelope's lease."""

    def entry(self, ctx: Context, currency: str, taken_offline: bool = False) -> CashEntry | Rejected:
        """The open session behind the lease (also for transfers, which touch no cash).

        What was taken offline finds its session also where the maker works at another branch by now: the context then works at
        the session's branch.
        """

    def unplaced(self, ctx: Context, currency: str) -> CashEntry:
        """For cash that is in the bank's hands and in no drawer that the books can name: in transit, by its maker."""

    def take(
        self,
        ctx: Context,
        entry: CashEntry,
        currency: str,
        cash: Cash,
        net_in: int,
        transaction: str,
        kind: str,
        receipt: str = "",
    ) -> Rejected | None:
        """Move the pieces: ``net_in`` minor units into the drawer (negative: out). Refuses what does not add up.

        ``receipt`` is the number that this movement uses up: a slip printed already lists it as a gap no more.
        """
