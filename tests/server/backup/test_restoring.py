"""From either database into either: all of it, proved, in another epoch; or nothing."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from contract.papers import PaperCheck
from server import build
from server.api import trial
from server.api.papers import check_of
from server.backup import making, restoring
from server.backup.files import BackupRefused
from server.core import journal
from server.core.branch_table import BRANCHES
from server.core.chain import Difference
from server.db.engine import open_engine
from server.migrations.upgrade import is_current, upgrade
from server.recovery import queries
from server.settings import Settings
from tests.faults.square import Square
from tests.laws.books import books_of

AT = "2026-11-24T10:00:00.000Z"


def proof_sheet(settings: Settings) -> tuple[str, PaperCheck]:
    """The code of a branch's proof sheet, rebuilt row by row from the books, and what is said of a paper that has it."""
    with build.bank(settings) as bank, bank.engine.connect() as conn:
        held = bank.writer.resident
        branch = next(iter(held.rows(BRANCHES).values()))
        day, seq = branch.business_date or "2026-11-24", trial.last_row(conn, branch.id)
        paper = trial.stated(conn, held, bank.sign, branch, day, "GHS", seq)
        return paper.code, check_of(conn, held, bank.sign, paper.number, paper.code)


def backup(square: Square) -> Path:
    path = square.folder / "backup.db"
    engine = open_engine(square.settings.url)
    assert making.make(engine, path, AT, build.verify)[1] == []
    engine.dispose()
    return path


def bring_back(path: Path, engine: Engine, verify: making.Verify = build.verify) -> None:
    restoring.restore(path, engine, AT, verify, upgrade, queries.begin)


def test_the_books_come_back_in_another_epoch(square: Square, empty_url: str) -> None:
    printed = proof_sheet(square.settings)
    path, before = backup(square), square.look(journal.read_head)
    books = square.look(books_of)
    engine = open_engine(empty_url)
    bring_back(path, engine)
    assert is_current(engine)
    with engine.connect() as conn:
        assert list(build.verify(conn)) == []
        assert books_of(conn) == books
        after = journal.read_head(conn)
    engine.dispose()
    assert (after.seq, after.hash, after.safe_seq) == (before.seq, before.hash, before.seq)
    assert after.epoch != before.epoch
    restored = Settings(url=empty_url, key_dir=square.settings.key_dir)
    assert proof_sheet(restored) == printed
    assert printed[1].genuine, "what was printed before is still the bank's"
    with build.bank(restored) as bank:
        assert queries.wants_report(bank.writer.resident, square.signers[0].device)


def test_nothing_is_overwritten(square: Square) -> None:
    path = backup(square)
    engine = open_engine(square.settings.url)
    with pytest.raises(BackupRefused, match="overwrites nothing"):
        bring_back(path, engine)
    engine.dispose()


def test_books_that_differ_leave_nothing(square: Square, empty_url: str) -> None:
    path = backup(square)
    engine = open_engine(empty_url)
    with pytest.raises(restoring.BooksNotWhole):
        bring_back(path, engine, lambda conn: iter([Difference("here", "one", "other")]))
    if empty_url.startswith("sqlite"):
        assert not Path(empty_url.removeprefix("sqlite:///")).exists()
    else:
        assert inspect(engine).get_table_names() == []
    bring_back(path, engine)
    engine.dispose()


def altered(path: Path, name: str, *statements: str) -> Path:
    """A copy in which somebody wrote."""
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    with sqlite3.connect(copy) as conn:
        for statement in statements:
            conn.execute(statement)
    conn.close()
    return copy


def test_a_backup_that_is_not_what_it_says_is_none(square: Square, tmp_path: Path) -> None:
    """A larger number would let workstations forget what no copy holds; a trigger would work on in the bank for ever."""
    path = backup(square)
    place = tmp_path / "altered" / "bank.db"
    place.parent.mkdir()
    says = "UPDATE coastal_backup SET manifest = json_set(manifest, '$.{}', {})"
    for number, (statement, why) in enumerate(
        (
            (says.format("seq", 1_000_000), "altered"),
            (says.format("hash", "'ff'"), "altered"),
            (says.format("epoch", "'of another bank'"), "altered"),
            (says.format("made_at", "char(27) || '[2J'"), "no backup"),
            (says.format("seq", -1), "no backup"),
            ("CREATE TRIGGER t AFTER INSERT ON activity BEGIN DELETE FROM activity; END", "triggers"),
            ("CREATE VIEW v AS SELECT 1", "triggers"),
        )
    ):
        engine = open_engine(f"sqlite:///{place}")
        with pytest.raises(BackupRefused, match=why):
            bring_back(altered(path, f"{number}.db", statement), engine)
        engine.dispose()
        assert not place.exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_what_is_copied_and_brought_back_is_its_owner_s_alone(square: Square, tmp_path: Path) -> None:
    place = tmp_path / "again.db"
    before = os.umask(0o022)
    try:
        path = backup(square)
        engine = open_engine(f"sqlite:///{place}")
        bring_back(path, engine)
        engine.dispose()
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in (path, place)] == [0o600, 0o600]
