"""A bank of any size in minutes: rows by COPY (PostgreSQL) or in bulk (SQLite), under a journal that ``verify`` accepts.

The chain is made by the product's own code, a row for every ten legs or two thousand customers, as an import would leave it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import Connection, Index, Table, select, text, update

from contract.commands import encode
from contract.ids import SERVER_DEVICE, SYSTEM_USER, derived_id, new_id
from contract.imports import ImportChunk
from contract.numbers import account_number
from server.core import journal
from server.core.clock import stamp, system_clock
from server.core.journal import JOURNAL_FIELDS, SIDE_FIELDS, Head, Line
from server.core.journal_tables import bodies
from server.core.journal_tables import journal as journal_table
from server.core.store import Log, Row, Store
from server.customers.tables import CUSTOMERS, CustomerRow
from server.db.bulk import Bulk, Write
from server.db.bulk import write as put
from server.db.columns import Json, json_text
from server.db.engine import is_sqlite
from server.imports.handlers import customer_id
from server.ledger import chart
from server.ledger.tables import (
    ACCOUNTS,
    LEGS,
    SERIALS,
    TRANSACTIONS,
    AccountRow,
    LegRow,
    SerialRow,
    TransactionRow,
    legs,
    transactions,
)
from tests.demo import people

CODE, CURRENCY, PRODUCT = "040", "GHS", "10"
A_ROW = 5
"""Transactions under one journal row."""
PEOPLE_A_ROW = 2_000
FLUSH = 20_000
"""Transactions kept in memory before they go to the database."""
_HASH = "0" * 64


class Books:
    """Writes into a migrated bank that nobody serves. ``close`` writes the totals and moves the journal's head."""

    def __init__(self, conn: Connection, branch: str, day: str) -> None:
        self._conn = conn
        self._branch = branch
        self._day = day
        self._head: Head = journal.lock_head(conn)
        self._lines: list[Line] = []
        self._held: dict[str, int] = {}
        self._clearing = chart.internal_id(branch, chart.CLEARING, CURRENCY)
        self._cleared = 0
        self._made = 0
        self._how = ""

    def customers(self, count: int, chance: Any, first: int = 1) -> list[str]:
        """People with one savings account each; the accounts' ids in order."""
        made: list[str] = []
        folk = enumerate(people.customers(chance, count), start=first)
        for page in batched(folk, PEOPLE_A_ROW):
            customers = [self._customer(number, person) for number, person in page]
            accounts = [self._account(number, row) for (number, _), row in zip(page, customers, strict=True)]
            store(self._conn, CUSTOMERS, customers)
            store(self._conn, ACCOUNTS, accounts)
            self._row("customers.csv", len(page), {})
            made += [row.id for row in accounts]
        clearing = AccountRow(id=self._clearing, number=f"{chart.CLEARING}-bench", customer="", product=chart.CLEARING, currency=CURRENCY,
                              branch=self._branch, normal_side="debit", opened_on=self._day)  # fmt: skip
        ACCOUNTS.insert(self._conn, [clearing])
        SERIALS.insert(self._conn, [SerialRow(name=f"account/{PRODUCT}", last=first + count)])
        return made

    def _customer(self, number: int, person: dict[str, str]) -> CustomerRow:
        name = f"{number:06d}"
        return CustomerRow(id=customer_id(self._branch, name), number=name, full_name=person["full_name"],
                           search_name=person["full_name"].lower(), branch=self._branch, phone=person["phone"],
                           card_number=person["card_number"], birth_date=person["birth_date"], since=self._day)  # fmt: skip

    def _account(self, number: int, holder: CustomerRow) -> AccountRow:
        return AccountRow(id=derived_id("bench", "account", number), number=account_number(CODE, PRODUCT, number), customer=holder.id,
                          product=PRODUCT, currency=CURRENCY, branch=self._branch, normal_side="credit",
                          external_number=f"A{number:06d}", opened_on=self._day)  # fmt: skip

    def deposits(self, plan: Iterable[str]) -> None:
        """One deposit of one cedi for each account id in ``plan``, in this order, five under a journal row."""
        for page in batched(plan, FLUSH):
            made: list[TransactionRow] = []
            booked: list[LegRow] = []
            for some in batched(page, A_ROW):
                mine = [pair for n, account in enumerate(some) for pair in self._deposit(account, n, made)]
                booked += mine
                self._row("transactions.csv", len(some), {LEGS: mine})
            store(self._conn, TRANSACTIONS, made, self._how)
            store(self._conn, LEGS, booked, self._how)
            self._flush()

    def _deposit(self, account: str, n: int, made: list[TransactionRow]) -> tuple[LegRow, LegRow]:
        seq, day, branch, amount = self._head.seq + 1, self._day, self._branch, 100
        self._made += 1
        key = f"0192f000-{self._made >> 16 & 0xFFFF:04x}-7{self._made & 0xFFF:03x}-8000-{self._made:012x}"
        held = self._held.get(account, 0) + amount
        self._held[account] = held
        self._cleared += amount
        made.append(
            TransactionRow(id=key, kind="cash_deposit", status="completed", amount=amount, currency=CURRENCY, branch=branch,
                           business_date=day, value_date=day, at=_AT, made_by=SYSTEM_USER, accounts=[account], account_numbers=[],
                           seq=seq, balance_after=held, lines=[[account, "credit", amount], [self._clearing, "debit", amount]])
        )  # fmt: skip
        return (
            LegRow(seq=seq, n=2 * n, transaction=key, account=account, side="credit", amount=amount, currency=CURRENCY,
                   branch=branch, business_date=day, value_date=day, balance_after=held),
            LegRow(seq=seq, n=2 * n + 1, transaction=key, account=self._clearing, side="debit", amount=amount, currency=CURRENCY,
                   branch=branch, business_date=day, value_date=day, balance_after=self._cleared),
        )  # fmt: skip

    def _row(self, file: str, rows: int, logs: dict[Log[Any], Sequence[Row]]) -> None:
        seq = self._head.seq + 1
        body = encode(ImportChunk(job=_HASH, file=file, chunk=seq, rows=rows, digest=_HASH))
        row = {
            "seq": seq, "command_id": new_id(), "fingerprint": _HASH, "kind": "import_chunk", "made_by": SYSTEM_USER,
            "delivered_by": SYSTEM_USER, "device": SERVER_DEVICE, "counter": 0, "branch": self._branch, "business_date": self._day,
            "made_at": _AT, "at": _AT, "outcome": "executed", "refers_to": "", "result": "null",
        }  # fmt: skip
        self._lines.append(journal.make_line(row, self._head, body, "", (), journal.books_hash(logs)))

    def _flush(self) -> None:
        journal.ensure_month(self._conn, journal.months_of(self._lines))
        write(self._conn, journal_table, JOURNAL_FIELDS, (tuple(line.row.values()) for line in self._lines))
        write(self._conn, bodies, SIDE_FIELDS, (tuple(line.side.values()) for line in self._lines))
        self._lines = []

    def in_bulk(self) -> list[Index]:
        """For millions of deposits (PostgreSQL): what is quicker made at the end is dropped; the caller makes it again after ``close``.

        Tables that this very transaction empties and fills again are not logged, and no VACUUM has to visit their rows.
        """
        held = {target: self._all(target) for target in (TRANSACTIONS, LEGS)}
        self._conn.execute(text("TRUNCATE legs, transactions"))
        dropped = [*legs.indexes, *transactions.indexes]
        for made in dropped:
            made.drop(self._conn)
        self._how = " WITH (FREEZE)"
        for target, rows in held.items():
            store(self._conn, target, rows, self._how)
        return dropped

    def _all(self, target: Store[Any] | Log[Any]) -> list[Any]:
        return [target.row(**row) for row in self._conn.execute(select(target.table)).mappings()]

    def close(self) -> None:
        """Totals from what was booked, the head where the chain ends."""
        self._flush()
        for key, held in self._held.items():
            row = update(ACCOUNTS.table).where(ACCOUNTS.table.c.id == key)
            self._conn.execute(row.values(credits=held, last_seq=self._head.seq))
        clearing = update(ACCOUNTS.table).where(ACCOUNTS.table.c.id == self._clearing)
        self._conn.execute(clearing.values(debits=self._cleared, last_seq=self._head.seq))
        journal.move_head(self._conn, self._head)


