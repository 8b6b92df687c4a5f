"""What the ledger's handlers need of other rooms, as doors that build.py wires."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Protocol

from contract.customers import Flag, MandateFact
from contract.errors import ErrorCode, Rejected
from contract.ledger import Withdraw
from contract.notices import Level
from contract.numbers import parse_receipt
from server.core.audience import Audience
from server.core.context import Context
from server.core.store import Key
from server.core.unit import Unit
from server.ledger.cash import CashDesk, CashEntry
from server.ledger.tables import RECEIPTS, AccountRow, TransactionRow
from server.ledger.verification import Sign


class Holders(Protocol):
    """The customers as the ledger sees them."""

    def key(self, customer: str) -> Key: ...

    def stop(self, ctx: Context, customer: str) -> Flag | None: ...

    def name(self, ctx: Context, customer: str) -> str: ...

    def branch(self, ctx: Context, customer: str) -> str: ...

    def mandate_key(self, account: str) -> Key: ...

    def mandate(self, ctx: Context, account: str) -> MandateFact | None: ...


class Tell(Protocol):
    """The notices' door."""

    def __call__(
        self, ctx: Context, code: str, level: Level, params: dict[str, Any], audience: Audience, refers_to: str = ""
    ) -> None: ...


Limit = Callable[[Context, str, str], int | None]
"""(context, kind, currency) to what the maker may do alone in minor units; None where there is no bound."""


def _unseen(ctx: Context, command: Withdraw) -> None:
    """No room looks at what was paid without the server."""


class Undoing(Protocol):
    """A room whose transactions a reversal may undo, because it then puts its own rows back. ``cash_kinds`` says what that does to
    the drawer: -1 takes out of it, 1 puts in."""

    @property
    def kinds(self) -> Set[str]: ...

    @property
    def cash_kinds(self) -> Mapping[str, int]: ...

    def needs(self, original: TransactionRow, unit: Unit) -> Iterable[Key]: ...

    def fault(self, ctx: Context, original: TransactionRow) -> Rejected | None: ...

    def done(self, ctx: Context, original: TransactionRow) -> None: ...


@dataclass(frozen=True, eq=False)
class Deps:
    """Everything the handlers are given. ``paid_offline`` is told of notes that were handed over while the server was away; ``undoing``
    are the rooms whose transactions can be reversed beside the ledger's own."""

    cash: CashDesk
    holders: Holders
    tell: Tell
    sign: Sign
    limit: Limit
    paid_offline: Callable[[Context, Withdraw], None] = _unseen
    undoing: tuple[Undoing, ...] = ()

    def undoing_of(self, kind: str) -> Undoing | None:
        """The room that puts back what a transaction of this kind changed; None for the ledger's own."""
        return next((room for room in self.undoing if kind in room.kinds), None)


def stopped(deps: Deps, ctx: Context, account: AccountRow) -> Rejected | None:
    """A customer under stop or deceased: no posting, whoever asks."""
    flag = deps.holders.stop(ctx, account.customer) if account.customer else None
    return Rejected(code=ErrorCode.CUSTOMER_STOPPED, params={"flag": flag.value}) if flag else None


def day_closed(ctx: Context) -> Rejected | None:
    """The maker's branch must have its day open."""
    return None if ctx.day_open else Rejected(code=ErrorCode.DAY_NOT_OPEN)


def receipt_fault(ctx: Context, receipt: str, entry: CashEntry | None) -> Rejected | None:
    """A receipt number must be this session's and unused; it is drawer, business date, lease, counter."""
    if not receipt:
        return None
    if ctx.get(RECEIPTS, receipt) is not None:
        return Rejected(code=ErrorCode.RECEIPT_REUSED, params={"receipt": receipt})
    parts = parse_receipt(receipt)
    expected = (entry.drawer, entry.business_date, entry.lease) if entry else None
    if parts is None or (expected is not None and parts[:3] != expected):
        return Rejected(code=ErrorCode.RECEIPT_MISMATCH, params={"receipt": receipt})
    return None
