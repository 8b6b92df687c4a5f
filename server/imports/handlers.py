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
from server.core.store import Key
from server.imports.rows import AccountLine, AnyLine, CustomerLine, MandateLine, TransactionLine
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


def transaction_id(branch: str, reference: str) -> str:
    """The id an imported transaction gets."""
    return derived_id("transaction", branch, reference)


class Names:
    """The chunk's accounts by id, named once: hashing them again for each row costs a tenth of an import."""

    def __init__(self, payload: Payload) -> None:
        self.branch = payload.branch
        lines = payload.lines
        external = {line.external_number for line in lines if isinstance(line, AccountLine)}
        external |= {line.account for line in lines if isinstance(line, TransactionLine | MandateLine)}
        self.accounts = {number: account_id(payload.branch, number) for number in external}
        currencies = {line.currency for line in lines if isinstance(line, TransactionLine)}
        self.clearing = {code: chart.internal_id(payload.branch, chart.CLEARING, code) for code in currencies}
        self.series = {f"account/{line.product}" for line in lines if isinstance(line, AccountLine)}

    def keys(self) -> list[Key]:
        """All that the chunk needs."""
        found: list[Key] = [(ACCOUNTS, key) for key in (*self.accounts.values(), *self.clearing.values())]
        return found + [(SERIALS, name) for name in self.series]


def take(add_customer: Any, add_mandate: Any, command: ImportChunk, ctx: Context) -> Outcome:
    """Book the chunk. The digest binds the rows to the journalled command."""
    payload = ctx.payload
    if not isinstance(payload, Payload) or payload.digest() != command.digest:
        return Rejected(code=ErrorCode.MALFORMED, params={"chunk": command.chunk})
    branch = ctx.get(BRANCHES, payload.branch)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    names = Names(payload)
    ctx.load(names.keys())
    for line in payload.lines:
        ctx.work_at(branch.id, branch.business_date, True)
        if isinstance(line, CustomerLine):
            add_customer(ctx, customer_id(branch.id, line.number), line, branch.id)
        elif isinstance(line, TransactionLine):
            _transaction(ctx, names, line)
        elif isinstance(line, MandateLine):
            add_mandate(ctx, names.accounts[line.account], line, branch.id)
        elif ctx.get(ACCOUNTS, names.accounts[line.external_number]) is not None:
            # The check before the import has asked already; what came in between must not begin again at nought.
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"account": line.external_number})
        else:
            _account(ctx, names, line)
    return Imported(rows=len(payload.lines))


def _account(ctx: Context, names: Names, line: AccountLine) -> None:
    # Also one that is no longer sold: the account was opened long ago.
    product = ctx.must(PRODUCTS, line.product)
    ctx.work_at(names.branch, line.opened_on, True)
    key, customer = names.accounts[line.external_number], customer_id(names.branch, line.customer)
    new_account(ctx, key, customer, names.branch, product, line.external_number)


def _transaction(ctx: Context, names: Names, line: TransactionLine) -> None:
    """The customer's leg as the old bank had it; the other side is the clearing account. No gate: it has happened."""
    ctx.work_at(names.branch, line.date, True)
    account, clearing = names.accounts[line.account], names.clearing[line.currency]
    if ctx.get(ACCOUNTS, clearing) is None:
        posting.internal(ctx, names.branch, chart.CLEARING, line.currency)
    other = Side.CREDIT if line.side is Side.DEBIT else Side.DEBIT
    draft = Draft(id=transaction_id(names.branch, line.reference), kind=line.kind, amount=line.amount, currency=line.currency,
                  subject=account, narration=line.narration, value_date=line.date)  # fmt: skip
    posting.book(ctx, draft, [Line(account, line.side, line.amount), Line(clearing, other, line.amount)], quiet=True)


def handlers(add_customer: Any, add_mandate: Any) -> tuple[Handler[Any], ...]:
    """The one handler; ``add_customer`` and ``add_mandate`` are the customers' doors."""
    return (Handler(ImportChunk, Permission.SYSTEM, partial(take, add_customer, add_mandate), solo=True),)
