"""An import ends with exact balances, goes on after a kill without doubling, and writes nothing where a row is bad."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract.branches import AddBranch
from contract.errors import ErrorCode
from contract.feed import NotTaken
from contract.ids import new_id
from server import build
from server.core import journal
from server.imports import runner
from server.migrations.upgrade import upgrade
from server.settings import Settings
from server.staff.keys import make_keys
from tests.demo.bank import say
from tests.server.imports import village

BRANCH = new_id()


def quiet(file: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[build.Bank]:
    settings = Settings(url=f"sqlite:///{tmp_path}/bank.db")
    make_keys(settings.key_folder)
    engine = build.open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        upgrade(conn)
        build.seed(conn)
    engine.dispose()
    with build.bank(settings) as made:
        say(made.writer, AddBranch(branch=BRANCH, code="040", name="Makola"))
        yield made


def balances(bank: build.Bank) -> dict[str, int]:
    with bank.engine.connect() as conn:
        return {number: minor for number, _, minor in runner.balances(conn)}


def differences(bank: build.Bank) -> list[str]:
    with bank.engine.connect() as conn:
        return [difference.where for difference in build.verify(conn)]


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


def test_a_stopped_import_goes_on_without_doubling(bank: build.Bank, tmp_path: Path) -> None:
    folder = village.write(tmp_path / "in")

    class Dying:
        """A writer that stops answering after two chunks, as a killed process would."""

        taken = 0

        def execute_sync(self, *args: Any, **more: Any) -> Any:
            self.taken += 1
            return bank.writer.execute_sync(*args, **more) if self.taken <= 2 else NotTaken(code=ErrorCode.STOPPING)

    with pytest.raises(runner.ImportStopped):
        runner.run(folder, BRANCH, bank.engine, Dying(), quiet)  # type: ignore[arg-type]
    report = runner.run(folder, BRANCH, bank.engine, bank.writer, quiet)
    assert report.skipped_chunks == 2
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}
    assert runner.run(folder, BRANCH, bank.engine, bank.writer, quiet).skipped_chunks == 3
    assert balances(bank) == {"A1": -30_50, "A2": 7_25}
