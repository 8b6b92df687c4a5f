"""An import ends with exact balances, goes on after a kill without doubling, and writes nothing where a row is bad."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from contract.branches import AddBranch
from contract.errors import ErrorCode
from contract.feed import NotTaken
from contract.ids import new_id
from contract.products import SetProduct
from server import build
from server.core import journal
from server.customers import mandates
from server.customers.queries import numbers_taken
from server.customers.tables import MANDATES
from server.imports import pace, runner
from server.imports.handlers import account_id
from server.imports.rows import Fault
from server.ledger.products import terms_of
from server.ledger.tables import PRODUCTS
from server.settings import Settings
from tests.demo.bank import say
from tests.server.imports import village
from tests.support.prepared import prepare

BRANCH = new_id()


def quiet(file: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[build.Bank]:
    settings = Settings(url=f"sqlite:///{tmp_path}/bank.db")
    prepare(settings)
    with build.bank(settings) as made:
        say(made.writer, AddBranch(branch=BRANCH, code="040", name="Makola"))
        yield made


def balances(bank: build.Bank) -> dict[str, int]:
    with bank.engine.connect() as conn:
        return {number: minor for number, _, minor in runner.balances(conn)}


def differences(bank: build.Bank) -> list[str]:
    with bank.engine.connect() as conn:
        return [difference.where for difference in build.verify(conn)]


def test_accounts_that_are_there_already_come_with_a_product_that_is_no_longer_sold(
    bank: build.Bank, tmp_path: Path
) -> None:
    before = terms_of(bank.writer.resident.rows(PRODUCTS)["10"])
    say(bank.writer, SetProduct(product="10", terms=replace(before, off=True), before=before))
    report = runner.run(village.write(tmp_path / "in"), BRANCH, bank.engine, bank.writer, quiet)
    assert (report.rows["accounts.csv"], report.faults) == (2, [])
    assert differences(bank) == []


def test_balances_are_exact_negative_ones_included(bank: build.Bank, tmp_path: Path) -> None:
    report = runner.run(village.write(tmp_path / "in"), BRANCH, bank.engine, bank.writer, quiet)
    assert report.rows == {"customers.csv": 2, "accounts.csv": 2, "transactions.csv": 3}
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}
    assert differences(bank) == []
    with bank.engine.connect() as conn:
        assert runner.export_balances(conn, tmp_path / "out.csv") == 2
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert {row["account"]: int(row["minor"]) for row in rows} == balances(bank)


def test_a_bad_row_stops_everything_before_it_begins(bank: build.Bank, tmp_path: Path) -> None:
    folder = village.write(tmp_path / "in", accounts=village.ACCOUNTS + "A3,C1,77,GHS,2025-01-03\n")
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet)
    assert [(fault.line, fault.field, fault.reason) for fault in report.faults] == [(4, "product", "product_unknown")]
    with bank.engine.connect() as conn:
        assert journal.read_head(conn).seq == 1
    runner.write_faults(tmp_path / "refused.csv", report.faults)
    assert "accounts.csv,4,product,product_unknown,77" in (tmp_path / "refused.csv").read_text()


class Dying:
    """A writer that stops answering after some chunks, as a killed process would."""

    def __init__(self, bank: build.Bank, chunks: int) -> None:
        self._bank, self._left = bank, chunks

    def execute_sync(self, *args: Any, **more: Any) -> Any:
        self._left -= 1
        return self._bank.writer.execute_sync(*args, **more) if self._left >= 0 else NotTaken(code=ErrorCode.STOPPING)


def stop_after(bank: build.Bank, folder: Path, chunks: int) -> None:
    with pytest.raises(runner.ImportStopped, match="stopping"):
        runner.run(folder, BRANCH, bank.engine, Dying(bank, chunks), quiet)  # type: ignore[arg-type]


def test_what_a_bad_row_holds_is_no_formula_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    runner.write_faults(path, [Fault("customers.csv", 2, "phone", "not_e164", '=HYPERLINK("http://evil.example")')])
    assert list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1][2:] == [
        "phone", "not_e164", '\'=HYPERLINK("http://evil.example")',
    ]  # fmt: skip


def test_a_stopped_import_goes_on_without_doubling(bank: build.Bank, tmp_path: Path) -> None:
    folder = village.write(tmp_path / "in")
    stop_after(bank, folder, 2)
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet)
    assert report.skipped_chunks == 2
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}
    assert runner.run(folder, BRANCH, bank.engine, bank.writer, quiet).skipped_chunks == 3
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}


def test_chunks_of_another_size_go_on_at_the_same_row(
    bank: build.Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was stopped alone and goes on beside tellers, or on a newer server."""
    folder = village.write(tmp_path / "in")
    monkeypatch.setattr(pace, "ROWS_ALONE", 1)
    stop_after(bank, folder, 5)
    monkeypatch.setattr(pace, "ROWS_ALONE", 2)
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet)
    assert (report.skipped_chunks, report.rows) == (5, {"customers.csv": 2, "accounts.csv": 2, "transactions.csv": 3})
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}
    assert differences(bank) == []


def test_a_changed_file_is_another_import_and_finds_what_is_there(bank: build.Bank, tmp_path: Path) -> None:
    """Whoever corrects a file after a kill must not book its first half again."""
    folder = village.write(tmp_path / "in")
    stop_after(bank, folder, 2)
    village.write(folder, transactions=village.TRANSACTIONS + "T4,A2,2025-01-04,debit,1,GHS,fee,\n")
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet, numbers_taken)
    assert {fault.reason for fault in report.faults} == {"already_there"}
    assert (report.refused, len(report.faults)) == (4, 4)
    assert balances(bank) == {"A1": 0, "A2": 0}


def test_a_refused_chunk_is_not_taken_for_a_booked_one(bank: build.Bank, tmp_path: Path) -> None:
    folder, nowhere = village.write(tmp_path / "in"), new_id()
    for _ in range(2):
        with pytest.raises(runner.ImportStopped, match="branch_unknown"):
            runner.run(folder, nowhere, bank.engine, bank.writer, quiet)


def test_mandates_come_with_their_accounts_and_once(bank: build.Bank, tmp_path: Path) -> None:
    folder = village.with_mandates(tmp_path / "in")
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet)
    assert report.rows == {"customers.csv": 2, "accounts.csv": 2, "transactions.csv": 3, "mandates.csv": 2}
    with bank.engine.connect() as conn:
        found = MANDATES.fetch(conn, [account_id(BRANCH, "A1"), account_id(BRANCH, "A2")])
    first, second = (mandates.fact(found[account_id(BRANCH, name)]) for name in ("A1", "A2"))
    assert [(one.name, one.role) for one in first.signatories] == [("Abena Mensah", "holder"), ("Kojo Mensah", "joint")]
    assert [(band.signing, band.upto) for band in first.bands] == [("any_one", 500_00), ("all", 0)]
    assert (first.note, [band.signing for band in second.bands]) == ("Stamp needed", ["any_one"])
    assert runner.run(folder, BRANCH, bank.engine, bank.writer, quiet).skipped_chunks == 4
    assert differences(bank) == []
