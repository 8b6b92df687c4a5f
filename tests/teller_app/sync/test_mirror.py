"""The outbox's second copy: level after every commit, left out when it is lost, taken when the first is gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from teller_app.sync.mirror import AGAIN_S, Mirror, restored
from teller_app.sync.outbox import Outbox
from teller_app.sync.profile import outbox_key
from teller_app.sync.sqlcipher import open_encrypted
from tests.teller_app.samples import KEY
from tests.teller_app.sync.test_outbox import SESSION, put

FILE_KEY = outbox_key(KEY)


class Desk:
    """An outbox beside its mirror, and what was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost = 0
        self.now = 0.0
        self.path, self.copy = folder / "outbox.db", folder / "stick" / "outbox.db"
        self.open()

    def open(self) -> None:
        self.outbox = Outbox.open(self.path, KEY)
        self.outbox.verify()
        self.outbox.mirror_to(Mirror(self.copy, FILE_KEY, self._lose, lambda: self.now))

    def _lose(self) -> None:
        self.lost += 1

    def rows(self) -> list[tuple[object, ...]]:
        connection = open_encrypted(self.copy, FILE_KEY, wal=False)
        try:
            return connection.execute("SELECT n, state, seal FROM outbox ORDER BY n").fetchall()
        finally:
            connection.close()

    def own(self) -> list[tuple[object, ...]]:
        return self.outbox.connection.execute("SELECT n, state, seal FROM outbox ORDER BY n").fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.outbox.close()


def test_the_mirror_is_level_after_every_commit(desk: Desk) -> None:
    rows = [put(desk.outbox) for _ in range(3)]
    assert desk.rows() == desk.own()
    assert len(desk.rows()) == 3
    desk.outbox.settle(rows[0].command_id, Executed(seq=5))
    desk.outbox.hold(rows[1].command_id, NotTaken(code=ErrorCode.QUARANTINED))
    assert desk.rows() == desk.own()
    desk.outbox.prune(5)
    assert desk.rows() == desk.own()
    assert len(desk.rows()) == 2
    assert desk.lost == 0


def test_the_mirror_is_a_whole_outbox(desk: Desk, tmp_path: Path) -> None:
    rows = [put(desk.outbox) for _ in range(3)]
    receipt = desk.outbox.receipts.next(SESSION, 1)
    desk.outbox.close()
    elsewhere = tmp_path / "new disk" / "outbox.db"
    assert restored(elsewhere, desk.copy, FILE_KEY)
    again = Outbox.open(elsewhere, KEY)
    again.verify()
    assert [row.raw for row in again.unsent()] == [row.raw for row in rows]
    assert again.next_counter() == rows[-1].n + 1
    assert again.last_link() == rows[-1].link()
    assert again.receipts.next(SESSION, 1) == receipt
    again.close()


def test_a_lost_mirror_is_told_and_catches_up(desk: Desk) -> None:
    put(desk.outbox)
    shutil.rmtree(desk.copy.parent)
    desk.copy.parent.write_bytes(b"a stick that is no folder any more")
    put(desk.outbox)
    assert desk.lost == 1
    put(desk.outbox)
    desk.now += AGAIN_S
    put(desk.outbox)
    assert desk.lost == 1, "left alone for a while, and told once"
    desk.copy.parent.unlink()
    desk.now += AGAIN_S
    put(desk.outbox)
    assert desk.rows() == desk.own()
    assert len(desk.rows()) == 5


def test_somebody_elses_file_is_not_written_over(tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "outbox.db"
    open_encrypted(stick, bytes(32), wal=False).execute("CREATE TABLE theirs (n)")
    before = stick.read_bytes()
    desk = Desk(tmp_path)
    put(desk.outbox)
    desk.outbox.close()
    assert desk.lost == 1
    assert stick.read_bytes() == before
    assert not restored(tmp_path / "fresh" / "outbox.db", stick, FILE_KEY)


def test_what_was_rolled_back_is_not_in_the_mirror(desk: Desk) -> None:
    put(desk.outbox)
    pages = desk.outbox.connection.execute("PRAGMA page_count").fetchone()
    assert pages
    desk.outbox.connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(AssertionError):
        for _ in range(50):
            put(desk.outbox)
    assert desk.rows() == desk.own()


def test_an_outbox_that_is_there_is_never_replaced(desk: Desk) -> None:
    put(desk.outbox)
    assert not restored(desk.path, desk.copy, FILE_KEY)
    assert not restored(desk.folder / "none.db", desk.folder / "no mirror.db", FILE_KEY)
