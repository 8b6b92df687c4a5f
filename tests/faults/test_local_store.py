"""F36 to F38: the workstation's file is damaged, altered, copied, or loses what was never synced."""

import shutil
from pathlib import Path

import pytest

from teller_app.sync import outbox as outboxes
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.keys import b64url
from teller_app.sync.outbox import Outbox, OutboxTampered, OutboxUnreadable
from teller_app.sync.profile import STORE, open_profile
from teller_app.sync.sqlcipher import DatabaseError
from tests.faults import disk
from tests.faults.outbox_child import main as fill
from tests.faults.run import Run
from tests.teller_app.samples import KEY

ENTRIES = 40
FLIPS = 200


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An outbox of forty entries, closed."""
    path = tmp_path / "outbox.db"
    fill(str(path), str(ENTRIES))
    Outbox.open(path, KEY).close()
    return path


def rows_of(path: Path) -> dict[int, bytes] | None:
    """Number to envelope of what would be sent; None where the file says that it is damaged."""
    try:
        box = Outbox.open(path, KEY)
    except (OutboxUnreadable, OutboxTampered, DatabaseError):
        return None
    try:
        try:
            box.verify()
        except OutboxTampered as error:
            box.set_aside(error.rows)
        return {row.n: row.raw for row in box.unsent(10 * ENTRIES)}
    except (OutboxTampered, DatabaseError):
        return None
    finally:
        box.close()


def started_rows(path: Path) -> dict[int, bytes] | None:
    """The same as the app starts: what can be saved out of a damaged file is sent, too."""
    secrets = MemoryKeyring()
    secrets.put(STORE, b64url(KEY))
    profile = open_profile(path.parent, secrets)
    try:
        return {row.n: row.raw for row in profile.outbox.unsent(10 * ENTRIES)} if profile.persistent else None
    finally:
        profile.close()


@pytest.mark.parametrize("encrypted", [True, False])
def test_f36_a_byte_is_flipped(file: Path, tmp_path: Path, run: Run, encrypted: bool) -> None:
    """Found at the start or not there at all: no altered entry is ever sent. A plain file without MACs, the control, sends some."""
    whole = rows_of(file)
    assert whole is not None
    assert len(whole) == ENTRIES
    plain = plain_copy(whole, tmp_path / "plain.db")
    content = bytearray((file if encrypted else plain).read_bytes())
    silent = salvaged = 0
    for _ in range(FLIPS):
        at, bit = run.chance.randrange(len(content)), 1 << run.chance.randrange(8)
        damaged = bytearray(content)
        damaged[at] ^= bit
        run.fault()
        copy = tmp_path / "damaged" / "outbox.db"
        shutil.rmtree(copy.parent, ignore_errors=True)
        copy.parent.mkdir()
        copy.write_bytes(damaged)
        found = started_rows(copy) if encrypted else plain_rows(copy)
        run.did("failed" if found is None else "ok")
        silent += found is not None and any(whole.get(n) != raw for n, raw in found.items())
        salvaged += len(found or {})
    run.figures |= {"silent wrong reads": silent, "share salvaged": round(salvaged / (FLIPS * ENTRIES), 2)}
    assert (silent == 0) is encrypted


@pytest.mark.parametrize("damage", ["truncated", "zeroed page", "emptied"])
def test_f36_a_file_that_is_not_whole_is_said_and_left(file: Path, run: Run, damage: str) -> None:
    content = bytearray(file.read_bytes())
    if damage == "zeroed page":
        content[4096:8192] = bytes(4096)
    else:
        del content[len(content) // 2 if damage == "truncated" else 100 :]
    file.write_bytes(content)
    run.fault()
    found = rows_of(file)
    run.did("failed" if found is None else "ok")
    assert found is None
    assert file.read_bytes()[:100] == bytes(content[:100]), "the damaged file stays for whoever can save something"


def plain_copy(rows: dict[int, bytes], path: Path) -> Path:
    import sqlite3

    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE outbox (n INTEGER PRIMARY KEY, envelope BLOB)")
        conn.executemany("INSERT INTO outbox VALUES (?, ?)", rows.items())
    conn.close()
    return path


def plain_rows(path: Path) -> dict[int, bytes] | None:
    import sqlite3

    conn = sqlite3.connect(path)
    try:
        return dict(conn.execute("SELECT n, envelope FROM outbox").fetchall())
    except sqlite3.DatabaseError:
        return None
    finally:
        conn.close()


@pytest.mark.parametrize("guarded", [True, False])
def test_f37_an_entry_is_altered_with_the_key_in_hand(
    file: Path, run: Run, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    """Whoever can open the file can still not make a link of the chain. Without the comparison, the control, it would be sent."""
    if not guarded:
        monkeypatch.setattr(outboxes, "same", lambda left, right: True)
    box = Outbox.open(file, KEY)
    whole = {row.n: row.raw for row in box.unsent(ENTRIES)}
    first = min(whole)
    accepted = 0
    for change in (f"UPDATE outbox SET envelope = replace(envelope, '5000', '9000') WHERE n = {first + 3}",
                   f"UPDATE outbox SET made_by = '0190aaaa-0000-7000-8000-000000000009' WHERE n = {first + 5}",
                   f"DELETE FROM outbox WHERE n = {first + 7}",
                   f"UPDATE outbox SET state = 'settled' WHERE n = {first + 9}"):  # fmt: skip
        box.connection.execute(change)
        run.fault()
    try:
        box.verify()
    except OutboxTampered as error:
        box.set_aside(error.rows)
        assert not guarded or set(error.rows) >= {first + 3, first + 5, first + 7, first + 9}
    sent = {row.n: row.raw for row in box.unsent(ENTRIES)}
    run.did("ok", len(sent))
    accepted = sum(whole[n] != raw for n, raw in sent.items())
    box.close()
    run.figures["tampered accepted"] = accepted
    assert (accepted == 0) is guarded


def test_f37_a_copied_folder_says_nothing_elsewhere(file: Path, tmp_path: Path, run: Run) -> None:
    """Without this workstation's keyring it is noise; with none the app works keyless and keeps the file as it is."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(file, elsewhere / "outbox.db")
    run.fault()
    with pytest.raises(OutboxUnreadable):
        Outbox.open(elsewhere / "outbox.db", bytes(32))
    profile = open_profile(elsewhere, None)
    run.did()
    assert (profile.problem, profile.persistent, profile.outbox.queued_count()) == ("no_keyring", False, 0)
    profile.close()
    assert (elsewhere / "outbox.db").read_bytes() == file.read_bytes()
    assert rows_of(file), "the control: with the key it speaks"


@pytest.mark.parametrize(("how", "lost"), [("keep", False), ("normal", True)])
def test_f38_the_power_goes_and_takes_what_was_not_synced(tmp_path: Path, run: Run, how: str, lost: bool) -> None:
    """Every receipt that was printed is on the disk. With synchronous=NORMAL, the control, some are not."""
    arguments = ["-m", "tests.faults.outbox_child", str(tmp_path / "outbox.db"), str(ENTRIES), how]
    platter = disk.traced(arguments, tmp_path / "strace", ENTRIES // 2)
    run.fault()
    printed = b"".join(platter.printed).decode().split()
    left = platter.leave(tmp_path / "after", "outbox.db")
    there = {row.command_id for row in _rows(left)} if left.exists() else set()
    run.did("ok", len(printed))
    run.figures |= {"syncs": platter.syncs, "lost": len(set(printed) - there)}
    assert len(printed) >= ENTRIES // 2
    assert bool(set(printed) - there) is lost


def _rows(path: Path) -> list[outboxes.OutboxRow]:
    try:
        box = Outbox.open(path, KEY)
    except (OutboxUnreadable, DatabaseError):
        return []
    try:
        return box.unsent(10 * ENTRIES)
    finally:
        box.close()
