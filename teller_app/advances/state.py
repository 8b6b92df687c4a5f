"""The advances as one frozen state."""

from dataclasses import dataclass, field

from contract.advances import AdvanceFact
from contract.money import pieces_total
from contract.staff import UserFact
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class AdvancesState(RoomState):
    """``act`` is what is being written down: request, pay, retire or "" for nothing. ``spent`` is what receipts say, in minor units.

    ``amount_error`` is the code of why what was typed is no amount.
    """

    user: str = ""
    drawer: str = ""
    business_date: str = ""
    advances: tuple[AdvanceFact, ...] = ()
    people: tuple[UserFact, ...] = ()
    chosen: str = ""
    act: str = ""
    amount: int = 0
    amount_error: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    text: str = ""
    due: str = ""

    @property
    def advance(self) -> AdvanceFact | None:
        """The selected one."""
        return next((item for item in self.advances if item.advance == self.chosen), None)

    @property
    def counted(self) -> int:
        """What was typed in pieces, in minor units."""
        return pieces_total(self.counts)

    @property
    def stays(self) -> int:
        """What is still owed after the receipts and the change that are being written down; below nought where they are too much."""
        return (self.advance.left if self.advance else 0) - self.amount - self.counted

    def overdue(self, item: AdvanceFact) -> bool:
        """Whether it should be back by now."""
        return item.state.value == "paid" and bool(self.business_date) and item.due < self.business_date

    def name(self, user: str) -> str:
        """A person's name, the tail of the id for somebody out of sight."""
        found = next((person.full_name for person in self.people if person.user == user), "")
        return found or user[-8:].upper()
