"""Undoing a completed transaction by a new, linked one. Always by two people; cash goes back through the maker's drawer."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import ReverseTransaction, Side, Status, refund_id
from contract.permissions import Role
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting, rules
from server.ledger.deposits import posted
from server.ledger.ports import Deps, day_closed, receipt_fault
from server.ledger.posting import Draft, replace
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS, TransactionRow

CASH_KINDS = {"deposit": -1, "withdraw": 1}
"""What the reversal of a cash transaction does to the drawer."""
REVERSIBLE = frozenset({"deposit", "withdraw", "transfer"})
"""A customer's postings. Opening a drawer or closing it short is undone by counting, never by legs alone: the pieces would stay."""


def needs(deps: Deps, command: ReverseTransaction, header: Header, unit: Unit) -> Iterable[Key]:
    """Both transactions, the original's accounts, the till."""
    yield TRANSACTIONS, command.transaction
    yield TRANSACTIONS, command.original
    yield TRANSACTIONS, refund_id(command.original)
    yield RECEIPTS, command.receipt
    yield from deps.cash.needs(header, unit)
    original = unit.peek(TRANSACTIONS, command.original)
    for account, _, _ in original.lines if original else ():
        yield ACCOUNTS, account
    room = deps.undoing_of(original.kind) if original else None
    if original is not None and room is not None:
        yield from room.needs(original, unit)


def _fault(deps: Deps, command: ReverseTransaction, ctx: Context) -> Rejected | None:
    original = ctx.get(TRANSACTIONS, command.original)
    if original is None or original.branch != ctx.branch:
        return Rejected(code=ErrorCode.TRANSACTION_UNKNOWN)
    room = deps.undoing_of(original.kind)
    if not (original.kind in REVERSIBLE or room) or original.status != Status.COMPLETED or not original.lines:
        return Rejected(code=ErrorCode.NOT_REVERSIBLE, params={"status": original.status, "kind": original.kind})
    if ctx.get(TRANSACTIONS, refund_id(original.id)) is not None:
        # Undoing would give the fee back a second time.
        return Rejected(code=ErrorCode.NOT_REVERSIBLE, params={"status": "fee_refunded", "kind": original.kind})
    held = ctx.get(TRANSACTIONS, command.transaction)
    if held is not None and not ((command.permit or ctx.request) and held.status == Status.PENDING):
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    return day_closed(ctx) or (room.fault(ctx, original) if room else None) or _funds(original, ctx, held)


def _funds(original: TransactionRow, ctx: Context, held: TransactionRow | None) -> Rejected | None:
    # What the reversal takes from a customer must still be there; what it gives back needs nothing.
    for line in _taken(original, ctx):
        account = ctx.must(ACCOUNTS, line.account_id)
        left = account.available + posting.holds(held, account.id)
        if line.amount > left:
            params = {"available": left, "currency": account.currency}
            return Rejected(code=ErrorCode.INSUFFICIENT_FUNDS, params=params)
    return None


def _taken(original: TransactionRow, ctx: Context) -> list[Line]:
    """What undoing takes from customers, one line an account: what a wrong posting had given them."""
    sums: dict[str, int] = {}
    for line in rules.opposite((a, s, n) for a, s, n in original.lines):
        if line.side is Side.DEBIT and ctx.must(ACCOUNTS, line.account_id).customer:
            sums[line.account_id] = sums.get(line.account_id, 0) + line.amount
    return [Line(account, Side.DEBIT, amount) for account, amount in sums.items()]


def cash_way(deps: Deps, original: TransactionRow, ctx: Context) -> int:
    """What the reversal does to the drawer: -1 takes out of it, 1 puts in, 0: no notes have to be handed over."""
    room = deps.undoing_of(original.kind)
    way = (room.cash_kinds if room else CASH_KINDS).get(original.kind, 0)
    legs = (Line(account, Side(side), amount) for account, side, amount in original.lines)
    return way if any(_is_cash_leg(ctx, leg) for leg in legs) else 0


