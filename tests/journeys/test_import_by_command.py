"""An old bank comes in by the command line: exact to the pesewa, killed in the middle, beside tellers, refused, and proven.

Everything is a real process on a generated bank in the documented format; what it must come to is added up from the files alone.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from contract.branches import AddBranch
from server import build
from server.db.engine import open_engine
from server.settings import Settings
from tests.demo import bank as demo
from tests.demo.bank import say
from tests.journeys import old_bank
from tests.journeys.command_line import CommandLine, lines_of, progress_until
from tests.journeys.old_bank import OldBank
from tests.journeys.taken_over import books, branch_id, chunks, expected
from tests.support.prepared import prepare

pytestmark = pytest.mark.journey
ROWS = 3_000
KILLED_AFTER = 800


@dataclass(frozen=True)
class Town:
    """A founded bank, the files of an old one, and the command line."""

    line: CommandLine
    old: OldBank

    @property
    def settings(self) -> Settings:
        return self.line.settings

    def holds_exactly_the_old_bank(self) -> bool:
        """Every row once, in order, with the balance it left; every customer once; the clearing account the rest."""
        found = books(self.settings, branch_id(self.settings), self.old)
        assert found == expected(self.old)
        return True


def found(url: str, folder: Path, rows: int) -> Town:
    """A bank with one branch; founding it by the command line is one test's matter."""
    settings = Settings(url=url, key_dir=str(folder / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        say(bank.writer, AddBranch(branch=demo.BRANCH, code="040", name="Makola branch"))
    return Town(CommandLine(settings), old_bank.write(folder / "old", rows))


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Town:
    return found(database_url, tmp_path, ROWS)


def test_an_old_bank_comes_in_exactly(database_url: str, tmp_path: Path) -> None:
    """From an empty database, every step by the command line."""
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    town = Town(CommandLine(settings), old_bank.write(tmp_path / "old", ROWS))
    assert "is up to date" in town.line.run("migrate").out
    town.line.run("branches", "add", "040", "Makola branch")
    said = town.line.run("import", town.old.folder, "--branch", "040")
    assert said.out == f"60 rows of customers.csv, 120 rows of accounts.csv, {ROWS} rows of transactions.csv\n"
    assert said.err.endswith(f"transactions.csv: {ROWS:,} of {ROWS:,}\n")
    assert not (town.old.folder / "refused.csv").exists()
    assert town.holds_exactly_the_old_bank()
    town.line.run("export", "balances", tmp_path / "balances.csv")
    with (tmp_path / "balances.csv").open(encoding="utf-8", newline="") as stream:
        exported = {row["account"]: (row["currency"], int(row["minor"])) for row in csv.DictReader(stream)}
    assert exported == town.old.balances()
    assert sum(minor < 0 for _, minor in exported.values()) > 20, "overdrawn ones are as they were"
    assert town.line.run("verify").out.startswith("the books are whole: ")
    booked = chunks(town.settings)
    assert "went on after" in town.line.run("import", town.old.folder, "--branch", "040").out
    assert chunks(town.settings) == booked, "a second time books nothing"


def test_killed_in_the_middle_it_goes_on_where_it_stopped(town: Town) -> None:
    with town.line.start("import", town.old.folder, "--branch", "040") as process:
        assert process.stderr is not None
        progress_until(process.stderr, "transactions.csv", KILLED_AFTER)
        process.kill()
    done = sum(map(len, books(town.settings, branch_id(town.settings), town.old).legs.values()))
    assert KILLED_AFTER <= done < ROWS
    booked = chunks(town.settings)
    assert f"went on after {len(booked)} chunks" in town.line.run("import", town.old.folder, "--branch", "040").out
    assert chunks(town.settings)[: len(booked)] == booked
    assert town.holds_exactly_the_old_bank()
    assert town.line.run("verify").out.startswith("the books are whole: ")


def test_a_bad_folder_changes_nothing_and_says_every_reason(town: Town) -> None:
    folder = town.old.folder
    rows = lines_of(folder / "transactions.csv")
    rows[1] = rows[1].replace(",GHS,", ",CZK,") if ",GHS," in rows[1] else rows[1].replace(",CZK,", ",GHS,")
    rows[2] = rows[3]
    rows[10] = "T9999999,OLD-99999,2025-02-30,sideways,-1.005,GHS,Fee!,x,surplus"
    (folder / "transactions.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "accounts.csv").write_text(
        "\n".join([*lines_of(folder / "accounts.csv"), "OLD-7,P9999,77,GHS,2025-01-02"]), encoding="utf-8"
    )
    said = town.line.run("import", folder, "--branch", "040", status=1)
    assert said.out == ""
    assert f"nothing was imported: 4 rows refused, all of them listed in {folder / 'refused.csv'}" in said.err
    with (folder / "refused.csv").open(encoding="utf-8", newline="") as stream:
        refused = [(row["file"], row["line"], row["field"], row["reason"]) for row in csv.DictReader(stream)]
    assert set(refused) == {
        ("accounts.csv", "122", "customer", "customer_unknown"),
        ("accounts.csv", "122", "product", "product_unknown"),
        ("transactions.csv", "2", "currency", "wrong_currency"),
        ("transactions.csv", "4", "reference", "duplicate"),
        ("transactions.csv", "11", "", "too_many_cells"),
        ("transactions.csv", "11", "account", "account_unknown"),
        ("transactions.csv", "11", "date", "not_a_date"),
        ("transactions.csv", "11", "side", "bad_side"),
        ("transactions.csv", "11", "amount", "not_positive"),
        ("transactions.csv", "11", "kind", "bad_kind"),
    }
    assert chunks(town.settings) == []
    assert books(town.settings, branch_id(town.settings), town.old).customers.total() == 0


@pytest.fixture
def hamlet(database_url: str, tmp_path: Path) -> Town:
    """A smaller one, already in."""
    made = found(database_url, tmp_path, 300)
    made.line.run("import", made.old.folder, "--branch", "040")
    return made


@contextmanager
def altered(settings: Settings, table: str, column: str, change: str, where: str) -> Iterator[None]:
    """One cell as somebody with the database's password would change it; changed back afterwards."""
    engine = open_engine(settings.url).execution_options(coastal_write=True)

    def write(value: object) -> None:
        with engine.begin() as conn:
            done = conn.execute(text(f"UPDATE {table} SET {column} = :value WHERE {where}"), {"value": value})
            assert done.rowcount == 1

    try:
        with engine.connect() as conn:
            before, after = conn.execute(text(f"SELECT {column}, {change} FROM {table} WHERE {where}")).one()
        assert before != after
        write(after)
        yield
        write(before)
    finally:
        engine.dispose()


def test_one_altered_byte_is_named(hamlet: Town) -> None:
    last = chunks(hamlet.settings)[-1]
    with altered(hamlet.settings, "journal", "made_at", "'3' || substr(made_at, 2)", f"seq = {last}"):
        said = hamlet.line.run("verify", status=1).err
        assert said.splitlines()[0].startswith(f"journal {last} hash: expected ")
    with altered(hamlet.settings, "legs", "amount", "amount + 1", f"seq = {last} AND n = 5"):
        said = hamlet.line.run("verify", status=1).err
        assert said.startswith(f"journal {last} legs and pieces: expected ")
        assert f"leg {last}.5 of account " in said


def test_one_byte_of_the_file_is_named(sqlite_url: str, tmp_path: Path) -> None:
    """As an editor of bytes does it: the row's own text in the file, without any SQL."""
    made = found(sqlite_url, tmp_path, 50)
    made.line.run("import", made.old.folder, "--branch", "040")
    seq, mark = last_fingerprint(made.settings)
    path = tmp_path / "bank.db"
    content = path.read_bytes()
    assert content.count(mark) == 1
    other = b"0" if mark[:1] != b"0" else b"1"
    path.write_bytes(content.replace(mark, other + mark[1:]))
    assert f"journal {seq} hash: expected " in made.line.run("verify", status=1).err


def last_fingerprint(settings: Settings) -> tuple[int, bytes]:
    """Of the newest journal row; no index holds it a second time."""
    engine = open_engine(settings.url)
    try:
        with engine.connect() as conn:
            seq, mark = conn.execute(text("SELECT seq, fingerprint FROM journal ORDER BY seq DESC LIMIT 1")).one()
            return seq, mark.encode()
    finally:
        engine.dispose()
