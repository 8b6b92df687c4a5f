"""Reading the ledger: a reader's share of a snapshot, statements, finding accounts, the trial balance."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from contract.base import Fact
from contract.ledger import Side, Statement, StatementLine
from contract.permissions import Permission
from server.core.audience import Reader, at_branch, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.core.shares import branch_rows
from server.ledger import posting
from server.ledger import products as terms
from server.ledger.tables import (
    ACCOUNTS,
    TRANSACTIONS,
    AccountRow,
    TransactionRow,
    accounts,
    legs,
    products,
    transactions,
)

STATEMENT_MAX = 500


def _product_names(conn: Connection) -> dict[str, str]:
    return {row.code: row.name for row in conn.execute(select(products.c.code, products.c.name))}


def _accounts(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = branch_rows(conn, ACCOUNTS, Permission.READ_ACCOUNTS, reader, after, limit, accounts.c.customer != "")
    names = _product_names(conn) if rows else {}
    return [(row.id, posting.account_fact(row, names.get(row.product, row.product))) for row in rows]


def _transactions(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    days = conn.execute(select(branches.c.id, branches.c.business_date).where(branches.c.business_date != "")).all()
    found = [row for branch, day in days for row in _of_day(conn, reader, branch, day, after, limit)]
    found.sort(key=lambda row: row.id)
    return [(row.id, posting.transaction_fact(row)) for row in found[:limit]]


def _of_day(
    conn: Connection, reader: Reader, branch: str, day: str, after: str, limit: int
) -> Iterator[TransactionRow]:
    """One branch's business day after a key. One query a branch: each is a range of one index, however long the history."""
    mine = (transactions.c.branch == branch, transactions.c.business_date == day, transactions.c.id > after)
    statement = select(*TRANSACTIONS.columns).where(*mine)
    if not may_see(reader, at_branch(branch, Permission.READ_BRANCH_JOURNAL.value)):
        statement = statement.where(transactions.c.made_by == reader.user)
    for row in conn.execute(statement.order_by(transactions.c.id).limit(limit)).mappings():
        yield TRANSACTIONS.make(row)


def sources() -> tuple[Source, ...]:
    """All products, accounts of the branch, transactions of its business day."""
    return (*terms.sources(), Source("account", _accounts), Source("transaction", _transactions))


def account(conn: Connection, key: str) -> AccountRow | None:
    """One account."""
    return ACCOUNTS.fetch(conn, [key]).get(key)


def account_numbered(conn: Connection, number: str) -> str:
    """The id of the account with this number, or ""."""
    return conn.scalar(select(accounts.c.id).where(accounts.c.number == number, accounts.c.customer != "")) or ""


def accounts_held(conn: Connection, holders: Collection[str]) -> list[str]:
    """Ids of these customers' accounts."""
    return list(conn.scalars(select(accounts.c.id).where(accounts.c.customer.in_(holders)))) if holders else []


def transactions_named(conn: Connection, keys: Collection[str]) -> dict[str, Fact]:
    """Transactions as facts, by id."""
    return {key: posting.transaction_fact(row) for key, row in TRANSACTIONS.fetch(conn, list(keys)).items()}


def accounts_of(conn: Connection, customer: str) -> list[Fact]:
    """A customer's accounts as facts, also of another branch."""
    names = _product_names(conn)
    rows = conn.execute(
        select(*ACCOUNTS.columns).where(accounts.c.customer == customer).order_by(accounts.c.number)
    ).mappings()
    made = (ACCOUNTS.make(row) for row in rows)
    return [posting.account_fact(row, names.get(row.product, row.product)) for row in made]


def holders_by_number(conn: Connection, text: str, limit: int) -> list[str]:
    """Customers whose account number begins with or ends in ``text``."""
    match = accounts.c.number.startswith(text, autoescape=True) | accounts.c.number.endswith(text, autoescape=True)
    match |= accounts.c.external_number == text
    return list(
        conn.execute(select(accounts.c.customer).where(accounts.c.customer != "", match).limit(limit)).scalars()
    )


def statement(conn: Connection, row: AccountRow, after: int, limit: int) -> Statement:
    """A page of legs in order of sequence. The cost does not depend on how many came before."""
    limit = max(1, min(limit, STATEMENT_MAX))
    query = _legs_of(row).order_by(legs.c.seq, legs.c.n)
    page = list(conn.execute(query.where(legs.c.seq > after).limit(limit + 1)).mappings())
    more = len(page) > limit
    if more:
        # A page never ends within a sequence (an import's chunk has thousands of legs), so that "after" is a sequence
        # and nothing is shown twice or left out.
        last = page[limit - 1]["seq"]
        page = [leg for leg in page if leg["seq"] < last]
        page += conn.execute(query.where(legs.c.seq == last)).mappings().all()
        beyond = select(legs.c.seq).where(legs.c.account == row.id, legs.c.seq > last).limit(1)
        more = conn.execute(beyond).first() is not None
    lines = tuple(_line(leg, first) for leg, first in _with_first(page))
    return Statement(
        account=row.id,
        number=row.number,
        currency=row.currency,
        balance=row.balance,
        lines=lines,
        next_after=page[-1]["seq"] if more else None,
    )


def latest(conn: Connection, row: AccountRow, limit: int) -> Statement:
    """The newest legs, oldest of them first. One more is read, to tell whether the first is a fee beside its posting."""
    limit = max(1, min(limit, STATEMENT_MAX))
    newest = _legs_of(row).order_by(legs.c.seq.desc(), legs.c.n.desc()).limit(limit + 1)
    page = list(conn.execute(newest).mappings())[::-1]
    lines = tuple(_line(leg, first) for leg, first in _with_first(page))
    return Statement(
        account=row.id, number=row.number, currency=row.currency, balance=row.balance, lines=lines[-limit:]
    )


def _legs_of(row: AccountRow) -> Select[Any]:
    joined = legs.join(transactions, transactions.c.id == legs.c.transaction)
    columns = (legs, transactions.c.kind, transactions.c.narration, transactions.c.receipt, transactions.c.fee)
    return select(*columns).select_from(joined).where(legs.c.account == row.id)


def _with_first(page: Sequence[RowMapping]) -> Iterator[tuple[RowMapping, bool]]:
    """Each leg, and whether it is its transaction's first on this account. A page never ends within a sequence."""
    seen: set[tuple[int, str]] = set()
    for leg in page:
        mark = (leg["seq"], leg["transaction"])
        yield leg, mark not in seen
        seen.add(mark)


def _line(leg: RowMapping, first: bool) -> StatementLine:
    """A leg as the statement shows it. A posting's own leg comes first; the fee beside it is a fee, given back or taken."""
    fee = not first and leg["fee"] > 0 and leg["amount"] == leg["fee"]
    return StatementLine(
        seq=leg["seq"],
        transaction=leg["transaction"],
        kind="fee" if fee else leg["kind"],
        side=Side(leg["side"]),
        amount=leg["amount"],
        balance_after=leg["balance_after"],
        business_date=leg["business_date"],
        value_date=leg["value_date"],
        narration=leg["narration"],
        receipt=leg["receipt"],
    )


def trial_balance(conn: Connection) -> dict[str, tuple[int, int]]:
    """Debits and credits of all accounts, by currency."""
    columns = (accounts.c.currency, func.sum(accounts.c.debits), func.sum(accounts.c.credits))
    rows = conn.execute(select(*columns).group_by(accounts.c.currency))
    return {currency: (int(debits), int(credits)) for currency, debits, credits in rows}
