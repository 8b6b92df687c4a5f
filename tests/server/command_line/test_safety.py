"""``backup``, ``restore`` and ``recovery`` as commands: what they say, what they leave, how they end."""

from pathlib import Path

from server.staff.keys import make_keys
from tests.server.command_line.conftest import Desk
from tests.server.command_line.test_staff import KEY  # a workstation's key as it is shown


def test_there_and_back(desk: Desk, tmp_path: Path) -> None:
    file, place = tmp_path / "b.backup", tmp_path / "again.db"
    said = desk.run("backup", file)
    assert f"{file}: the books up to 2, proved" in said
    assert desk.rows("SELECT safe_seq FROM journal_head") == [(2,)]
    assert "overwrites nothing" in desk.run("backup", file, status=1)
    said = desk.run("restore", file, "--url", f"sqlite:///{place}")
    assert "up to 2, proved" in said
    assert f"put them back into {place.with_suffix('.keys')}" in said
    assert "overwrites nothing" in desk.run("restore", file, "--url", f"sqlite:///{place}", status=1)
    assert "no backup of a bank" in desk.run("restore", place, "--url", f"sqlite:///{tmp_path}/third.db", status=1)
    assert "the books are whole: 2 entries" in desk.run("verify", "--url", f"sqlite:///{place}")


def test_another_bank_s_days_are_not_this_one_s(desk: Desk, tmp_path: Path) -> None:
    """Each day's close is sealed: what was closed elsewhere, or made up, is known where the bank's own keys lie."""
    file, place = tmp_path / "b.backup", tmp_path / "again.db"
    desk.run("branches", "close-day", "040", "2026-11-24")
    desk.run("backup", file)
    make_keys(place.with_suffix(".keys"))
    said = desk.run("restore", file, "--url", f"sqlite:///{place}", status=1)
    assert "expected a seal of the bank's key, found another" in said
    assert "nothing was restored" in said
    assert not place.exists()


def test_what_differs_is_named_and_does_not_count(desk: Desk, tmp_path: Path) -> None:
    desk.write("UPDATE journal SET kind = 'other' WHERE seq = 1")
    said = desk.run("backup", tmp_path / "b.backup", status=1)
    assert "journal 1 hash: expected" in said
    assert "does not count" in said
    assert desk.rows("SELECT safe_seq FROM journal_head") == [(0,)]


def test_the_bank_waits_until_somebody_waives(desk: Desk, tmp_path: Path) -> None:
    for name, device in (
        ("WS-1", "0190aaaa-0000-7000-8000-000000000001"),
        ("WS-2", "0190aaaa-0000-7000-8000-000000000002"),
    ):
        key = KEY if name == "WS-1" else KEY[::-1]
        desk.run("devices", "add", name, "--branch", "040", "--device", device, "--key", key)
    assert "the bank is open" in desk.run("recovery", "show")
    assert "nobody's report is missing" in desk.run("recovery", "waive", "--reason", "flood", status=1)
    file = tmp_path / "b.backup"
    desk.run("backup", file)
    place = tmp_path / "bank" / "again.db"
    desk.run("restore", file, "--url", f"sqlite:///{place}")
    keys = ("--url", f"sqlite:///{place}")
    desk.run("migrate", *keys)
    assert "waiting for: WS-1, WS-2" in desk.run("recovery", "show", *keys)
    assert "there are: WS-1, WS-2" in desk.run(
        "recovery", "waive", "--reason", "flood", "--station", "WS-9", *keys, status=2
    )
    assert "waived: WS-2" in desk.run("recovery", "waive", "--reason", "flood", "--station", "WS-2", *keys)
    assert "waiting for: WS-1" in desk.run("recovery", "show", *keys)
    assert "waived: WS-1" in desk.run("recovery", "waive", "--reason", "flood", *keys)
    assert "the bank is open" in desk.run("recovery", "show", *keys)


def test_a_cut_off_tail_is_named_by_verify(desk: Desk) -> None:
    from server.core import journal
    from server.db.engine import open_engine
    from server.recovery.anchor import Anchor

    engine = open_engine(desk.url)
    with engine.connect() as conn:
        Anchor(desk.folder / "bank.keys", desk.url).note(journal.read_head(conn))
    engine.dispose()
    assert "the books are whole" in desk.run("verify")
    desk.write("DELETE FROM journal WHERE seq = 2")
    desk.write("DELETE FROM journal_bodies WHERE seq = 2")
    desk.write("UPDATE journal_head SET seq = 1, hash = (SELECT hash FROM journal WHERE seq = 1)")
    assert "journal 2, as seen before" in desk.run("verify", status=1)
    assert "the books are whole: 1 entries" not in desk.run("verify", "--tail", "1", status=1)


def test_a_place_that_cannot_be_written_is_said_in_words(desk: Desk, tmp_path: Path) -> None:
    """No traceback, and nothing that looks like a backup is left."""
    file = str(tmp_path / "b.backup")
    assert "see that the place" in desk.run("backup", str(tmp_path / "nowhere" / "b.backup"), status=1).lower()
    (tmp_path / "b.backup.part").mkdir()
    assert "try again" in desk.run("backup", file, status=1)
    (tmp_path / "b.backup.part").rmdir()
    desk.run("backup", file)
    for place in ("sqlite:////nowhere/at/all.db", "postgresql://nobody@127.0.0.1:1/bank"):
        assert "try again" in desk.run("restore", file, "--url", place, status=1)


def test_no_database_s_password_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.run("backup", tmp_path / "b.backup")
    said = desk.run("restore", tmp_path / "b.backup", "--url", "postgresql://bank:Kenkey7@127.0.0.1:1/bank", status=1)
    assert "bank:***@127.0.0.1" in said
    assert "Kenkey7" not in said
