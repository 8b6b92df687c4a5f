"""A database that was put back by other hands is found out, and its cut-off tail is no secret."""

import shutil
from pathlib import Path

from contract.ids import new_id
from server import build
from server.core import journal
from server.core.actor import Header
from server.db.engine import is_sqlite, open_engine
from server.recovery import anchor as anchors
from server.recovery.anchor import Anchor, begin_if_behind, check
from server.settings import Settings
from tests.faults.square import Square, transfer
from tests.server.recovery.test_handlers import EFUA

AT = "2026-11-24T10:00:00.000Z"


def test_what_was_seen_is_read_back_and_rubbish_counts_for_nothing(square: Square) -> None:
    head = square.look(journal.read_head)
    anchor = build.anchor_of(square.settings)
    assert anchor.read() is None
    assert list(square.look(lambda conn: list(check(conn, anchor)))) == []
    anchor.note(head)
    assert anchor.read() == anchors.Seen(head.epoch, head.seq, head.hash)
    assert square.look(lambda conn: list(check(conn, anchor))) == []
    anchor._path.write_bytes(b"{}")
    assert anchor.read() is None


def test_a_folder_that_cannot_be_written_costs_no_posting(square: Square, tmp_path: Path) -> None:
    anchor = Anchor(tmp_path / "nowhere", "sqlite:///x.db")
    anchor.note(square.look(journal.read_head))
    assert anchor.read() is None


def test_a_tail_that_was_cut_off_is_named_though_the_chain_is_whole(square: Square) -> None:
    anchor, head = build.anchor_of(square.settings), square.look(journal.read_head)
    anchor.note(head)
    engine = open_engine(square.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        for table in ("journal", "journal_bodies"):
            conn.exec_driver_sql(f"DELETE FROM {table} WHERE seq = {head.seq}")
        before = conn.exec_driver_sql(f"SELECT hash FROM journal WHERE seq = {head.seq - 1}").scalar_one()
        conn.exec_driver_sql(f"UPDATE journal_head SET seq = {head.seq - 1}, hash = '{before}'")
    engine.dispose()
    found = square.look(lambda conn: list(check(conn, anchor)))
    assert [(item.where, item.expected, item.found) for item in found] == [
        (f"journal {head.seq}, as seen before", head.hash, "nothing")
    ]


def test_a_copy_put_back_by_hand_begins_another_epoch_once(sqlite_url: str, tmp_path: Path) -> None:
    square = Square(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path).found()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    shutil.copy(file, tmp_path / "copy.db")
    anchor = build.anchor_of(square.settings)
    with build.bank(square.settings) as bank:
        assert is_sqlite(bank.engine)
        header = Header(command_id=new_id(), made_by=EFUA, delivered_by=EFUA, device=new_id(), counter=1, made_at=AT)
        bank.writer.execute_sync(header, transfer(square.accounts[0], square.accounts[1], 1, "later"))
    anchor.note(square.look(journal.read_head))
    shutil.copy(tmp_path / "copy.db", file)
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    with build.bank(square.settings) as bank:
        assert bank.writer.write_sync(lambda conn: begin_if_behind(conn, anchor, "2026-11-24T10:00:00.000Z"))
        assert not bank.writer.write_sync(lambda conn: begin_if_behind(conn, anchor, "2026-11-24T10:00:01.000Z"))
