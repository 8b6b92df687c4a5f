"""F20 to F23, F25: the database stops, loses a backend, is locked, collides. Callers wait a little; commands are never to blame."""

import threading
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from contract import paths
from contract.errors import ErrorCode
from contract.ids import new_id
from server.core.aside import FAILURES_MAX
from server.db.engine import open_engine
from server.settings import Settings
from tests.faults.courier import Courier, Guard
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.siege import Siege, together
from tests.faults.square import Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.waiting import seen, until

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
BLAMING = "tests.faults.spoilt:nothing_is_the_databases_fault"
AWAY_S = 1.5
MOST_STOPS, MOST_ENDS = 10, 200
HOT_EACH = 5
"""Postings of each workstation at least."""


def siege_of(forge: Forge, square: Square, run: Run, patch: str = "") -> Siege:
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=patch)
    siege = Siege(run, square, server)
    siege.begin()
    siege.until_worked(1)
    return siege


@pytest.mark.postgres
@pytest.mark.parametrize(("patch", "blamed"), [("", False), (BLAMING, True)])
def test_f20_the_database_is_stopped_under_load(
    forge: Forge, own_cluster: Postgres, stopped: Square, run: Run, patch: str, blamed: bool
) -> None:
    """pg_ctl's immediate stop, and its recovery. The control blames the commands: they are put aside or fail with 500."""
    siege = siege_of(forge, stopped, run, patch)
    for _ in range(MOST_STOPS):
        own_cluster.stop(crash=True)
        run.fault()
        time.sleep(AWAY_S)
        begun = time.monotonic()
        own_cluster.start()
        run.figures["seconds of recovery"] = round(time.monotonic() - begun, 2)
        # The control needs a stop that meets a command on its way.
        if not blamed or seen(siege.wrong, AWAY_S):
            break
    known, verdict, ledger = siege.end()
    siege.close()
    assert bool(known.wrong) is blamed
    assert known.retries > 0 or blamed
    assert (ledger.damage, verdict.valid) == ({}, True)


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["terminate", "kill"])
def test_f21_a_backend_is_killed(forge: Forge, own_cluster: Postgres, stopped: Square, run: Run, how: str) -> None:
    """Ended by hand, or kill -9, upon which PostgreSQL ends all of them and recovers. The pool makes new ones."""
    import os
    import signal

    siege = siege_of(forge, stopped, run)
    name = stopped.settings.url.rsplit("/", 1)[1]
    for _ in range(2 if how == "kill" else 5):
        with psycopg.connect(own_cluster.url(), autocommit=True) as conn:
            pids = backends(conn, name)
            if how == "terminate":
                conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        if how == "kill":
            os.kill(pids[0], signal.SIGKILL)
        run.fault()
        time.sleep(0.5)
        own_cluster.wait()
    known, verdict, ledger = siege.end()
    siege.close()
    run.figures["errors that callers saw"] = known.retries
    assert (ledger.damage, known.wrong, verdict.valid) == ({}, [], True)


