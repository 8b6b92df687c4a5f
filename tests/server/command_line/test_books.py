"""``verify``, ``import`` and ``export`` as commands: what they say, where they write it, how they end."""

import csv
from pathlib import Path

import pytest

from server.api.audit import Filter, export
from server.command_line import books
from server.core.actor import Actor
from server.core.unit import Resident
from server.db.engine import open_engine
from server.imports.pace import Pace
from server.staff.keys import load_keys
from server.staff.tables import DEVICES, USERS
from tests.server.command_line.conftest import Desk
from tests.server.imports import village


def test_in_and_out_again(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("import", village.write(tmp_path / "in"), "--branch", "040")
    assert "transactions.csv: 3 of 3" in said
    assert "2 rows of customers.csv, 2 rows of accounts.csv, 3 rows of transactions.csv" in said
    assert "2 accounts in" in desk.run("export", "balances", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["account", "currency", "minor"], ["A1", "GHS", "-3050"], ["A2", "GHS", "725"],
        ]  # fmt: skip
    assert "the books are whole" in desk.run("verify")
    assert "went on after 3 chunks" in desk.run("import", tmp_path / "in", "--branch", "040")


def test_refused_rows_are_named_here_and_in_the_report(desk: Desk, tmp_path: Path) -> None:
    broken = village.TRANSACTIONS + "".join(f"T{n},A7,2025-13-01,in,0,GHS,fee,\n" for n in range(10, 15))
    folder, report = village.write(tmp_path / "in", transactions=broken), tmp_path / "report.csv"
    said = desk.run("import", folder, "--branch", "040", "--report", report, status=1)
    assert "transactions.csv line 5, date: not_a_date '2025-13-01'" in said
    assert f"nothing was imported: 5 rows refused, all of them listed in {report}" in said
    with report.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 20
    assert rows[0] == {
        "file": "transactions.csv",
        "line": "5",
        "field": "date",
        "reason": "not_a_date",
        "value": "2025-13-01",
    }
    assert desk.rows("SELECT kind FROM journal WHERE kind = 'import_chunk'") == []
    desk.run("import", folder, "--branch", "040", status=1)
    assert (folder / "refused.csv").read_bytes() == report.read_bytes()


def test_a_folder_that_is_none(desk: Desk, tmp_path: Path) -> None:
    assert "nothing was imported: customers.csv: missing" in desk.run(
        "import", tmp_path / "no", "--branch", "040", status=1
    )
    folder = village.write(tmp_path / "in", accounts="number;customer\n")
    assert "accounts.csv: wrong_header expected external_number," in desk.run(
        "import", folder, "--branch", "040", status=1
    )
    assert "no branch 099" in desk.run("import", folder, "--branch", "099", status=2)


def test_a_file_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    assert "No such file" in desk.run("export", "balances", tmp_path / "no" / "out.csv", status=2)


def test_an_import_asks_whether_the_bank_is_served(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(books, "is_served", lambda url: bool(asked.append(url)))
    monkeypatch.setattr(Pace, "rest", lambda self: None)
    desk.run("import", village.write(tmp_path / "in"), "--branch", "040")
    assert set(asked) == {desk.url}


def test_every_difference_is_named_up_to_a_bound(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.run("import", village.write(tmp_path / "in"), "--branch", "040")
    desk.write("UPDATE legs SET balance_after = balance_after + 1")
    said = desk.run("verify", status=1).splitlines()
    assert said[0].startswith("journal 5 legs and pieces: expected ")
    assert said[1].startswith("leg 5.")
    assert said[-1] == "the books are not whole"
    monkeypatch.setattr(books, "DIFFERENCES_SHOWN", 1)
    assert desk.run("verify", status=1).splitlines() == [said[0], "the books are not whole; there may be more"]


def test_an_audit_export_is_checked_with_the_bank_s_key(desk: Desk, tmp_path: Path) -> None:
    engine = open_engine(desk.url)
    actor = Actor(user="u", name="", branch="", roles=frozenset(), permissions=frozenset(), everywhere=True)
    key = load_keys(desk.folder / "bank.keys").sealing
    with engine.connect() as conn:
        raw = export(conn, Resident([USERS, DEVICES]), actor, Filter(), key, {"bank": "Akoma"})
    engine.dispose()
    file = tmp_path / "audit.jsonl"
    file.write_bytes(raw)
    assert "is whole" in desk.run("verify", "--export", file)
    file.write_bytes(raw.replace(b"add_branch", b"add_brunch"))
    assert "does not follow the line before" in desk.run("verify", "--export", file, status=1)


def test_a_closed_day_without_its_seal_is_named(desk: Desk) -> None:
    desk.run("branches", "close-day", "040", "2026-11-24")
    assert "the books are whole" in desk.run("verify")
    desk.write("DELETE FROM day_seals")
    assert "seal of the day's close" in desk.run("verify", status=1)
