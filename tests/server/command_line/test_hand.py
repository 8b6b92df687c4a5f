"""What every command shares: settings, the bank that is or is not there, failures in one line."""

import re
from pathlib import Path

import pytest
import typer
from sqlalchemy import text

from contract.staff import AddUser
from server.__main__ import app
from server.command_line import hand
from server.settings import Settings
from tests.server.command_line.conftest import Desk
from tests.support.code import ROOT
from tests.support.postgres import Postgres
from tests.support.prepared import prepare


@pytest.mark.parametrize("command", [("verify",), ("export", "balances", "out.csv"), ("branches", "add", "041", "Osu")])
def test_a_bank_that_is_not_there_is_not_made_by_looking(tmp_path: Path, command: tuple[str, ...]) -> None:
    nowhere = Desk(tmp_path)
    assert "run  python -m server migrate" in " ".join(nowhere.run(*command, status=2).split("\n"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["mysql://bank@db/books", "bank.db", "", "sqlite"])
def test_a_url_of_another_kind(desk: Desk, url: str) -> None:
    said = desk.run("verify", "--url", url, status=2)
    assert "sqlite:///file" in said


def test_a_database_that_is_away(desk: Desk) -> None:
    said = desk.run("verify", "--url", "postgresql://nobody@127.0.0.1:9/books", status=2)
    assert said.startswith("database: ")
    assert len(said.splitlines()) == 1


def test_a_file_that_is_no_database(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database at all, but long enough to look at" * 40)
    assert desk.run("verify", "--url", f"sqlite:///{tmp_path}/notes.db", status=2).startswith("database: ")


def test_settings_and_keys(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bank.toml").write_text("prot = 1\n")
    assert "did you mean port" in desk.run("verify", "--config", tmp_path / "bank.toml", status=2)
    (desk.folder / "bank.keys" / "signing.pem").unlink()
    assert "keys: " in desk.run("branches", "add", "041", "Osu", status=2)


def test_no_command_is_half_given(desk: Desk) -> None:
    """Exactly the journal's head tells: none of the failures above wrote a row."""
    before = desk.rows("SELECT seq FROM journal_head")
    desk.run("branches", "add", "4", "x", status=2)
    assert desk.rows("SELECT seq FROM journal_head") == before


def test_a_field_that_will_not_do_is_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with hand.opened(Settings(url=desk.url)) as bank, pytest.raises(typer.Exit) as caught:
        hand.do(bank, AddUser, user="x", username="e")
    assert caught.value.exit_code == hand.BAD_INPUT
    assert capsys.readouterr().err


def test_reading_sees_one_snapshot(desk: Desk) -> None:
    with hand.reading(Settings(url=desk.url)) as conn:
        before = conn.scalar(text("SELECT count(*) FROM branches"))
        desk.run("branches", "add", "041", "Osu")
        assert conn.scalar(text("SELECT count(*) FROM branches")) == before == 1


def tree() -> set[str]:
    """Every command that can be typed: ``verify``, ``users add``."""
    root = typer.main.get_command(app)
    names: set[str] = set()
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {})
        names |= {f"{name} {part}" for part in inner} or {name}
    return names


def test_the_table_of_commands_names_what_can_be_typed() -> None:
    """docs/commands.md: who says "command line" says which, and that one is there."""
    rows = [line for line in lines_of("commands.md") if "command line" in line and line.startswith("| `")]
    named = [re.findall(r"command line `([a-z -]+)`", line) for line in rows]
    assert len(rows) >= 10
    assert [line for line, names in zip(rows, named, strict=True) if not names] == []
    assert {name for names in named for name in names} <= tree()


def test_the_operators_page_names_every_command_and_no_other() -> None:
    named = {
        match[1]
        for line in lines_of("operate.md")
        if (match := re.match(r"\| `([a-z-]+(?: [a-z-]+)?)(?: [A-Z-].*)?` \|", line))
    }
    assert named == tree()


def lines_of(page: str) -> list[str]:
    return (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()


@pytest.mark.postgres
def test_a_postgresql_that_waits_for_no_disk_is_not_opened(postgres: Postgres, postgres_url: str, desk: Desk) -> None:
    prepare(Settings(url=postgres_url, key_dir=str(desk.folder / "bank.keys")))
    keys = ("--config", desk.folder / "bank.toml", "--url", postgres_url)
    (desk.folder / "bank.toml").write_text(f'key_dir = "{desk.folder / "bank.keys"}"\n')
    add = ("branches", "add", "041", "Osu", *keys)
    with postgres.told(fsync="off"):
        assert "set fsync = on" in desk.run(*add, status=2)
    desk.run(*add)