def backends(conn: psycopg.Connection, name: str) -> list[int]:
    """The server's connections, once it has some again."""
    found: list[int] = []
    deadline = time.monotonic() + 60
    while not found and time.monotonic() < deadline:
        found = [row[0] for row in conn.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", (name,))]
        time.sleep(0.02)
    return found


@pytest.mark.postgres
def test_f21_control_blaming_the_commands_shows(forge: Forge, own_cluster: Postgres, stopped: Square, run: Run) -> None:
    siege = siege_of(forge, stopped, run, BLAMING)
    name = stopped.settings.url.rsplit("/", 1)[1]
    for _ in range(MOST_ENDS):
        with psycopg.connect(own_cluster.url(), autocommit=True) as conn:
            conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        run.fault()
        if seen(siege.wrong, 0.05):
            break
    known, _, _ = siege.end()
    siege.close()
    assert known.wrong


@ON_SQLITE
@pytest.mark.parametrize(
    ("patch", "blamed"),
    [("tests.faults.spoilt:impatient", False), ("tests.faults.spoilt:impatient_and_blaming", True)],
)
def test_f22_somebody_holds_the_files_lock(forge: Forge, square: Square, run: Run, patch: str, blamed: bool) -> None:
    """Waits, then 503. "database is locked" is nothing a teller ever hears, unless the commands are blamed (the control)."""
    siege = siege_of(forge, square, run, patch)
    engine = open_engine(square.settings.url)
    with engine.execution_options(coastal_write=True).connect() as conn:
        for _ in range(MOST_STOPS):
            conn.begin()
            run.fault()
            seen(siege.held_up, AWAY_S)
            conn.rollback()
            if seen(siege.wrong if blamed else siege.held_up, AWAY_S):
                break
    engine.dispose()
    known, verdict, ledger = siege.end()
    siege.close()
    assert known.retries > 0 or blamed
    assert bool(known.wrong) is blamed
    assert (ledger.damage, verdict.valid) == ({}, True)


@pytest.mark.postgres
@pytest.mark.parametrize(("patch", "told"), [("", False), ("tests.faults.spoilt:nothing_is_tried_again", True)])
def test_f23_deadlocks(forge: Forge, own_cluster: Postgres, stopped: Square, run: Run, patch: str, told: bool) -> None:
    """Our own transactions queue at the journal's head and cannot cross, so a stranger locks rows the other way round."""
    siege = siege_of(forge, stopped, run, patch)
    ended = threading.Event()
    collisions: list[str] = []
    stranger = threading.Thread(target=_cross, args=(stopped, ended, collisions), daemon=True)
    stranger.start()
    deadline = time.monotonic() + 60
    while "transaction tried again" not in siege.server.text and not (told and siege.held_up()):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    ended.set()
    stranger.join(60)
    known, verdict, ledger = siege.end()
    siege.close()
    run.fault(len(collisions) + siege.server.text.count("transaction tried again") + known.retries)
    run.figures["40001 or 40P01 that callers saw"] = known.retries
    assert bool(known.retries) is told
    assert (ledger.damage, known.wrong, verdict.valid) == ({}, [], True)


def _cross(square: Square, ended: threading.Event, collisions: list[str]) -> None:
    with psycopg.connect(square.settings.url, autocommit=True) as conn:
        # The stranger waits longer than the bank does, so that it is the bank that is told.
        conn.execute("SET deadlock_timeout = '60s'")
        while not ended.is_set():
            try:
                with conn.transaction():
                    conn.execute("SELECT 1 FROM accounts WHERE customer = %s FOR UPDATE", (square.customer,))
                    time.sleep(0.05)
                    conn.execute("SET LOCAL lock_timeout = '3s'")
                    conn.execute("UPDATE journal_head SET id = 1")
            except psycopg.OperationalError as error:
                collisions.append(str(error.sqlstate))


STUCK = "stuck"
TIME_OUT_MS = 2_000
MOST_SENT = 4


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("patch", "put_aside"), [("", True), ("tests.faults.spoilt:a_time_out_is_a_lost_connection", False)]
)
def test_a_command_that_takes_for_ever_takes_nobody_with_it(
    forge: Forge, stopped: Square, run: Run, patch: str, put_aside: bool
) -> None:
    """One of a list never ends: the others of the list are booked, and in the end it is put aside. In the control it
    holds the writer up as often as it comes, three times each time.
    """
    with psycopg.connect(stopped.settings.url, autocommit=True) as conn:
        conn.execute(
            "CREATE FUNCTION stick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF new.narration = '{STUCK}' THEN PERFORM pg_sleep(3600); END IF; RETURN new; END $$"
        )
        conn.execute("CREATE TRIGGER stick BEFORE INSERT ON transactions FOR EACH ROW EXECUTE FUNCTION stick()")
    url = f"{stopped.settings.url}?options=-c%20statement_timeout%3D{TIME_OUT_MS}"
    server = ForgedServer(forge, url, log=stopped.folder / "log", env=stopped.environment, patch=patch).start()
    hand = Hand(stopped, server.base_url)
    source, target = stopped.accounts[:2]
    stuck, marks, answers = hand.seal(transfer(source, target, 1, STUCK)), [], []
    # On a crowded machine one of the others may be too slow, too.
    for _ in range(3 * MOST_SENT if put_aside else MOST_SENT):
        marks.append(new_id())
        beside = hand.seal(transfer(source, target, 1, marks[-1]))
        answers.append([getattr(answer, "code", None) for answer in hand.post_all([stuck, beside])])
        run.fault()
        run.did()
        if answers[-1][0] == ErrorCode.QUARANTINED:
            break
    server.close()
    said, booked = (
        [first for first, _ in answers],
        {mark for mark, (_, code) in zip(marks, answers, strict=True) if code is None},
    )
    if put_aside:
        assert said[-1] == ErrorCode.QUARANTINED
        assert len(said) >= FAILURES_MAX
        assert booked
    assert set(said[: -1 if put_aside else None]) == {ErrorCode.BUSY}
    assert stopped.ledger(set(marks), booked, {STUCK}).damage == {}


@pytest.mark.parametrize(
    ("patch", "shared"), [("", True), ("tests.faults.spoilt:each_has_a_transaction_of_its_own", False)]
)
def test_f25_a_hot_account(forge: Forge, tmp_path: Path, sqlite_url: str, run: Run, patch: str, shared: bool) -> None:
    """Two dozen workstations on the same accounts: those that wait together are booked together, so that each transaction touches the
    accounts once, however many postings it holds. The control takes each alone: as many transactions as postings.
    """
    couriers = 24
    square = Square(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path, tills=couriers).found()
    server = ForgedServer(forge, square.settings.url, log=tmp_path / "log", env=square.environment, patch=patch)
    rates: dict[int, float] = {}
    all_known = []
    server.start()
    for count in (2, couriers):
        crowd = [Courier(square, server.base_url, place, run.seed + count, Guard.KEEP) for place in range(count)]
        begun = time.monotonic()
        for courier in crowd:
            courier.start()
        until(lambda crowd=crowd: sum(len(courier.known.answers) for courier in crowd) >= HOT_EACH * len(crowd))  # type: ignore[misc]
        for courier in crowd:
            courier.finish()
        for courier in crowd:
            courier.join(60)
        known = together([courier.known for courier in crowd])
        rates[count] = (len(known.acknowledged) + len(known.refused)) / (time.monotonic() - begun)
        all_known.append(known)
    run.fault(couriers)
    batches, commands = (counted(server, name) for name in ("coastal_writer_batches", "coastal_writer_commands"))
    server.stop()
    known = together(all_known)
    run.did("ok", len(known.acknowledged))
    run.figures |= {f"postings/s of {count}": round(rate) for count, rate in rates.items()}
    run.figures |= {"transactions": batches, "postings": commands}
    ledger = square.ledger(known.sent, known.acknowledged, known.refused)
    assert (ledger.damage, known.wrong) == ({}, [])
    assert commands >= (2 + couriers) * HOT_EACH
    assert (batches < commands) is shared


def counted(server: ForgedServer, name: str) -> int:
    """A counter of the server's figures."""
    with urllib.request.urlopen(server.base_url + paths.METRICS, timeout=60) as answer:
        text = answer.read().decode()
    return int(float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"{name}_total"))))
