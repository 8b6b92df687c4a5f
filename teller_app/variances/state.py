"""The variances as one frozen state."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.approvals import RequestFact
from contract.causes import Causes
from contract.ledger import AccountFact
from contract.money import pieces_total
from contract.staff import UserFact
from contract.variances import OverShortFact, VarianceFact
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class VariancesState(RoomState):
    """``act`` is what is being written down: accept, recover, write_off, return or "" for nothing. ``permits`` are approved recoveries.

    ``causes`` are the likely ones by variance, as far as the server was asked."""

    user: str = ""
    may_decide: bool = False
    may_settle: bool = False
    drawer: str = ""
    variances: tuple[VarianceFact, ...] = ()
    sums: tuple[OverShortFact, ...] = ()
    people: tuple[UserFact, ...] = ()
    permits: tuple[RequestFact, ...] = ()
    causes: Mapping[str, Causes] = field(default_factory=dict)
    chosen: str = ""
    act: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    amount: int = 0
    amount_error: str = ""
    number: str = ""
    account: tuple[AccountFact, str] | None = None
    reason: str = ""

    @property
    def variance(self) -> VarianceFact | None:
        """The selected one."""
        return next((item for item in self.variances if item.variance == self.chosen), None)

    @property
    def explained(self) -> Causes | None:
        """The likely causes of the selected one, unless a late entry has changed it since."""
        found, item = self.causes.get(self.chosen), self.variance
        return found if found and item and found.variance == item.amount else None

    @property
    def counted(self) -> int:
        """What was typed in pieces, in minor units."""
        return pieces_total(self.counts)

    def sum_of(self, person: str, currency: str) -> OverShortFact | None:
        """A person's closes in all."""
        return next((item for item in self.sums if item.person == person and item.currency == currency), None)

    def name(self, user: str) -> str:
        """A person's name, the tail of the id for somebody out of sight."""
        found = next((person.full_name for person in self.people if person.user == user), "")
        return found or user[-8:].upper()
