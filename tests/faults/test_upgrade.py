"""F39: an older program's full outbox under a newer one, and migrations that die on both sides."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command as alembic
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from typer.testing import CliRunner

from contract.feed import Executed
from contract.ids import new_id
from contract.ledger import OpenAccount
from contract.staff import AddDevice
from server import build
from server.__main__ import app
from server.core.actor import system_header
from server.db.engine import open_engine
from server.migrations import upgrade as migrations
from server.settings import Settings
from teller_app.sync.keys import derived_key
from teller_app.sync.outbox import Outbox, OutboxUnreadable
from teller_app.sync.outbox_rows import MIGRATIONS
from teller_app.sync.sqlcipher import open_encrypted
from tests.demo import bank as demo
from tests.faults import old_outbox
from tests.faults.hand import Hand
from tests.faults.migrating_child import NEXT
from tests.faults.old_outbox import ENTRIES, KEY
from tests.faults.run import Run
from tests.faults.square import Square
from tests.laws.books import books_of
from tests.support.forge import Forge, ForgedServer
from tests.support.processes import ROOT

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
VERSIONS = range(1, len(MIGRATIONS) + 1)


def died(*arguments: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.migrating_child", *arguments], cwd=ROOT, capture_output=True
    )
    return done.returncode == -9


def known(version: int) -> list[list[object]]:
    found: list[list[object]] = json.loads(old_outbox.path_of(version).with_suffix(".json").read_text())
    return found


@pytest.mark.parametrize("version", VERSIONS)
@ON_SQLITE
def test_f39_a_full_outbox_of_an_older_program(forge: Forge, square: Square, run: Run, version: int) -> None:
    """Opened, whole, sent, booked: five hundred, once each. Without its device's key, the control, the bank takes none of them."""
    file = square.folder / "outbox.db"
    shutil.copy(old_outbox.path_of(version), file)
    box = Outbox.open(file, KEY)
    box.verify()
    rows = box.unsent(ENTRIES)
    box.close()
    assert [[row.n, row.command_id] for row in rows] == known(version)
    run.fault()
    square.signers = (old_outbox.SIGNER, *square.signers[1:])
    with build.bank(square.settings) as bank:
        for account in old_outbox.ACCOUNTS:
            header = system_header(new_id(), "2026-11-24T10:00:00.000Z")
            opened = OpenAccount(account=account, customer=square.customer, product="10")
            assert isinstance(bank.writer.execute_sync(header, opened), Executed)
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    stranger = Hand(square, server.base_url, 1, 1)
    assert stranger.send(rows[0].raw)[0] == 403
    server.kill()
    with build.bank(square.settings) as bank:
        known_now = AddDevice(
            device=old_outbox.SIGNER.device, name="OLD", branch=demo.BRANCH, key=old_outbox.SIGNER.public
        )
        assert isinstance(
            bank.writer.execute_sync(system_header(new_id(), "2026-11-24T10:00:00.000Z"), known_now), Executed
        )
    server.start()
    hand = Hand(square, server.base_url)
    for start in range(0, ENTRIES, 40):
        raw = b"[" + b",".join(row.raw for row in rows[start : start + 40]) + b"]"
        status, body = hand.send(raw)
        assert status == 200, body
        run.did("ok", body.count(b'"seq"'))
    server.stop()
    assert run.results["ok"] == ENTRIES
    marks = {f"entry {number}" for number in range(ENTRIES)}
    booked = square.look(
        lambda conn: conn.execute(text("SELECT count(*) FROM journal WHERE kind = 'transfer'")).scalar()
    )
    assert booked == ENTRIES + 7
    assert square.ledger(marks, set(), set()).damage == {}


@pytest.mark.parametrize("step", range(len(NEXT) + 1))
def test_f39_an_outbox_dies_in_mid_migration(tmp_path: Path, run: Run, step: int) -> None:
    """Whole in the old version or whole in the new one. The last step, the control, lets it live: then it is the new one."""
    file = tmp_path / "outbox.db"
    shutil.copy(old_outbox.path_of(len(MIGRATIONS)), file)
    dead = died("outbox", str(file), str(step))
    run.fault()
    assert dead is (step < len(NEXT))
    connection = open_encrypted(file, derived_key(KEY, "outbox"))
    version = connection.execute("PRAGMA user_version").fetchone()
    rows = connection.execute("SELECT n, command_id FROM outbox ORDER BY n").fetchall()
    connection.close()
    assert version == ((len(MIGRATIONS) if dead else len(MIGRATIONS) + 1),)
    assert [list(row) for row in rows] == known(len(MIGRATIONS))
    run.did("ok", len(rows))
    if dead:
        box = Outbox.open(file, KEY)
        box.verify()
        box.close()
    else:
        with pytest.raises(OutboxUnreadable, match="newer"):
            Outbox.open(file, KEY)


def revisions() -> list[str]:
    """All of them, the oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(migrations._config()).walk_revisions()][::-1]


AT_COMMIT = 1_000_000


def older(url: str, revision: str) -> None:
    """A database as an older program left it."""
    engine = open_engine(url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        config = migrations._config()
        config.attributes["connection"] = conn
        alembic.upgrade(config, revision)
    engine.dispose()


@pytest.mark.parametrize(
    ("back", "statement"), [(len(revisions()) - 4, 40), (len(revisions()) - 4, AT_COMMIT), (3, 4), (1, AT_COMMIT)]
)
def test_f39_a_database_dies_in_mid_migration(
    database_url: str, tmp_path: Path, run: Run, back: int, statement: int
) -> None:
    """From far back and over the newest revisions, between two statements and before the commit: the old schema is whole, and the next
    try brings it up. The control: a try that lives does so, too."""
    before = revisions()[-1 - back]
    older(database_url, before)
    engine = open_engine(database_url)
    tables = inspect(engine).get_table_names()
    assert died("server", database_url, str(statement))
    run.fault()
    with engine.connect() as conn:
        assert conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == before
    assert inspect(engine).get_table_names() == tables
    assert not migrations.is_current(engine)
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    done = CliRunner().invoke(app, ["migrate", "--url", database_url], env={"COASTAL_KEY_DIR": settings.key_dir})
    assert done.exit_code == 0, done.output
    assert migrations.is_current(engine)
    run.did()
    with engine.connect() as conn:
        assert books_of(conn)
        assert list(build.verify(conn)) == []
    engine.dispose()


@pytest.mark.parametrize("command", [["migrate"], ["serve"], ["verify"]])
@ON_SQLITE
def test_f39_a_database_of_a_newer_program_is_refused_in_words(square: Square, run: Run, command: list[str]) -> None:
    engine = open_engine(square.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    run.fault()
    done = CliRunner().invoke(
        app, [*command, "--url", square.settings.url], env={"COASTAL_KEY_DIR": square.settings.key_dir}
    )
    run.did("failed")
    assert done.exit_code == 2
    assert "newer program" in done.output
    with engine.connect() as conn:
        assert conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    engine.dispose()
