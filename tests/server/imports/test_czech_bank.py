"""A real bank's year, 1993, on both databases: exact to the heller, verified, and one altered byte is named."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.branches import AddBranch
from contract.ids import new_id
from server import build
from server.core import chain
from server.drawers import verify as drawers_verify
from server.imports import runner
from server.imports.pace import ROWS_ALONE
from server.ledger import verify as ledger_verify
from server.settings import Settings
from tests import czech_bank
from tests.demo.bank import say
from tests.support.code import ROOT
from tests.support.prepared import prepare

RECORDS = ROOT.parent / "shared" / "data" / "czech_bank"
YEAR = 28_205
"""Transactions of 1993 in the records."""
BRANCH = new_id()

pytestmark = pytest.mark.skipif(not RECORDS.is_dir(), reason="the published records of the Czech bank are not here")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    assert czech_bank.convert(RECORDS, folder)["transactions"] == YEAR
    return folder


@pytest.fixture
def bank(tmp_path: Path, database_url: str) -> Iterator[build.Bank]:
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    prepare(settings)
    with build.bank(settings) as made:
        say(made.writer, AddBranch(branch=BRANCH, code="040", name="Praha"))
        yield made


def by_hand(folder: Path) -> dict[str, int]:
    """Every account's balance in hellers: the exact sum of its rows in the file, nought where there are none."""
    with (folder / "accounts.csv").open(encoding="utf-8") as stream:
        sums = {row["external_number"]: 0 for row in csv.DictReader(stream)}
    with (folder / "transactions.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            crowns, _, hellers = row["amount"].partition(".")
            amount = int(crowns) * 100 + int((hellers + "00")[:2])
            sums[row["account"]] += amount if row["side"] == "credit" else -amount
    return sums


SPOILT = {
    "journal": "UPDATE journal SET made_at = '2026-11-24T08:00:00.001Z' WHERE seq = 30",
    "body": "UPDATE journal_bodies SET body = replace(body, 'import', 'Import') WHERE seq = 31",
    "leg": "UPDATE legs SET amount = amount + 1 WHERE n = 0 AND seq = (SELECT max(seq) FROM legs)",
}


def differences(bank: build.Bank, *spoil: str) -> list[str]:
    """What all three verifications say of the books, spoilt for the moment of looking."""
    with bank.engine.execution_options(coastal_write=True).connect() as conn, conn.begin() as looking:
        for statement in spoil:
            assert conn.exec_driver_sql(statement).rowcount == 1
        checks = (chain.check(conn, build.LOGS), ledger_verify.check(conn), drawers_verify.check(conn))
        found = [difference.where for check in checks for difference in check]
        looking.rollback()
    return found


def test_the_whole_of_1993(bank: build.Bank, records: Path, tmp_path: Path) -> None:
    report = runner.run(records, BRANCH, bank.engine, bank.writer, lambda file, done, total: None)
    assert (report.faults, report.rows["transactions.csv"], report.skipped_chunks) == ([], YEAR, 0)
    expected = by_hand(records)
    with bank.engine.connect() as conn:
        assert runner.export_balances(conn, tmp_path / "balances.csv") == len(expected)
    with (tmp_path / "balances.csv").open(encoding="utf-8") as stream:
        exported = {row["account"]: (row["currency"], int(row["minor"])) for row in csv.DictReader(stream)}
    assert exported == {account: ("CZK", minor) for account, minor in expected.items()}
    assert differences(bank) == []
    again = runner.run(records, BRANCH, bank.engine, bank.writer, lambda file, done, total: None)
    assert again.skipped_chunks == chunks_of(report)
    named = differences(bank, *SPOILT.values())
    assert named[:2] == ["journal 30 hash", "journal 31 body"]
    assert named[2].endswith("legs and pieces")
    assert any(where.startswith(("account", "transaction")) for where in named[3:]), named


def chunks_of(report: runner.Report) -> int:
    """How many chunks the files make: all of them were booked before."""
    return sum(-(-rows // ROWS_ALONE) for rows in report.rows.values())
