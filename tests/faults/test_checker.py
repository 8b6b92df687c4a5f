"""The checker passes its own self-tests: those of the shared file, and damage made by hand in the books."""

from pathlib import Path
from typing import Any

import pytest

from server.db.engine import open_engine
from server.settings import Settings
from tests.faults.checker import Verdict, check_reads
from tests.faults.square import Square
from tests.support.cases import cases


@pytest.mark.parametrize("case", cases("bank_workload_jepsen"))
def test_the_files_own_cases(case: dict[str, Any]) -> None:
    given = case["inputs"]
    reads = [{int(place): balance for place, balance in read.items()} for read in given["ok_reads"]]
    found = check_reads(given["accounts"], given["total"], given["negative_balances_allowed"], reads)
    assert found == Verdict(**case["expected"])


@pytest.fixture
def square(sqlite_url: str, tmp_path: Path) -> Square:
    return Square(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path).found()


def test_books_that_are_whole_have_no_damage(square: Square) -> None:
    sent = set(square.accounts[1:])
    assert square.ledger(sent, sent, set()).damage == {}
    assert sum(balance or 0 for balance in square.balances().values()) == 100


def test_each_kind_of_damage_is_named(square: Square) -> None:
    marks = list(square.accounts[1:])
    square.accounts = square.accounts[:4]
    found = square.ledger(set(marks[:3]), {*marks, "never booked"}, {marks[0]})
    assert (found.lost, found.refused_but_booked) == ({"never booked"}, {marks[0]})
    assert found.strange == set(marks[3:]), "nobody says that these were sent"
    engine = open_engine(square.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql(f"UPDATE transactions SET narration = '{marks[0]}' WHERE narration = '{marks[1]}'")
        conn.exec_driver_sql("UPDATE legs SET amount = amount + 1 WHERE seq = (SELECT max(seq) FROM legs) AND n = 0")
    engine.dispose()
    found = square.ledger(set(marks), {marks[1]}, set())
    assert (found.doubled, found.lost) == ({marks[0]}, {marks[1]})
    assert found.uneven > 0
    assert found.differences
