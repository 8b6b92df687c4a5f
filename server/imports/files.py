"""Reading the files: strict about form, complete about faults, streaming about memory."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from server.imports.rows import FIELDS, OPTIONAL, AnyLine, Fault, faults_of, mandate_fault, parse

Cross = Callable[[dict[str, str]], tuple[str, str] | None]
"""A check of one row against the other files: (field, reason) of what does not fit, or None."""


class BadFile(Exception):
    """A file that cannot be read at all: missing, not UTF-8, or with another header. ``reason`` is a code."""

    def __init__(self, file: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{file}: {reason} {detail}".strip())
        self.file, self.reason, self.detail = file, reason, detail


def raw_rows(folder: Path, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of one file; a cell that is not there is empty. Raises BadFile where the file's own form is wrong."""
    wanted = FIELDS[file]
    for line, cells in _cells(folder, file):
        row = dict(zip(wanted, map(str.strip, cells), strict=False))
        if len(cells) < len(wanted):
            row = dict.fromkeys(wanted, "") | row
        elif len(cells) > len(wanted):
            # A column without a name: it shows as a fault of its own below.
            row[""] = "surplus"
        yield line, row


def count(folder: Path, file: str) -> int:
    """How many rows a file has. Raises BadFile."""
    return sum(1 for _ in _cells(folder, file))


def _cells(folder: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    path = folder / file
    if not path.is_file():
        if file in OPTIONAL:
            return
        raise BadFile(file, "missing")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            if tuple(next(reader, ())) != FIELDS[file]:
                raise BadFile(file, "wrong_header", "expected " + ",".join(FIELDS[file]))
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
    except UnicodeDecodeError as error:
        raise BadFile(file, "not_utf8", f"at byte {error.start}") from None
    except csv.Error as error:
        raise BadFile(file, "not_csv", str(error)) from None


def lines(folder: Path, file: str) -> Iterator[AnyLine]:
    """The typed rows of a file that was checked before."""
    for _, row in raw_rows(folder, file):
        yield parse(file, row)


def check(folder: Path) -> Iterator[Fault]:
    """Every fault in the files, in order of file and line: form, duplicates, references between the files."""
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

    def of_mandate(row: dict[str, str]) -> tuple[str, str] | None:
        return mandate_fault(row) if row["account"] in accounts else ("account", "account_unknown")

    yield from _check_file(folder, "mandates.csv", "account", set(), of_mandate)


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
    """The import's identity: SHA-256 over the files and the branch, so that starting again goes on."""
    digest = hashlib.sha256(branch.encode())
    for file in FIELDS:
        path = folder / file
        if not path.is_file():
            if file in OPTIONAL:
                continue
            raise BadFile(file, "missing")
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
