"""Counts between opening and close: a manager's surprise, a hand-over, one denomination. Each keeps its witness; none books."""

from enum import StrEnum

from contract.base import Command, Fact, Result
from contract.drawers import Counted
from contract.ids import Id
from contract.ink import Ink
from contract.money import Pieces
from contract.staff import Reason


class CountKind(StrEnum):
    """A surprise is a manager's at somebody's drawer, a hand-over and a micro-count (one denomination) the cashier's own."""

    SURPRISE = "surprise"
    HANDOVER = "handover"
    MICRO = "micro"


class CountState(StrEnum):
    """taken (waits for the witness) → witnessed | disputed. A micro-count needs no witness."""

    TAKEN = "taken"
    WITNESSED = "witnessed"
    DISPUTED = "disputed"


class TakeCount(Command, frozen=True, tag="take_count"):
    """What lies in a drawer that goes on working. What should lie there is pinned at this moment."""

    count: Id
    session: Id
    kind_of_count: CountKind
    counted: Counted
    witness: Id | None = None


class WitnessCount(Command, frozen=True, tag="witness_count"):
    """The named witness shares the count, from their own session or beside whoever counted (``SecondHere``); or not, and says why.

    ``ink`` is their hand from a pad.
    """

    count: Id
    shares: bool = True
    reason: Reason | None = None
    ink: Ink = ""


class SpotCountFact(Fact, frozen=True, tag="spot_count"):
    """A count without what was expected: whoever counts blind learns whether it agrees, never by how much. ``witness_ink`` is the SHA-256
    of what the witness drew on a pad.
    """

    count: Id
    session: Id
    drawer: Id
    number: str
    branch: Id
    currency: str
    kind_of_count: CountKind
    state: CountState
    by: Id
    at: str
    business_date: str
    counted: Pieces
    total: int
    agrees: bool
    witness: str = ""
    reason: str = ""
    witness_ink: str = ""


class CountResultFact(Fact, frozen=True, tag="count_result"):
    """What was expected at a count, for those who may see totals. For a micro-count of its denomination alone."""

    count: Id
    branch: Id
    expected: int
    expected_pieces: Pieces
    variance: int


class CountKept(Result, frozen=True, tag="count_kept"):
    count: Id
    state: CountState
    agrees: bool
