"""Running an import: check everything, then book bounded chunks in the low lane. Starting again goes on where it stopped."""

import csv
from collections.abc import Callable, Iterator
from itertools import batched
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, select

from contract.feed import AnyAnswer, Executed
from contract.ids import derived_id
from contract.imports import ImportChunk
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.core.journal_tables import journal
from server.core.writer import Writer
from server.imports import files
from server.imports.handlers import Payload
from server.imports.rows import FIELDS, Fault
from server.ledger.tables import ACCOUNTS, accounts, products

CHUNK_ROWS = 200
"""Rows of one journal row: about 20 ms of the writer."""
Progress = Callable[[str, int, int], None]
"""(file, rows done, rows in all)."""


class Report(msgspec.Struct):
    """What an import did. With faults nothing was written."""

    rows: dict[str, int]
    faults: list[Fault]
    skipped_chunks: int = 0


class ImportStopped(Exception):
    """A chunk was not taken. ``answer`` says why; starting again goes on from there."""

    def __init__(self, answer: AnyAnswer) -> None:
        super().__init__(str(answer))
        self.answer = answer


def check(folder: Path, engine: Engine) -> list[Fault]:
    """Every fault, also products that this bank does not have. Nothing is written."""
    with engine.connect() as conn:
        known = dict(conn.execute(select(products.c.code, products.c.currency)).all())
    faults = list(files.check(folder))
    for line, row in files.raw_rows(folder, "accounts.csv"):
        if row["product"] not in known:
            faults.append(Fault("accounts.csv", line, "product", "product_unknown", row["product"]))
        elif known[row["product"]] != row["currency"]:
            faults.append(Fault("accounts.csv", line, "currency", "wrong_currency", row["currency"]))
    return faults


def run(folder: Path, branch: str, engine: Engine, writer: Writer, progress: Progress) -> Report:
    """Import the folder into a branch. Raises BadFile, ImportStopped."""
    faults = check(folder, engine)
    if faults:
        return Report(rows={}, faults=faults)
    job, report = files.job_of(folder, branch), Report(rows={}, faults=[])
    done = _taken(engine)
    for file in FIELDS:
        total = sum(1 for _ in files.raw_rows(folder, file))
        for number, lines in enumerate(batched(files.lines(folder, file), CHUNK_ROWS)):
            if _chunk_id(job, file, number) in done:
                report.skipped_chunks += 1
            else:
                _book(writer, job, file, number, Payload(branch, lines))
            report.rows[file] = report.rows.get(file, 0) + len(lines)
            progress(file, report.rows[file], total)
    return report


def _chunk_id(job: str, file: str, number: int) -> str:
    return derived_id("import", job, file, number)


def _taken(engine: Engine) -> set[str]:
    """Chunks that are booked already, of any job: asked once instead of once a chunk."""
    with engine.connect() as conn:
        return set(conn.execute(select(journal.c.command_id).where(journal.c.kind == "import_chunk")).scalars())


def _book(writer: Writer, job: str, file: str, number: int, payload: Payload) -> None:
    command = ImportChunk(job=job, file=file, chunk=number, rows=len(payload.lines), digest=payload.digest())
    header = system_header(_chunk_id(job, file, number), stamp(system_clock()))
    answer = writer.execute_sync(header, command, lane="low", payload=payload)
    if not isinstance(answer, Executed):
        raise ImportStopped(answer)


def write_faults(path: Path, faults: list[Fault]) -> None:
    """The report of refused rows as CSV: file, line, field, reason, value."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(Fault.__struct_fields__)
        writer.writerows(msgspec.structs.astuple(fault) for fault in faults)


def balances(conn: Connection) -> Iterator[tuple[str, str, int]]:
    """(account number, currency, balance in minor units) of every customer's account, in order of number.

    An imported account goes by the number its bank gave it.
    """
    query = select(*ACCOUNTS.columns).where(accounts.c.customer != "").order_by(accounts.c.number)
    for mapping in conn.execution_options(yield_per=2_000).execute(query).mappings():
        row = ACCOUNTS.make(mapping)
        yield row.external_number or row.number, row.currency, row.balance


def export_balances(conn: Connection, path: Path) -> int:
    """Write ``export balances``; returns the number of accounts."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("account", "currency", "minor"))
        for row in balances(conn):
            writer.writerow(row)
            count += 1
    return count
