"""Asking for an advance, paying it, retiring it, and the clock's reminder."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from contract.advances import (
    AdvanceFact,
    AdvanceMoved,
    AdvanceState,
    AdvanceStep,
    PayAdvance,
    RemindAdvances,
    RequestAdvance,
    RetireAdvance,
)
from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission, Role
from server.advances import rules
from server.advances.tables import ADVANCES, AdvanceRow
from server.core.actor import Header
from server.core.audience import Audience, at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting
from server.ledger.cash import CashDesk, CashEntry
from server.ledger.ports import Tell, day_closed, receipt_fault
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import RECEIPTS, SERIALS, TRANSACTIONS, SerialRow

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Deps:
    """The till behind the lease, and the notices' door."""

    cash: CashDesk
    tell: Tell


def weigh(command: RequestAdvance, ctx: Context) -> Weighed | Rejected | None:
    """Always a manager."""
    if ctx.get(ADVANCES, command.advance) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    if command.due < ctx.business_date:
        return Rejected(code=ErrorCode.DATE_NOT_AFTER, params={"date": ctx.business_date})
    why = Why(code="cash_advance", figure=command.amount.minor, about=command.due)
    return Weighed(reasons=(why,), role=Role.MANAGER, amount=command.amount.minor, currency=command.amount.currency,
                   narration=command.purpose)  # fmt: skip


def request(command: RequestAdvance, ctx: Context) -> Outcome:
    """What the manager's yes makes of it. No money moves yet."""
    name = f"AD/{ctx.branch}"
    serial = ctx.get(SERIALS, name) or SerialRow(name=name, last=0)
    ctx.put(SERIALS, SerialRow(name=name, last=serial.last + 1))
    row = AdvanceRow(id=command.advance, number=f"AD-{serial.last + 1:03d}", branch=ctx.branch, person=ctx.actor.user,
                     currency=command.amount.currency, amount=command.amount.minor, left=0, state=AdvanceState.APPROVED.value,
                     purpose=command.purpose, due=command.due, at=ctx.at, business_date=ctx.business_date,
                     approved_by=ctx.approved_by)  # fmt: skip
    return _moved(_keep(ctx, row))


def pay(deps: Deps, command: PayAdvance, ctx: Context) -> Outcome:
    """Out of the maker's drawer: the bank's claim on the colleague."""
    row = ctx.get(ADVANCES, command.advance)
    fault = rules.step_fault(row, ctx.branch, ctx.actor.user, AdvanceState.APPROVED)
    if row is None or fault is not None:
        return fault
    entry = _taken(deps, command, ctx, row, -row.amount)
    if isinstance(entry, Rejected):
        return entry
    _book(ctx, row, command, entry, "advance", [(_claim(ctx, row), row.amount), (entry.account_id, -row.amount)])
    step = AdvanceStep(kind="paid", by=ctx.actor.user, at=ctx.at, transaction=command.transaction)
    return _moved(_step(ctx, replace(row, state=AdvanceState.PAID.value, left=row.amount), step))


def retire(deps: Deps, command: RetireAdvance, ctx: Context) -> Outcome:
    """Receipts become an expense, change goes into the maker's drawer; what is missing stays owed."""
    row = ctx.get(ADVANCES, command.advance)
    fault = rules.step_fault(row, ctx.branch, ctx.actor.user, AdvanceState.PAID)
    if row is None or fault is not None:
        return fault
    back = pieces_total(command.cash.received) - pieces_total(command.cash.given)
    fault = rules.retire_fault(row, command.spent, back, len(command.papers))
    if fault is None and back < 0:
        fault = Rejected(code=ErrorCode.ADVANCE_AMOUNT, params={"left": row.left, "currency": row.currency})
    if fault is not None:
        return fault
    entry = _taken(deps, command, ctx, row, back) if back else None
    if isinstance(entry, Rejected):
        return entry
    spent = posting.internal(ctx, row.branch, chart.STAFF_EXPENSES, row.currency).id
    legs = [
        (spent, command.spent),
        (entry.account_id if entry else "", back),
        (_claim(ctx, row), -(command.spent + back)),
    ]
    _book(ctx, row, command, entry, "advance_retired", legs)
    left = row.left - command.spent - back
    state = AdvanceState.PAID if left else AdvanceState.RETIRED
    step = AdvanceStep(kind="retired", by=ctx.actor.user, at=ctx.at, spent=command.spent, back=back, papers=command.papers,
                       transaction=command.transaction)  # fmt: skip
    return _moved(_step(ctx, replace(row, state=state.value, left=left), step))


