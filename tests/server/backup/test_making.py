"""A backup is taken beside a writer, proved, and only then counted on."""

import threading

import pytest

from server import build
from server.backup import files, making
from server.backup.files import BackupRefused
from server.core import journal
from server.db.engine import open_engine
from tests.faults.square import Square, transfer
from tests.server.recovery.test_handlers import EFUA

AT = "2026-11-24T10:00:00.000Z"


def test_beside_a_working_writer(square: Square) -> None:
    path = square.folder / "backup.db"
    ended = threading.Event()
    with build.bank(square.settings) as bank:
        thread = threading.Thread(target=lambda: work(bank, square, ended), daemon=True)
        thread.start()
        made, differences = making.make(bank.engine, path, AT, build.verify)
        ended.set()
        thread.join(60)
        assert differences == []
        assert files.manifest_of(path) == made
        head = square.look(journal.read_head)
        assert head.safe_seq == made.seq <= head.seq
        assert made.epoch == head.epoch
    with files.opened(path) as engine, engine.connect() as conn:
        assert list(build.verify(conn)) == []


def work(bank: build.Bank, square: Square, ended: threading.Event) -> None:
    from contract.ids import new_id
    from server.core.actor import Header

    while not ended.is_set():
        header = Header(command_id=new_id(), made_by=EFUA, delivered_by=EFUA, device=new_id(), counter=1,
                        made_at=AT)  # fmt: skip
        bank.writer.execute_sync(header, transfer(square.accounts[0], square.accounts[1], 1, new_id()))


def test_nothing_is_overwritten(square: Square) -> None:
    path = square.folder / "backup.db"
    path.write_bytes(b"yesterday's")
    engine = open_engine(square.settings.url)
    with pytest.raises(BackupRefused, match="is there already"):
        making.make(engine, path, AT, build.verify)
    engine.dispose()
    assert path.read_bytes() == b"yesterday's"


def test_books_that_are_not_whole_do_not_count(square: Square) -> None:
    path = square.folder / "backup.db"
    engine = open_engine(square.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql(
            "UPDATE accounts SET credits = credits + 1 WHERE number = (SELECT max(number) FROM accounts)"
        )
    _, differences = making.make(engine, path, AT, build.verify)
    engine.dispose()
    assert differences
    assert not path.exists()
    assert square.look(journal.read_head).safe_seq == 0
