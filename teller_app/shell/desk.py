"""What the frame around the rooms shows: the line, the business day, who stands where, and what waits. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract.approvals import RequestFact, RequestState
from contract.branches import BranchFact
from contract.customers import CustomerFact
from contract.drawers import SessionFact
from contract.ledger import AccountFact, TransactionFact
from contract.notices import NoticeFact
from contract.permissions import Permission
from contract.staff import Me
from teller_app.manifest import Line, Port

TOPICS = frozenset({"branch", "session", "notice", "request", "outbox"})


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica, from the rooms that own the answers. Each takes the replica's connection first."""

    branch: Callable[[Any, str], BranchFact | None]
    session: Callable[[Any, str], SessionFact | None]
    notices: Callable[[Any], Sequence[NoticeFact]]
    requests: Callable[[Any], Sequence[RequestFact]]
    find: Callable[[Any, str, int], Sequence[CustomerFact]]
    accounts_of: Callable[[Any, str], Sequence[AccountFact]]
    receipts: Callable[[Any], Sequence[TransactionFact]]
    account: Callable[[Any, str], tuple[AccountFact, str] | None] = lambda conn, number: None
    """An account by its whole number, with its holder's name."""


@dataclass(frozen=True)
class Aside:
    """A posting that was put aside for the next customer: whose, and how much in minor units (0: nothing typed yet)."""

    holder: str
    amount: int = 0


@dataclass(frozen=True)
class DeskState:
    """One frozen picture of the frame."""

    me: Me
    line: Line
    branch: BranchFact | None = None
    session: SessionFact | None = None
    unseen: int = 0
    decisions: int = 0
    waiting: int = 0
    own_waiting: int = 0
    """Of ``waiting``, those of this person."""
    aside: tuple[Aside, ...] = ()
    counting: bool = False
    """Whether cash lies counted before a form that would be put aside by leaving."""


class DeskModel:
    """Follows the replica for the frame. ``on_change`` is called with every new state."""

    def __init__(self, port: Port, lookups: Lookups) -> None:
        self._port = port
        self._lookups = lookups
        self.state = DeskState(me=port.me, line=port.line)
        self.on_change: Callable[[DeskState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(lambda line: self._set(line=line))

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        me = self._port.me

        def ask(conn: Any) -> dict[str, Any]:
            return {
                "branch": self._lookups.branch(conn, me.branch),
                "session": self._lookups.session(conn, me.user),
                "unseen": sum(1 for notice in self._lookups.notices(conn) if me.user not in notice.seen_by),
                "decisions": sum(1 for request in self._lookups.requests(conn) if _is_mine_to_act(request, me)),
            }

        self._port.query(ask, self._found)

    def put_aside(self, aside: tuple[Aside, ...], counting: bool = False) -> None:
        """The counter holds these, the newest first, and one more once one leaves."""
        if (aside, counting) != (self.state.aside, self.state.counting):
            self._set(aside=aside, counting=counting)

    def _found(self, found: dict[str, Any]) -> None:
        waiting = self._port.waiting()
        own = sum(1 for row in waiting if row.made_by == self._port.me.user)
        self._set(**found, waiting=len(waiting), own_waiting=own)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)


def _is_mine_to_act(request: RequestFact, me: Me) -> bool:
    """What waits for this person: somebody else's request to decide, or an own permit to pay out."""
    if request.maker == me.user:
        return request.is_permit and request.state is RequestState.APPROVED
    return Permission.DECIDE in me.permissions and request.state is RequestState.AWAITING