_AT = stamp(system_clock())


def store(conn: Connection, target: Store[Any] | Log[Any], rows: Sequence[Row], how: str = "") -> None:
    """All rows of a table of the write path."""
    write(conn, target.table, target.row.__struct_fields__, map(msgspec.structs.astuple, rows), how)


def write(conn: Connection, table: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]], how: str = "") -> None:
    """Rows as they come: COPY where there is one, ``how`` is its options."""
    texts = [at for at, name in enumerate(names) if isinstance(table.c[name].type, Json)]
    if is_sqlite(conn):
        put(conn, [Write(Bulk(table, names), True, [dict(zip(names, row, strict=True)) for row in rows])])
        return
    cursor = conn.connection.driver_connection.cursor()  # type: ignore[union-attr]
    columns = ", ".join(f'"{name}"' for name in names)
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN{how}') as copy:
        for page in batched(_texts(rows, texts), 2_000):
            copy.write("".join(page))


def _texts(rows: Iterable[tuple[Any, ...]], json_at: Sequence[int]) -> Iterator[str]:
    """Lines of COPY's text form."""
    for row in rows:
        values: Sequence[Any] = row
        if json_at:
            values = list(row)
            for at in json_at:
                values[at] = json_text(values[at])
        # Nearly every row is made of plain words and numbers; one look at the whole line says so.
        line = "\t".join(map(str, values))
        if "\\" in line or "None" in line or "\n" in line or line.count("\t") != len(values) - 1:
            line = "\t".join(map(_field, values))
        yield line + "\n"


def _field(value: Any) -> str:
    if value.__class__ is str:
        return value if "\\" not in value and "\t" not in value and "\n" not in value else _escaped(value)
    if value is None:
        return r"\N"
    return rf"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", r"\t").replace("\n", r"\n")
