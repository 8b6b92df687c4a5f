"""The one door through which money moves: lines in, balanced legs, running totals and facts out."""

from collections.abc import Sequence

import msgspec

from contract.ledger import AccountFact, AccountStatus, Side, Status, TransactionFact
from contract.permissions import Permission
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.ledger import chart, rules
from server.ledger.rules import Line, Placed
from server.ledger.tables import (
    ACCOUNTS,
    LEGS,
    PRODUCTS,
    RECEIPTS,
    TRANSACTIONS,
    AccountRow,
    LegRow,
    ReceiptRow,
    TransactionRow,
)

replace = msgspec.structs.replace


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A transaction as meant, before its legs. ``subject`` is the customer's account whose balance it is about."""

    id: str
    kind: str
    amount: int
    currency: str
    subject: str = ""
    other: str = ""
    holder: str = ""
    drawer: str = ""
    session: str = ""
    receipt: str = ""
    narration: str = ""
    fee: int = 0
    reverses: str = ""
    request: str = ""
    late: bool = False
    in_suspense: bool = False
    value_date: str = ""
    verification: str = ""


def account_fact(row: AccountRow, product_name: str) -> AccountFact:
    """A customer's account as a fact."""
    return AccountFact(
        account=row.id,
        number=row.number,
        customer=row.customer,
        product=row.product,
        product_name=product_name,
        currency=row.currency,
        branch=row.branch,
        status=AccountStatus(row.status),
        balance=row.balance,
        available=row.available,
        held=row.held,
        pending=row.pending,
        external_number=row.external_number,
    )


def transaction_fact(row: TransactionRow) -> TransactionFact:
    """A journal line as a fact."""
    return TransactionFact(
        transaction=row.id,
        kind=row.kind,
        status=Status(row.status),
        amount=row.amount,
        currency=row.currency,
        branch=row.branch,
        business_date=row.business_date,
        value_date=row.value_date,
        at=row.at,
        accounts=tuple(row.accounts),
        account_numbers=tuple(row.account_numbers),
        holder=row.holder,
        made_by=row.made_by,
        drawer=row.drawer,
        session=row.session,
        receipt=row.receipt,
        narration=row.narration,
        fee=row.fee,
        reverses=row.reverses,
        reversed_by=row.reversed_by,
        request=row.request,
        late=row.late,
        in_suspense=row.in_suspense,
        balance_after=row.balance_after,
        verification=row.verification,
    )


def internal(ctx: Context, branch: str, code: str, currency: str, detail: str = "") -> AccountRow:
    """The internal account, made on its first use."""
    key = chart.internal_id(branch, code, currency, detail)
    row = ctx.get(ACCOUNTS, key)
    if row is not None:
        return row
    number = "-".join(part for part in (code, branch[-6:], currency, detail[-8:]) if part)
    fresh = AccountRow(id=key, number=number, customer="", product=code, currency=currency, branch=branch,
                       normal_side=chart.normal_side(code), opened_on=ctx.business_date)  # fmt: skip
    return ctx.put(ACCOUNTS, fresh)


def book(ctx: Context, draft: Draft, lines: list[Line], quiet: bool = False) -> TransactionRow:
    """Book a completed transaction: balance it over the branches, move the totals, stage legs and facts.

    ``quiet`` says no facts (imports tell clients to resync instead). Raises ValueError where the lines do not balance.
    """
    placed = [_place(ctx, draft, line) for line in lines]
    for branch, other, side, amount in rules.inter_branch(placed, ctx.branch):
        bridge = internal(ctx, branch, chart.INTER_BRANCH, draft.currency, other)
        placed.append(Placed(bridge.id, side, amount, branch))
    if not rules.balanced(placed):
        raise ValueError(f"transaction {draft.id} does not balance")
    value_date = draft.value_date or ctx.business_date
    for line in placed:
        _leg(ctx, draft, line, value_date)
    row = _transaction(ctx, draft, Status.COMPLETED, value_date, lines)
    if draft.receipt and ctx.get(RECEIPTS, draft.receipt) is None:
        ctx.put(RECEIPTS, ReceiptRow(receipt=draft.receipt, transaction=draft.id, session=draft.session))
    if not quiet:
        say(ctx, row)
        for key in dict.fromkeys(line.account_id for line in placed):
            say_account(ctx, ctx.must(ACCOUNTS, key))
    return row


def _place(ctx: Context, draft: Draft, line: Line) -> Placed:
    account = ctx.must(ACCOUNTS, line.account_id)
    if line.amount <= 0 or account.currency != draft.currency:
        raise ValueError(f"transaction {draft.id}: {line.amount} {draft.currency} on {account.number}")
    return Placed(line.account_id, line.side, line.amount, account.branch)


