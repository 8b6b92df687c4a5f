"""The journal as one frozen state: the day's rows, what is chosen and what is asked about it. No Qt."""

from dataclasses import dataclass, field

from contract.approvals import RequestFact
from contract.ledger import Status, TransactionFact
from contract.money import pieces_total
from teller_app.glass.hands_beside import Compared
from teller_app.room_model import RoomState

LOANS = frozenset({"loan_disbursal", "loan_repayment", "loan_write_off"})
"""Steps of loans: undone here as every posting, their papers are printed where the loan is."""
REVERSIBLE = frozenset({"deposit", "withdraw", "transfer"}) | LOANS
SIGNED = frozenset({"withdraw", "transfer"})
"""What a customer signs for."""


@dataclass(frozen=True)
class JournalState(RoomState):
    """``reversing`` shows the reason's dialogue for the chosen row (``refunding``: for its fee alone), ``paying`` the count of an
    approved cash reversal, ``comparing`` what was signed beneath the chosen one.
    """

    rows: tuple[TransactionFact, ...] = ()
    shown: tuple[TransactionFact, ...] = ()
    filter_text: str = ""
    kind: str = "all"
    index: int = 0
    reversing: bool = False
    refunding: bool = False
    paying: RequestFact | None = None
    counts: dict[str, int] = field(default_factory=dict)
    comparing: Compared | None = None

    @property
    def chosen(self) -> TransactionFact | None:
        """The selected transaction."""
        return self.shown[self.index] if 0 <= self.index < len(self.shown) else None

    @property
    def counted(self) -> int:
        """The cash of a reversal as counted so far, in minor units."""
        return pieces_total(self.counts)

    @property
    def why_not_reversed(self) -> str:
        """Why the chosen transaction cannot be reversed: none, reversal, kind, status, offline, or "" where it can."""
        fact = self.chosen
        if fact is None:
            return "none"
        if fact.reverses:
            return "reversal"
        if fact.kind not in REVERSIBLE:
            return "kind"
        if fact.status is not Status.COMPLETED:
            return "status"
        return "" if self.line.online else "offline"

    @property
    def why_not_refunded(self) -> str:
        """Why the chosen transaction's fee cannot be given back: none, no_fee, offline, or "" where it can."""
        fact = self.chosen
        if fact is None:
            return "none"
        if not fact.fee or fact.reverses or fact.status is not Status.COMPLETED:
            return "no_fee"
        return "" if self.line.online else "offline"

    @property
    def why_not_compared(self) -> str:
        """Why nobody signed for the chosen transaction, or what was signed cannot be had: none, nobody_signs, offline, or ""."""
        fact = self.chosen
        if fact is None:
            return "none"
        if fact.kind not in SIGNED:
            return "nobody_signs"
        return "" if self.line.online else "offline"
