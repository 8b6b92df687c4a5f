"""A drawer's day, posting by posting: what lay in it at any minute, rebuilt from the journal."""

from contract.base import Wire
from contract.money import Pieces, add_pieces, pieces_total


class HistoryStep(Wire, frozen=True):
    """Pieces that moved, signed: in is positive. ``at`` is when the books heard of it, ``made_at`` when it happened by its till.

    ``kind`` as on the slip: deposit, withdraw, from_vault, exchange, variance ...; ``amount`` in minor units.
    """

    seq: int
    at: str
    made_at: str
    kind: str
    amount: int
    pieces: dict[str, int]
    session: str
    made_by: str
    transaction: str = ""
    receipt: str = ""
    holder: str = ""


class HistoryCount(Wire, frozen=True):
    """A count: ``kind`` is close, surprise, handover or micro. ``variance`` is counted less expected at that moment."""

    at: str
    kind: str
    by: str
    total: int
    variance: int
    witness: str = ""


class HistoryApproval(Wire, frozen=True):
    """A decision about something of this drawer. ``at`` is the decision's."""

    request: str
    at: str
    state: str
    kind: str
    by: str
    amount: int
    holder: str = ""


class HistoryTransfer(Wire, frozen=True):
    """Cash that was sent here, from here, or changed, sorted or kept here: ``kind`` is from_vault, to_drawer ..., exchange, sort or
    suspect. ``amount`` is signed as it moves this drawer: 0 for an exchange, for what was sorted the worth of what turned suspect."""

    number: str
    at: str
    kind: str
    state: str
    amount: int
    note: str = ""


class HistorySession(Wire, frozen=True):
    """Whose the drawer was from when to when. ``variance`` is None until a count is final."""

    session: str
    cashier: str
    state: str
    opened_at: str
    closed_at: str = ""
    variance: int | None = None


class HistoryBreak(Wire, frozen=True):
    """The cashier signed out with the drawer still open, and came back at ``until`` ("": not yet, or the drawer was closed without them)."""

    at: str
    by: str
    until: str = ""


class DrawerHistory(Wire, frozen=True):
    """One drawer's business day, or one session of it where that is all that the reader may see.

    ``opening`` are the pieces before the first step. ``broken`` is the journal row at which the chain does not hold (0: it is
    whole), ``broken_why`` what is wrong with it, and no step from there on is told. ``gaps`` are spans (from, to) whose postings
    reached the books late. ``breaks`` are of the sign-ins' own chain and not of the journal. ``seq`` is the journal's head then: what comes after it is not in here.
    """

    drawer: str
    number: str
    branch: str
    currency: str
    business_date: str
    seq: int
    opening: Pieces = {}
    steps: tuple[HistoryStep, ...] = ()
    sessions: tuple[HistorySession, ...] = ()
    counts: tuple[HistoryCount, ...] = ()
    approvals: tuple[HistoryApproval, ...] = ()
    transfers: tuple[HistoryTransfer, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    soft_max: int = 0
    live: bool = False
    broken: int = 0
    broken_why: str = ""
    more: bool = False
    breaks: tuple[HistoryBreak, ...] = ()

    def position(self, steps: int) -> dict[str, int]:
        """The pieces after so many steps: the fold that both sides share."""
        held = dict(self.opening)
        for step in self.steps[: max(0, steps)]:
            held = add_pieces(held, step.pieces)
        return held

    def balances(self) -> tuple[int, ...]:
        """The worth before the first step and after each, in minor units."""
        worth = [pieces_total(self.opening)]
        for step in self.steps:
            worth.append(worth[-1] + pieces_total(step.pieces))
        return tuple(worth)
