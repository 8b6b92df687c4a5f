"""The drawer history as one frozen state."""

from dataclasses import dataclass
from functools import cached_property

from contract.buckets import as_cash, plain
from contract.causes import Causes
from contract.drawers import DrawerFact
from contract.history import DrawerHistory, HistoryStep
from contract.staff import UserFact
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class HistoryState(RoomState):
    """``at`` is how many steps have happened where the handle stands, ``cursor`` its time (a journal's stamp).

    ``day`` is the one that was asked for, "" for the branch's of now. ``mark`` is a time to come back to. ``finding``: an amount
    is being looked for, ``missed``: and there is none.
    """

    drawers: tuple[DrawerFact, ...] = ()
    people: tuple[UserFact, ...] = ()
    drawer: str = ""
    day: str = ""
    history: DrawerHistory | None = None
    at: int = 0
    cursor: str = ""
    mark: str = ""
    causes: Causes | None = None
    finding: bool = False
    wanted: int = 0
    missed: bool = False

    @property
    def chosen(self) -> DrawerFact | None:
        """The drawer that is looked at."""
        return next((item for item in self.drawers if item.drawer == self.drawer), None)

    @property
    def steps(self) -> tuple[HistoryStep, ...]:
        """All that is told of the day."""
        return self.history.steps if self.history else ()

    @property
    def step(self) -> HistoryStep | None:
        """The last thing that had happened where the handle stands; None before the first."""
        return self.steps[self.at - 1] if 0 < self.at <= len(self.steps) else None

    @property
    def at_end(self) -> bool:
        """Whether the handle stands at the end of what is told."""
        return self.at == len(self.steps)

    @cached_property
    def balances(self) -> tuple[int, ...]:
        """The worth after so many steps."""
        return self.history.balances() if self.history else (0,)

    @cached_property
    def then(self) -> dict[str, int]:
        """The pieces where the handle stands."""
        return as_cash(self.history.position(self.at)) if self.history else {}

    @cached_property
    def now(self) -> dict[str, int]:
        """The pieces at the end of what is told."""
        return as_cash(self.history.position(len(self.steps))) if self.history else {}

    @cached_property
    def opened(self) -> dict[str, int]:
        """The pieces after the day's opening was counted: what "since the opening" is measured from."""
        if self.history is None:
            return {}
        first = 1 if self.steps and self.steps[0].kind == "opening" else 0
        return as_cash(self.history.position(first))

    @cached_property
    def changed(self) -> dict[str, str]:
        """When each face last changed before the handle."""
        return {plain(face): step.at for step in self.steps[: self.at] for face in step.pieces}

    @property
    def variance(self) -> int:
        """What the day's last closed session left over or short."""
        closed = [item.variance for item in self.history.sessions if item.variance is not None] if self.history else []
        return closed[-1] if closed else 0

    @property
    def explained(self) -> Causes | None:
        """Likely causes of that variance."""
        found = self.causes
        return found if found and found.final and found.variance and found.variance == self.variance else None

    def name(self, user: str) -> str:
        """A person's name, the tail of the id for somebody out of sight."""
        found = next((person.full_name for person in self.people if person.user == user), "")
        return found or user[-8:].upper()
