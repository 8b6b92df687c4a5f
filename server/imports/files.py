"""Reading the three files: strict about form, complete about faults, streaming about memory."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from server.imports.rows import FIELDS, AnyLine, Fault, faults_of, parse

FAULTS_MAX = 10_000
"""A report longer than this helps nobody; the count goes on."""


Cross = Callable[[dict[str, str]], tuple[str, str] | None]
"""A check of one row against the other files: (field, reason) of what does not fit, or None."""


class BadFile(Exception):
    """A file that cannot be read at all: missing, not UTF-8, or with another header. ``reason`` is a code."""

    def __init__(self, file: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{file}: {reason} {detail}".strip())
        self.file, self.reason, self.detail = file, reason, detail


def raw_rows(folder: Path, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of one file. Raises BadFile where the form of the file itself is wrong."""
    path = folder / file
    if not path.is_file():
        raise BadFile(file, "missing")
    wanted = FIELDS[file]
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != wanted:
                raise BadFile(file, "wrong_header", "expected " + ",".join(wanted))
            for row in reader:
                yield reader.line_num, {name: (row.get(name) or "").strip() for name in wanted} | _extra(row)
    except UnicodeDecodeError as error:
        raise BadFile(file, "not_utf8", f"at byte {error.start}") from None
    except csv.Error as error:
        raise BadFile(file, "not_csv", str(error)) from None


def _extra(row: dict[str, str]) -> dict[str, str]:
    # DictReader collects surplus cells under the key None; it shows as a fault of its own below.
    return {"": "surplus"} if None in row else {}


def lines(folder: Path, file: str) -> Iterator[AnyLine]:
    """The typed rows of a file that was checked before."""
    for _, row in raw_rows(folder, file):
        yield parse(file, row)


def check(folder: Path) -> Iterator[Fault]:
    """Every fault in the three files, in order of file and line: form, duplicates, references between the files."""
    people: set[str] = set()
    accounts: dict[str, str] = {}
    yield from _check_file(folder, "customers.csv", "number", people, lambda row: None)

    def of_account(row: dict[str, str]) -> tuple[str, str] | None:
        accounts[row["external_number"]] = row["currency"]
        return None if row["customer"] in people else ("customer", "customer_unknown")

    yield from _check_file(folder, "accounts.csv", "external_number", set(), of_account)

    def of_transaction(row: dict[str, str]) -> tuple[str, str] | None:
        if row["account"] not in accounts:
            return "account", "account_unknown"
        return None if accounts[row["account"]] == row["currency"] else ("currency", "wrong_currency")

    yield from _check_file(folder, "transactions.csv", "reference", set(), of_transaction)


def _check_file(folder: Path, file: str, key: str, seen: set[str], cross: Cross) -> Iterator[Fault]:
    for line, row in raw_rows(folder, file):
        faults = faults_of(file, line, row)
        if "" in row:
            faults.append(Fault(file, line, "", "too_many_cells", ""))
        if row[key] in seen:
            faults.append(Fault(file, line, key, "duplicate", row[key][:60]))
        seen.add(row[key])
        problem = cross(row)
        if problem and not any(fault.field == problem[0] for fault in faults):
            faults.append(Fault(file, line, problem[0], problem[1], row[problem[0]][:60]))
        yield from faults


def job_of(folder: Path, branch: str) -> str:
    """The import's identity: SHA-256 over the three files and the branch, so that starting again goes on."""
    digest = hashlib.sha256(branch.encode())
    for file in FIELDS:
        path = folder / file
        if not path.is_file():
            raise BadFile(file, "missing")
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
