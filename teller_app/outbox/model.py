"""The list of what is not booked: what was not taken stands first, then what waits, in the order it is sent. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from teller_app.manifest import Kept, Line, Port
from teller_app.room_model import RoomModel, RoomState

TOPICS = frozenset({"outbox", "account", "customer"})
Subject = tuple[str, str]
"""An account's number and its holder's name."""


@dataclass(frozen=True)
class OutboxState(RoomState):
    """``subjects`` says by account whose it is, as far as this reader's replica knows. ``asking``: put the chosen one away?

    ``booked`` waited here and was taken since the line was last lost, or since the sign-in; ``lost_at`` is when the bank was last heard of then.
    """

    rows: tuple[Kept, ...] = ()
    booked: tuple[Kept, ...] = ()
    lost_at: str = ""
    only_stuck: bool = False
    index: int = 0
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    asking: bool = False

    @property
    def shown(self) -> tuple[Kept, ...]:
        """The rows of the list."""
        return tuple(row for row in self.rows if row.stuck or not self.only_stuck)

    @property
    def chosen(self) -> Kept | None:
        """The selected row."""
        return self.shown[self.index] if 0 <= self.index < len(self.shown) else None

    @property
    def waiting(self) -> tuple[Kept, ...]:
        """What goes out by itself."""
        return tuple(row for row in self.rows if not row.stuck)

    @property
    def held(self) -> tuple[Kept, ...]:
        """What the server did not take and has no receipt of."""
        return tuple(row for row in self.rows if row.state == "held")

    @property
    def refused(self) -> tuple[Kept, ...]:
        """What a rule refused; the journal has it."""
        return tuple(row for row in self.rows if row.state == "refused")

    @property
    def can_send(self) -> bool:
        """Whether the chosen one can be sent again now."""
        return self.chosen is not None and self.chosen.may_send_again and self.line.online

    @property
    def can_put_away(self) -> bool:
        """Whether reading the chosen one is all that is left to do."""
        return self.chosen is not None and self.chosen.may_put_away


class OutboxModel(RoomModel[OutboxState]):
    """See the module. ``subject`` finds number and holder of an account in the replica."""

    def __init__(self, port: Port, subject: Callable[[Any, str], Subject | None]) -> None:
        super().__init__(port, OutboxState(line=port.line))
        self._subject = subject
        self._there = port.line.state != "offline"
        self._listen(TOPICS)
        port.on_line(self._follow_line)

    def _follow_line(self, line: Line) -> None:
        """Another outage begins its own count; what the last one brought is read until then."""
        was, self._there = self._there, line.state != "offline"
        if was and not self._there:
            self._set(booked=(), lost_at=line.synced_at)

    def refresh(self) -> None:
        """Look at the outbox again."""
        rows = self._port.kept()
        ordered = tuple(sorted(rows, key=lambda row: not row.stuck))
        accounts = {row.account for row in rows if row.account}

        def ask(conn: Any) -> dict[str, Subject]:
            found = ((account, self._subject(conn, account)) for account in accounts)
            return {account: subject for account, subject in found if subject is not None}

        self._port.query(ask, lambda subjects: self._refreshed(ordered, subjects))

    def _refreshed(self, rows: tuple[Kept, ...], subjects: dict[str, Subject]) -> None:
        chosen, before = self.state.chosen, self.state.shown
        left = {row.command_id for row in rows}
        # What waits goes out by itself and is put away by nobody: where it is gone, the bank has it.
        taken = tuple(row for row in self.state.waiting if row.command_id not in left)
        state = replace(self.state, rows=rows, subjects=subjects)
        places = [at for at, row in enumerate(state.shown) if chosen and row.command_id == chosen.command_id]
        # Where the chosen one is gone, nothing is chosen: the next key must not mean its neighbour.
        index = places[0] if places else (-1 if before else 0)
        self._set(rows=rows, subjects=subjects, index=index, asking=self.state.asking and bool(places),
                  booked=self.state.booked + taken)  # fmt: skip

    def choose(self, index: int) -> None:
        """Select a row."""
        if index != self.state.index:
            self._set(index=index, asking=False)

    def toggle_stuck(self) -> None:
        """F6: only what was not taken, or everything."""
        self._set(only_stuck=not self.state.only_stuck, index=0, asking=False)

    def send_again(self) -> bool:
        """F9: the chosen one goes out once more, the same bytes; the bank books it once at most."""
        row = self.state.chosen
        if row is None or not self.state.can_send:
            return False
        self._port.send_again(row.command_id)
        self._notify("sent_again", {"receipt": row.receipt or "-"}, "info")
        return True

    def ask_put_away(self) -> bool:
        """F4: it is asked first, because it leaves the list."""
        if self.state.can_put_away:
            self._set(asking=True)
        return self.state.asking

    def put_away(self, yes: bool) -> None:
        """The answer."""
        row = self.state.chosen
        asked = self.state.asking
        self._set(asking=False)
        if yes and asked and row is not None and row.may_put_away:
            self._port.put_away(row.command_id)
            self._notify("put_away", {"receipt": row.receipt or "-"}, "info")
