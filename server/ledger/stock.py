"""Cash by piece as other rooms see it: places that hold notes and coins, and the one door that moves them.

The drawers keep the bags; whoever else moves cash (the vault, advances, variances) is handed a ``Stock`` by build.py.
"""

from collections.abc import Mapping
from typing import Protocol

import msgspec

from contract.errors import Rejected
from contract.variances import Origin
from server.core.context import Context
from server.ledger import chart


class Spot(msgspec.Struct, frozen=True):
    """A place found: the cash account behind it and its bag (none for the bank outside).

    ``number``, ``drawer``, ``session`` and ``cashier`` are those of a till that is open.
    """

    account: str
    branch: str
    currency: str
    holder: str = ""
    number: str = ""
    drawer: str = ""
    session: str = ""
    cashier: str = ""


class Found(msgspec.Struct, frozen=True):
    """What was over (positive) or short: ``id`` is the session, movement or booking that left it, ``within`` the tolerance that needs
    nobody's word. ``drawer`` is the number of the drawer or of the movement; ``forced_by`` counted it, too, and accepts it as little as the
    ``person``. ``account`` is the chart's code that it lies on.
    """

    id: str
    branch: str
    currency: str
    drawer: str
    person: str
    amount: int
    reason: str
    within: bool
    accepted_by: str
    forced_by: str = ""
    origin: Origin = Origin.CLOSE
    account: str = chart.OVER_SHORT


class Handed(msgspec.Struct, frozen=True):
    """A hand-over count as the counts keep it: ``shared`` by the taker or not. ``expected`` is what the books said when it was taken."""

    session: str
    taker: str
    shared: bool
    counted: dict[str, int]
    expected: dict[str, int]


class Stock(Protocol):
    """The drawers' side of it. Nothing here books a leg: whoever moves pieces books their worth in the same command."""

    def vault(self, ctx: Context, currency: str) -> Spot:
        """The vault of the branch that is worked at."""

    def transit(self, ctx: Context, currency: str) -> Spot:
        """What is on its way at this branch and belongs to nobody."""

    def bank(self, ctx: Context, currency: str) -> Spot:
        """Outside: head office, the central bank, a cash centre. It has an account and no bag."""

    def till(self, ctx: Context, currency: str, drawer: str) -> Spot | Rejected:
        """A drawer of this branch that is open and not counted."""

    def mine(self, ctx: Context, spot: Spot) -> Rejected | None:
        """Whether the till is the maker's, under the lease that came with the command."""

    def own_till(self, ctx: Context) -> Spot | Rejected:
        """The till behind the command's lease."""

    def room_for(self, ctx: Context, spot: Spot, amount: int) -> Rejected | None:
        """Whether so much more would stay below a till's hard maximum. Always, for what is no till."""

    def held(self, ctx: Context, spot: Spot) -> dict[str, int]:
        """The pieces that lie there."""

    def move(
        self, ctx: Context, spot: Spot, pieces: Mapping[str, int], kind: str, transaction: str = ""
    ) -> Rejected | None:
        """Add these signed pieces, or say which are not there. A till's session counts the movement under ``kind``."""
