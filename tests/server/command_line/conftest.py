"""A migrated bank in a file, and the command line in this process."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from typer.testing import CliRunner

from server.__main__ import app
from server.core.journal_tables import journal
from server.db.engine import open_engine


@dataclass(frozen=True)
class Desk:
    """``run`` is ``python -m server …`` on this bank. ``rows`` asks its database."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'bank.db'}"

    def run(self, *args: object, status: int = 0, said: str | None = None) -> str:
        """What it said on both channels. Fails on another status, and on anything that was not expected by the product."""
        done = CliRunner().invoke(app, [str(arg) for arg in args], input=said, env={"COASTAL_URL": self.url})
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code == status, done.output
        assert "Traceback" not in done.output
        return done.output

    def rows(self, query: str, **params: Any) -> list[Any]:
        """Rows of a query as tuples."""

        def look(conn: Connection) -> list[Any]:
            return [tuple(row) for row in conn.execute(text(query), params)]

        engine = open_engine(self.url)
        try:
            with engine.connect() as conn:
                return look(conn)
        finally:
            engine.dispose()

    def write(self, statement: str) -> None:
        """Alter the database by hand, as nobody should."""
        engine = open_engine(self.url)
        try:
            with engine.execution_options(coastal_write=True).begin() as conn:
                conn.execute(text(statement))
        finally:
            engine.dispose()

    def journalled(self) -> tuple[str, str, str]:
        """Kind, outcome and maker's branch of the newest journal row."""
        engine = open_engine(self.url)
        newest = select(journal.c.kind, journal.c.outcome, journal.c.branch).order_by(journal.c.seq.desc()).limit(1)
        try:
            with engine.connect() as conn:
                kind, outcome, branch = conn.execute(newest).one()
                return kind, outcome, branch
        finally:
            engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file and the keys as ``migrate`` and the first branch leave them."""
    desk = Desk(tmp_path_factory.mktemp("migrated"))
    desk.run("migrate")
    desk.run("branches", "add", "040", "Makola branch")
    desk.run("branches", "open-day", "040", "2026-11-24")
    return desk.folder


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Desk:
    """A bank of the test's own: branch 040, open on 2026-11-24, nobody in it."""
    shutil.copytree(migrated, tmp_path / "bank")
    return Desk(tmp_path / "bank")