def weigh(deps: Deps, command: ReverseTransaction, ctx: Context) -> Weighed | Rejected | None:
    """Always a second person: a reversal hides a mistake as easily as it mends one."""
    fault = _fault(deps, command, ctx)
    if fault is not None:
        return fault
    original = ctx.must(TRANSACTIONS, command.original)
    way = cash_way(deps, original, ctx)
    entry = deps.cash.entry(ctx, original.currency) if way else None
    if isinstance(entry, Rejected):
        return entry
    why = Why(code="reversal", figure=original.amount, about=original.receipt)
    return Weighed(reasons=(why,), role=Role.MANAGER, cash=bool(way),
                   amount=original.amount, currency=original.currency,
                   account=original.accounts[0] if original.accounts else "", transaction=command.transaction,
                   narration=command.reason, object=f"reversal/{original.id}")  # fmt: skip


def hold(command: ReverseTransaction, ctx: Context, request: str) -> Rejected | None:
    """Keep aside what undoing will take, while a second person decides.

    A deposit on the wrong account is money that a stranger could draw while the manager is asked.
    """
    original = ctx.must(TRANSACTIONS, command.original)
    draft = replace(_draft(command, original), request=request)
    posting.pend(ctx, draft, _taken(original, ctx))
    return None


def release(command: ReverseTransaction, ctx: Context) -> None:
    """Declined, withdrawn or expired: the funds are free, the original stands."""
    posting.fail(ctx, command.transaction)


def _draft(command: ReverseTransaction, original: TransactionRow) -> Draft:
    return Draft(id=command.transaction, kind="reversal", amount=original.amount, currency=original.currency,
                 subject=original.accounts[0] if original.accounts else "",
                 other=original.accounts[1] if len(original.accounts) > 1 else "", holder=original.holder,
                 narration=command.reason[:140], fee=original.fee, reverses=original.id)  # fmt: skip


def handle(deps: Deps, command: ReverseTransaction, ctx: Context) -> Outcome:
    """Opposite legs, the original marked, the pieces moved back."""
    fault = _fault(deps, command, ctx)
    if fault is not None:
        return fault
    original = ctx.must(TRANSACTIONS, command.original)
    lines = rules.opposite((a, s, n) for a, s, n in original.lines)
    drawer, session = "", ""
    way = cash_way(deps, original, ctx)
    if way:
        entry = deps.cash.entry(ctx, original.currency)
        if isinstance(entry, Rejected):
            return entry
        refusal = receipt_fault(ctx, command.receipt, entry) or deps.cash.take(
            ctx, entry, original.currency, command.cash, way * original.amount, command.transaction, "reversal"
        )
        if refusal is not None:
            return refusal
        # The cash moves in the drawer of the person who reverses, which need not be the one it came through.
        lines = [Line(entry.account_id, line.side, line.amount) if _is_cash_leg(ctx, line) else line for line in lines]
        drawer, session = entry.drawer, entry.session
    number = original.account_numbers[0] if original.account_numbers else ""
    verification = deps.sign(command.receipt, ctx.business_date, original.amount, number) if command.receipt else ""
    draft = replace(_draft(command, original), drawer=drawer, session=session, receipt=command.receipt,
                    request=command.permit or ctx.request, verification=verification)  # fmt: skip
    posting.free(ctx, ctx.get(TRANSACTIONS, command.transaction))
    row = posting.book(ctx, draft, lines)
    posting.mark_reversed(ctx, original, row.id)
    room = deps.undoing_of(original.kind)
    if room is not None:
        room.done(ctx, original)
    return posted(row, row.balance_after)


def _is_cash_leg(ctx: Context, line: Line) -> bool:
    return ctx.must(ACCOUNTS, line.account_id).product == chart.DRAWER_CASH
