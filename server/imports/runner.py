"""Running an import: check everything, then book bounded chunks in the low lane. Starting again goes on where it stopped."""

import csv
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, select

from contract.feed import AnyAnswer, Executed, NotTaken, Refused
from contract.ids import derived_id
from contract.imports import ImportChunk
from contract.letters import harmless
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.core.journal_tables import bodies, journal
from server.core.writer import Writer
from server.imports import files, present
from server.imports.handlers import Payload
from server.imports.pace import Pace
from server.imports.rows import FIELDS, OPTIONAL, Fault
from server.ledger.tables import ACCOUNTS, accounts

Progress = Callable[[str, int, int], None]
"""(file, rows done, rows in all)."""
_chunk = msgspec.json.Decoder(ImportChunk)


class Report(msgspec.Struct):
    """What an import did. With faults nothing was written. ``skipped_chunks`` were booked before."""

    rows: dict[str, int]
    faults: list[Fault]
    skipped_chunks: int = 0

    @property
    def refused(self) -> int:
        """How many rows have faults, some of them perhaps several."""
        return len({(fault.file, fault.line) for fault in self.faults})


class Booked(msgspec.Struct):
    """How far an import has come in one file."""

    rows: int = 0
    chunks: int = 0


class History(msgspec.Struct):
    """What was imported before: of this job by file, and whether it is the first job of this bank."""

    booked: dict[str, Booked]
    first: bool = True


class ImportStopped(Exception):
    """A chunk was not taken. ``answer`` says why; starting again goes on from there."""

    def __init__(self, answer: AnyAnswer) -> None:
        super().__init__(_code(answer))
        self.answer = answer


def _code(answer: AnyAnswer) -> str:
    if isinstance(answer, Refused):
        return answer.problem.code.value
    return answer.code.value if isinstance(answer, NotTaken) else type(answer).__name__


def check(folder: Path, branch: str, engine: Engine, history: History, taken: present.Taken) -> list[Fault]:
    """Every fault, also of rows that do not fit what this bank has. Nothing is written."""
    faults = list(files.check(folder))
    rows = {file: done.rows for file, done in history.booked.items()}
    with engine.connect() as conn:
        faults += present.faults(conn, folder, branch, rows, taken, history.first)
    return faults


def run(
    folder: Path,
    branch: str,
    engine: Engine,
    writer: Writer,
    progress: Progress,
    taken: present.Taken = present.nobody,
    pace: Pace | None = None,
) -> Report:
    """Import the folder into a branch. ``taken`` is the customers' word on their numbers. Raises BadFile, ImportStopped."""
    job = files.job_of(folder, branch)
    history = read_history(engine, job)
    faults = check(folder, branch, engine, history, taken)
    if faults:
        return Report(rows={}, faults=faults)
    pace = pace or Pace()
    report = Report(rows={}, faults=[], skipped_chunks=sum(done.chunks for done in history.booked.values()))
    for file in FIELDS:
        done, total = history.booked.get(file, Booked()), files.count(folder, file)
        if not total and file in OPTIONAL:
            continue
        report.rows[file] = done.rows
        rest = islice(files.lines(folder, file), done.rows, None)
        while lines := tuple(islice(rest, pace.rows())):
            pace.booked(_book(writer, job, file, done.chunks, Payload(branch, lines)))
            done.chunks += 1
            report.rows[file] += len(lines)
            progress(file, report.rows[file], total)
            pace.rest()
    return report


def read_history(engine: Engine, job: str) -> History:
    """What the journal says of imports. Rows are counted as they were booked: a chunk's size may change between two runs."""
    found = History(booked={})
    wanted = select(bodies.c.body).join(journal, journal.c.seq == bodies.c.seq)
    wanted = wanted.where(journal.c.kind == "import_chunk", journal.c.outcome == "executed")
    with engine.connect() as conn:
        for body in conn.execution_options(yield_per=2_000).execute(wanted).scalars():
            chunk = _chunk.decode(body)
            if chunk.job != job:
                found.first = False
                continue
            done = found.booked.setdefault(chunk.file, Booked())
            done.rows += chunk.rows
            done.chunks += 1
    return found


def _book(writer: Writer, job: str, file: str, number: int, payload: Payload) -> int:
    command = ImportChunk(job=job, file=file, chunk=number, rows=len(payload.lines), digest=payload.digest())
    header = system_header(derived_id("import", job, file, number), stamp(system_clock()))
    answer = writer.execute_sync(header, command, lane="low", payload=payload)
    if not isinstance(answer, Executed):
        raise ImportStopped(answer)
    return answer.seq


def write_faults(path: Path, faults: list[Fault]) -> None:
    """The report of refused rows as CSV: file, line, field, reason, value."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(Fault.__struct_fields__)
        # What another bank's file holds is opened in a spreadsheet by whoever mends it.
        writer.writerows(map(harmless, map(str, msgspec.structs.astuple(fault))) for fault in faults)


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
