"""One chunk of an import as one journal row: its rows become customers, accounts and transactions in one transaction."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.ids import derived_id
from contract.imports import ImportChunk, Imported
from contract.ledger import Side
from contract.permissions import Permission
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.imports.rows import AccountLine, AnyLine, CustomerLine, TransactionLine
from server.ledger import chart, posting
from server.ledger.opening import new_account
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, PRODUCTS, SERIALS

_encode = msgspec.json.Encoder().encode


class Payload(msgspec.Struct, frozen=True):
    """What travels beside an ImportChunk: the branch it is for and its parsed rows."""

    branch: str
    lines: Sequence[AnyLine]

    def digest(self) -> str:
        """SHA-256 over the rows, as the command names it."""
        return hashlib.sha256(_encode(self)).hexdigest()


def customer_id(branch: str, number: str) -> str:
    """The id an imported customer gets, derived so that rows need no look-up."""
    return derived_id("customer", branch, number)


def account_id(branch: str, external: str) -> str:
    """The id an imported account gets."""
    return derived_id("account", branch, external)


def take(add_customer: Any, command: ImportChunk, ctx: Context) -> Outcome:
    """Book the chunk. The digest binds the rows to the journalled command."""
    payload = ctx.payload
    if not isinstance(payload, Payload) or payload.digest() != command.digest:
        return Rejected(code=ErrorCode.MALFORMED, params={"chunk": command.chunk})
    branch = ctx.get(BRANCHES, payload.branch)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    ctx.load(_keys(payload))
    for line in payload.lines:
        ctx.work_at(branch.id, branch.business_date, True)
        if isinstance(line, CustomerLine):
            add_customer(ctx, customer_id(branch.id, line.number), line, branch.id)
        elif isinstance(line, AccountLine):
            _account(ctx, branch.id, line)
        else:
            _transaction(ctx, branch.id, line)
    return Imported(rows=len(payload.lines))


def _keys(payload: Payload) -> list[Any]:
    keys: list[Any] = []
    for line in payload.lines:
        if isinstance(line, AccountLine):
            keys += [(ACCOUNTS, account_id(payload.branch, line.external_number)), (SERIALS, f"account/{line.product}")]
        elif isinstance(line, TransactionLine):
            keys.append((ACCOUNTS, account_id(payload.branch, line.account)))
            keys.append((ACCOUNTS, chart.internal_id(payload.branch, chart.CLEARING, line.currency)))
    return keys


def _account(ctx: Context, branch: str, line: AccountLine) -> None:
    product = ctx.must(PRODUCTS, line.product)
    ctx.work_at(branch, line.opened_on, True)
    key = account_id(branch, line.external_number)
    new_account(ctx, key, customer_id(branch, line.customer), branch, product, line.external_number)


def _transaction(ctx: Context, branch: str, line: TransactionLine) -> None:
    """The customer's leg as the old bank had it; the other side is the clearing account. No gate: it has happened."""
    ctx.work_at(branch, line.date, True)
    account = ctx.must(ACCOUNTS, account_id(branch, line.account))
    clearing = posting.internal(ctx, branch, chart.CLEARING, line.currency)
    other = Side.CREDIT if line.side is Side.DEBIT else Side.DEBIT
    draft = Draft(id=derived_id("transaction", branch, line.reference), kind=line.kind, amount=line.amount, currency=line.currency,
                  subject=account.id, narration=line.narration, value_date=line.date)  # fmt: skip
    posting.book(
        ctx, draft, [Line(account.id, line.side, line.amount), Line(clearing.id, other, line.amount)], quiet=True
    )


def handlers(add_customer: Any) -> tuple[Handler[Any], ...]:
    """The one handler; ``add_customer`` is the customers' door."""
    return (Handler(ImportChunk, Permission.SYSTEM, partial(take, add_customer), solo=True),)
