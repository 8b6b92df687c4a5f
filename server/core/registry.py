"""What a room plugs in: for each kind of command its permission, its needs, its handler."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection

from contract.approvals import Requested, Why
from contract.base import Command, Fact, Result
from contract.errors import Rejected
from contract.permissions import Permission, Role
from server.core.actor import Header
from server.core.audience import Audience, Reader
from server.core.context import Context
from server.core.store import Key
from server.core.unit import Unit

Outcome = Result | Rejected | Requested | None
"""What a handler returns: a result (or None) when done, a refusal, or a request that now waits."""


class Weighed(msgspec.Struct, frozen=True):
    """Why a second person is asked, of which role, and what the request shows. No reasons: go on.

    ``object`` is what only one request may be open about; empty: the command's own content.
    """

    reasons: tuple[Why, ...] = ()
    role: Role = Role.MANAGER
    cash: bool = False
    amount: int = 0
    currency: str = ""
    account: str = ""
    transaction: str = ""
    narration: str = ""
    branch: str = ""
    """Whose managers decide, where it is not the maker's own branch."""
    object: str = ""
    holder: str = ""
    """Whom it is about by name, where it is about no account."""


def nothing_happened(command: Command) -> bool:
    """A command that only asks for something."""
    return False


@dataclass(frozen=True)
class Handler[C: Command]:
    """One kind of command.

    ``needs`` names the keys it can name with what the unit holds so far; it is asked again after each load, at most
    three times. ``weigh`` is the gate's question (None: never asks). ``hold`` and ``release`` keep and free what
    waits for a decision. ``lessen`` is the same command for less, where whoever decides may allow less though no cash is handed
    over afterwards. ``solo`` runs alone in its transaction because it must search. ``happened`` says whether a command
    states what has physically happened: no missing right and no gate can undo that, so it is handled, with ``ctx.doubt``.
    ``code`` says whether this very command asks its maker for a fresh code first, ``second`` which other person has to have proven
    themselves for it at the maker's workstation.
    """

    kind: type[C]
    permission: Permission
    handle: Callable[[C, Context], Outcome]
    needs: Callable[[C, Header, Unit], Iterable[Key]] | None = None
    weigh: Callable[[C, Context], Weighed | Rejected | None] | None = None
    hold: Callable[[C, Context, str], Rejected | None] | None = None
    release: Callable[[C, Context], None] | None = None
    solo: bool = False
    happened: Callable[[C], bool] = nothing_happened
    lessen: Callable[[C, int], C] | None = None
    code: Callable[[C, Context], bool] | None = None
    second: Callable[[C], str] | None = None


class Ask(Protocol):
    """The approvals room's door: stage a request for a command that a second person must decide."""

    def __call__(
        self, ctx: Context, handler: Handler[Any], command: Command, weighed: Weighed
    ) -> Requested | Rejected: ...


class Redeem(Protocol):
    """The approvals room's other door: use a permit once. None when it fits."""

    def __call__(self, ctx: Context, command: Command, weighed: Weighed, permit: str) -> Rejected | None: ...


class Policy(Protocol):
    """The bank's own lines about what needs a second person, beside what the rooms weigh themselves."""

    def add(self, ctx: Context, command: Command, weighed: Weighed) -> Weighed: ...

    def count(self, ctx: Context, act: str, account: str, amount: int, currency: str) -> None: ...

    def count_happened(self, ctx: Context, command: Command) -> None: ...


Shares = Sequence[tuple[str, Fact | None]]


class SnapshotSource(Protocol):
    """A room's share of a snapshot: facts a reader may see, in key order after ``after``.

    A row that is not for this reader comes with None, so that the page's cursor moves past it.
    """

    topic: str

    def page(self, conn: Connection, reader: Reader, after: str, limit: int) -> Shares: ...


@dataclass(frozen=True)
class Source:
    """A SnapshotSource made of a function."""

    topic: str
    fetch: Callable[[Connection, Reader, str, int], Shares]

    def page(self, conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
        return self.fetch(conn, reader, after, limit)


class Registry:
    """All handlers by kind. Built once in build.py, then only read."""

    def __init__(self, handlers: Iterable[Handler[Any]]) -> None:
        self.by_kind: dict[type[Command], Handler[Any]] = {}
        for handler in handlers:
            if handler.kind in self.by_kind:
                raise ValueError(f"two handlers for {handler.kind.__name__}")
            self.by_kind[handler.kind] = handler

    def of(self, command: Command) -> Handler[Any]:
        """The handler of this command."""
        return self.by_kind[type(command)]


__all__ = [
    "Ask",
    "Audience",
    "Handler",
    "Outcome",
    "Policy",
    "Redeem",
    "Registry",
    "SnapshotSource",
    "Source",
    "Weighed",
]