def _leg(ctx: Context, draft: Draft, line: Placed, value_date: str) -> None:
    account = ctx.must(ACCOUNTS, line.account_id)
    if line.side is Side.DEBIT:
        account = replace(account, debits=account.debits + line.amount, last_seq=ctx.seq)
    else:
        account = replace(account, credits=account.credits + line.amount, last_seq=ctx.seq)
    ctx.put(ACCOUNTS, account)
    leg = LegRow(seq=ctx.seq, n=len(ctx.logs.get(LEGS, ())), transaction=draft.id, account=account.id, side=line.side.value,
                 amount=line.amount, currency=draft.currency, branch=line.branch, business_date=ctx.business_date,
                 value_date=value_date, balance_after=account.balance)  # fmt: skip
    ctx.add(LEGS, leg)


def _transaction(ctx: Context, draft: Draft, status: Status, value_date: str, lines: list[Line]) -> TransactionRow:
    touched = [row for key in (draft.subject, draft.other) if key and (row := ctx.get(ACCOUNTS, key)) is not None]
    subject = touched[0] if touched else None
    return ctx.put(
        TRANSACTIONS,
        TransactionRow(
            id=draft.id,
            kind=draft.kind,
            status=status.value,
            amount=draft.amount,
            currency=draft.currency,
            branch=ctx.branch,
            business_date=ctx.business_date,
            value_date=value_date,
            at=ctx.at,
            made_by=ctx.actor.user,
            approved_by=ctx.approved_by,
            accounts=[row.id for row in touched],
            account_numbers=[row.number for row in touched],
            holder=draft.holder,
            drawer=draft.drawer,
            session=draft.session,
            receipt=draft.receipt,
            narration=draft.narration,
            fee=draft.fee,
            reverses=draft.reverses,
            request=draft.request,
            late=draft.late,
            in_suspense=draft.in_suspense,
            balance_after=subject.balance if subject and status is Status.COMPLETED else None,
            verification=draft.verification,
            lines=[[line.account_id, line.side.value, line.amount] for line in lines],
            seq=ctx.seq,
        ),
    )


def pend(ctx: Context, draft: Draft, held: Sequence[Line]) -> TransactionRow:
    """Keep what ``held`` will debit aside for a transaction that waits: available shrinks, the balance does not.

    The row keeps these lines until it is booked, so that exactly what was held is freed, whatever a product's fee is by then.
    """
    row = _transaction(ctx, draft, Status.PENDING, ctx.business_date, list(held))
    say(ctx, row)
    for line in held:
        account = ctx.must(ACCOUNTS, line.account_id)
        say_account(ctx, ctx.put(ACCOUNTS, replace(account, pending=account.pending + line.amount)))
    return row


def holds(row: TransactionRow | None, account_id: str) -> int:
    """What this transaction keeps aside on the account while it waits."""
    if row is None or row.status != Status.PENDING:
        return 0
    return sum(amount for account, _, amount in row.lines if account == account_id)


def free(ctx: Context, row: TransactionRow | None) -> None:
    """Give what a waiting transaction holds back to what is available; none holds nothing."""
    for account_id in dict.fromkeys(account for account, _, _ in row.lines) if row else ():
        account = ctx.must(ACCOUNTS, account_id)
        account = replace(account, pending=account.pending - holds(row, account_id))
        say_account(ctx, ctx.put(ACCOUNTS, account))


def fail(ctx: Context, transaction: str) -> None:
    """A pending transaction ends without a booking."""
    row = ctx.must(TRANSACTIONS, transaction)
    if not rules.may_become(Status(row.status), Status.FAILED):
        raise ValueError(f"transaction {transaction} is {row.status}")
    free(ctx, row)
    say(ctx, ctx.put(TRANSACTIONS, replace(row, status=Status.FAILED.value)))


def mark_reversed(ctx: Context, original: TransactionRow, by: str) -> None:
    """The original of a reversal. Its legs stay as they are."""
    if not rules.may_become(Status(original.status), Status.REVERSED):
        raise ValueError(f"transaction {original.id} is {original.status}")
    say(ctx, ctx.put(TRANSACTIONS, replace(original, status=Status.REVERSED.value, reversed_by=by)))


def say(ctx: Context, row: TransactionRow) -> None:
    """State a transaction of its branch's current business date to its maker and the journal's readers.

    An older one (reversed today, say) has left every working set with its day, and must not come back by a fact.
    """
    branch = ctx.get(BRANCHES, row.branch)
    if branch is None or branch.business_date != row.business_date:
        return
    audience = at_branch(row.branch, Permission.READ_BRANCH_JOURNAL.value, (row.made_by,))
    ctx.say(transaction_fact(row), audience, row.id)


def say_account(ctx: Context, row: AccountRow) -> None:
    """State a customer's account to its branch; internal accounts are not told."""
    if row.customer:
        product = ctx.get(PRODUCTS, row.product)
        fact = account_fact(row, product.name if product else row.product)
        ctx.say(fact, at_branch(row.branch, Permission.READ_ACCOUNTS.value), row.id)
