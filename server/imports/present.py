"""What only the bank itself can say about the files: a product that it has not, a number that somebody has already."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import batched, islice
from pathlib import Path

from sqlalchemy import Column, Connection, select

from server.imports import files
from server.imports.handlers import account_id, transaction_id
from server.imports.rows import Fault
from server.ledger.tables import accounts, products, transactions

ASKED_AT_ONCE = 500
Taken = Callable[[Connection, Collection[str]], set[str]]
"""Which of these keys are there already."""


@dataclass(frozen=True)
class Naming:
    """How a file names its rows, and how to find out whether the bank has such a one."""

    file: str
    field: str
    key_of: Callable[[str], str]
    taken: Taken


def nobody(conn: Connection, keys: Collection[str]) -> set[str]:
    """For a bank that has no customers yet."""
    return set()


def faults(
    conn: Connection, folder: Path, branch: str, booked: Mapping[str, int], numbers_taken: Taken, first: bool
) -> Iterator[Fault]:
    """Every row that does not fit this bank. ``booked`` are the rows of each file that this very import has taken over.

    ``first`` says that no other import was here: then nothing can have the ids that an import derives.
    """
    yield from _products(conn, folder)
    namings = [Naming("customers.csv", "number", str, numbers_taken)]
    if not first:
        namings += [
            Naming("accounts.csv", "external_number", partial(account_id, branch), _having(accounts.c.id)),
            Naming("transactions.csv", "reference", partial(transaction_id, branch), _having(transactions.c.id)),
        ]
    for naming in namings:
        yield from _present(conn, folder, booked.get(naming.file, 0), naming)


def _products(conn: Connection, folder: Path) -> Iterator[Fault]:
    known = dict(conn.execute(select(products.c.code, products.c.currency)).all())
    for line, row in files.raw_rows(folder, "accounts.csv"):
        if row["product"] not in known:
            yield Fault("accounts.csv", line, "product", "product_unknown", row["product"][:60])
        elif known[row["product"]] != row["currency"]:
            yield Fault("accounts.csv", line, "currency", "wrong_currency", row["currency"][:60])


def _present(conn: Connection, folder: Path, booked: int, naming: Naming) -> Iterator[Fault]:
    rows = islice(files.raw_rows(folder, naming.file), booked, None)
    for chunk in batched(rows, ASKED_AT_ONCE):
        keys = {naming.key_of(row[naming.field]): (line, row[naming.field]) for line, row in chunk}
        there = naming.taken(conn, keys)
        for key, (line, value) in keys.items():
            if key in there:
                yield Fault(naming.file, line, naming.field, "already_there", value[:60])


def _having(column: Column[str]) -> Taken:
    return lambda conn, keys: set(conn.scalars(select(column).where(column.in_(keys))))