def _taken(
    deps: Deps, command: PayAdvance | RetireAdvance, ctx: Context, row: AdvanceRow, net_in: int
) -> CashEntry | Rejected:
    """The pieces through the maker's drawer."""
    fault = day_closed(ctx)
    if fault is None and ctx.get(TRANSACTIONS, command.transaction) is not None:
        fault = Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    entry = fault or deps.cash.entry(ctx, row.currency)
    if isinstance(entry, Rejected):
        return entry
    return (
        receipt_fault(ctx, command.receipt, entry)
        or deps.cash.take(
            ctx, entry, row.currency, command.cash, net_in, command.transaction, "advance", command.receipt
        )
        or entry
    )


def _claim(ctx: Context, row: AdvanceRow) -> str:
    return posting.internal(ctx, row.branch, chart.STAFF_ADVANCES, row.currency, row.person).id


def _book(
    ctx: Context,
    row: AdvanceRow,
    command: PayAdvance | RetireAdvance,
    entry: CashEntry | None,
    kind: str,
    legs: Iterable[tuple[str, int]],
) -> None:
    lines = [Line(account, Side.DEBIT if debit > 0 else Side.CREDIT, abs(debit)) for account, debit in legs if debit]
    amount = sum(line.amount for line in lines if line.side is Side.DEBIT)
    draft = Draft(id=command.transaction, kind=kind, amount=amount, currency=row.currency, drawer=entry.drawer if entry else "",
                  session=entry.session if entry else "", receipt=command.receipt, narration=f"{row.number} {row.purpose}"[:140])  # fmt: skip
    posting.book(ctx, draft, lines)


def remind(deps: Deps, command: RemindAdvances, ctx: Context) -> Outcome:
    """To the colleague and the managers. What was retired in the meantime is passed over."""
    for key in command.advances:
        row = ctx.get(ADVANCES, key)
        branch = ctx.get(BRANCHES, row.branch) if row is not None else None
        if row is None or branch is None or not rules.overdue(row, branch.business_date):
            continue
        ctx.put(ADVANCES, replace(row, reminded_on=branch.business_date))
        params = {"number": row.number, "amount": row.left, "currency": row.currency, "due": row.due}
        deps.tell(ctx, "advance_overdue", Level.WARN, params, audience_of(row), row.id)
    return None


def _step(ctx: Context, row: AdvanceRow, step: AdvanceStep) -> AdvanceRow:
    return _keep(ctx, replace(row, steps=[*row.steps, msgspec.to_builtins(step)]))


def _keep(ctx: Context, row: AdvanceRow) -> AdvanceRow:
    row = ctx.put(ADVANCES, replace(row, business_date=ctx.business_date))
    ctx.say(advance_fact(row), audience_of(row), row.id)
    return row


def _moved(row: AdvanceRow) -> AdvanceMoved:
    return AdvanceMoved(advance=row.id, number=row.number, left=row.left, state=AdvanceState(row.state))


def advance_fact(row: AdvanceRow) -> AdvanceFact:
    """An advance as it stands."""
    return AdvanceFact(advance=row.id, number=row.number, branch=row.branch, person=row.person, currency=row.currency,
                       amount=row.amount, left=row.left, state=AdvanceState(row.state), purpose=row.purpose, due=row.due, at=row.at,
                       business_date=row.business_date, approved_by=row.approved_by,
                       steps=tuple(msgspec.convert(step, AdvanceStep) for step in row.steps))  # fmt: skip


def audience_of(row: AdvanceRow) -> Audience:
    """Those who may pay it out at the branch, and whose it is."""
    return at_branch(row.branch, Permission.MOVE_CASH.value, (row.person,))


def _needs(deps: Deps, command: Any, header: Header, unit: Unit) -> Iterable[Key]:
    yield ADVANCES, command.advance
    if not isinstance(command, RequestAdvance):
        yield TRANSACTIONS, command.transaction
        yield RECEIPTS, command.receipt
        yield from deps.cash.needs(header, unit)


def _many(command: RemindAdvances, header: Header, unit: Unit) -> Iterable[Key]:
    return ((ADVANCES, key) for key in command.advances)


def handlers(deps: Deps) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Whoever reads accounts may ask for an advance; paying takes a drawer."""

    def row(kind: Any, permission: Permission, handle: Callable[..., Outcome], **more: Any) -> Handler[Any]:
        return Handler(kind, permission, handle, needs=partial(_needs, deps), **more)

    return (
        row(RequestAdvance, Permission.READ_ACCOUNTS, request, weigh=weigh),
        row(PayAdvance, Permission.POST_CASH, partial(pay, deps)),
        row(RetireAdvance, Permission.POST_CASH, partial(retire, deps)),
        Handler(RemindAdvances, Permission.SYSTEM, partial(remind, deps), needs=_many),
    )
