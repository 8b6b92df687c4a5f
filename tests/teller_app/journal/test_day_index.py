from pathlib import Path

import pytest

from contract.ledger import TransactionFact
from teller_app.journal import day_index, folds
from teller_app.journal.day_index import DayIndex
from teller_app.journal.queries import journal_of_day
from teller_app.sync.sqlcipher import open_encrypted, transaction
from tests.teller_app import samples
from tests.teller_app.samples import KEY, replica_of


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The rows that were decoded."""
    rows: list[bytes] = []
    decode = day_index.fact_from
    monkeypatch.setattr(day_index, "fact_from", lambda row, kind: (rows.append(row), decode(row, kind))[1])
    return rows


def test_a_day_is_read_once_and_then_what_is_new(tmp_path: Path, decoded: list[bytes]) -> None:
    db = replica_of(tmp_path, (folds,), samples.branch(), *(samples.transaction(n, at=f"1{n}:00") for n in range(4)))
    index = DayIndex()
    for _letter in "agyemang":
        assert index(db) == journal_of_day(db)
    assert len(decoded) == 4
    feed = open_encrypted(tmp_path / "replica.db", KEY)
    with transaction(feed):
        folds.fold_transaction(feed, samples.transaction(9, at="17:00"))
        folds.fold_transaction(feed, samples.transaction(2, at="12:00", receipt="04-20261124-1-0001"))
        folds.drop_transaction(feed, samples.transaction(1).transaction)
    feed.close()
    assert index(db) == journal_of_day(db)
    assert len(decoded) == 6, "the new one and the one that was changed"
    db.close()


def test_another_connection_and_its_commits_are_seen(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    db = replica_of(folder, (folds,), samples.branch(), samples.transaction(1))
    other = replica_of(tmp_path, (folds,), samples.branch())
    index, nothing = DayIndex(), tuple[TransactionFact, ...]()
    assert (len(index(db)), index(other), len(index(db))) == (1, nothing, 1)
    db.close()
    other.close()
