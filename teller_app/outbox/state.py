"""The list of what is not booked as one frozen state: the rows, what will become of them, what is asked. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.outbox import DrawerThen, Expected, Fate
from teller_app.glass.hands_beside import Compared
from teller_app.manifest import Kept
from teller_app.room_model import RoomState

Subject = tuple[str, str]
"""An account's number and its holder's name."""
SIGNED = frozenset({"withdraw", "transfer"})
"""What a customer signs for."""
TROUBLED = frozenset({Fate.SUSPENSE, Fate.OVER_SHORT, Fate.REFUSED, Fate.NOT_TAKEN, Fate.WAITS})
"""What will not be booked as it was meant."""
ALL, PROBLEMS, POSTS = "all", "problems", "posts"
SHOWS = (ALL, PROBLEMS, POSTS)


@dataclass(frozen=True)
class OutboxState(RoomState):
    """``subjects`` says by account whose it is, as far as this reader's replica knows. ``asking``: put the chosen one away?

    ``booked`` waited here and was taken since the line was last lost, or since the sign-in; ``lost_at`` is when the bank was last heard
    of then, ``back_at`` when it came back. ``expected`` is by command what the server would make of it now, ``drawers`` what that does to
    the cash; ``look_problem`` is why that cannot be said. ``changed`` of the accounts behind the rows stand otherwise than when the line went:
    closed, blocked, flagged, under another mandate. ``comparing`` is what was signed beneath the chosen one.
    """

    rows: tuple[Kept, ...] = ()
    booked: tuple[Kept, ...] = ()
    lost_at: str = ""
    back_at: str = ""
    show: str = ALL
    index: int = 0
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    asking: bool = False
    expected: Mapping[str, Expected] = field(default_factory=dict)
    drawers: tuple[DrawerThen, ...] = ()
    look_problem: str = ""
    changed: int = 0
    comparing: Compared | None = None

    @property
    def shown(self) -> tuple[Kept, ...]:
        """The rows of the list."""
        if self.show == ALL:
            return self.rows
        return tuple(row for row in self.rows if self.is_problem(row) == (self.show == PROBLEMS))

    @property
    def chosen(self) -> Kept | None:
        """The selected row."""
        return self.shown[self.index] if 0 <= self.index < len(self.shown) else None

    @property
    def waiting(self) -> tuple[Kept, ...]:
        """What goes out by itself."""
        return tuple(row for row in self.rows if row.state in ("queued", "sending"))

    @property
    def back(self) -> tuple[Kept, ...]:
        """What is held back until somebody has looked."""
        return tuple(row for row in self.rows if row.state == "back")

    @property
    def held(self) -> tuple[Kept, ...]:
        """What the server did not take and has no receipt of."""
        return tuple(row for row in self.rows if row.state == "held")

    @property
    def refused(self) -> tuple[Kept, ...]:
        """What a rule refused; the journal has it."""
        return tuple(row for row in self.rows if row.state == "refused")

    @property
    def looked(self) -> bool:
        """Whether it is known what would become of what waits."""
        return bool(self.expected)

    def fate(self, row: Kept) -> Fate | None:
        """What would become of it; None where that is not known, or it is settled already."""
        found = self.expected.get(row.command_id)
        return found.fate if found is not None and not row.stuck else None

    def is_problem(self, row: Kept) -> bool:
        """Whether a person has to do something about it."""
        return row.stuck or self.fate(row) in TROUBLED

    def of_fate(self, *fates: Fate) -> tuple[Kept, ...]:
        """The rows that this would become of."""
        return tuple(row for row in self.rows if self.fate(row) in fates)

    @property
    def problems(self) -> tuple[Kept, ...]:
        """What a manager may be asked to look at."""
        return tuple(row for row in self.rows if self.is_problem(row))

    @property
    def can_send(self) -> bool:
        """Whether the chosen one can be sent again now."""
        return self.chosen is not None and self.chosen.may_send_again and self.line.online

    @property
    def can_hold(self) -> bool:
        """Whether the chosen one can be held back: it waits, and nothing of it can have reached the bank."""
        return self.chosen is not None and self.chosen.state == "queued"

    @property
    def can_put_away(self) -> bool:
        """Whether reading the chosen one is all that is left to do."""
        return self.chosen is not None and self.chosen.may_put_away
