"""F40: the server goes on from an older copy. Workstations notice, and send again what it lacks; nothing is missing after that."""

import os
import shutil
import signal
import sqlite3
import time
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from contract import paths
from contract.base import Command
from contract.beside import SecondHere
from contract.customers import Flag, FlagCustomer
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken, Refused
from contract.ids import SYSTEM_USER, new_id
from contract.ledger import Cash, Withdraw
from contract.money import Money
from contract.recovery import WaiveReports
from contract.vault import ConfirmCash, Place, SendCash, Where
from server import build
from server.backup import making, restoring
from server.core import journal
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.db.engine import open_engine
from server.migrations.upgrade import upgrade
from server.notices.tables import notices
from server.recovery import queries
from server.recovery.tables import RECOVERIES, recovery_reports
from server.vault.tables import cash_transfers
from teller_app.sync.events import OutboxProblem, PendingChanged
from teller_app.sync.outbox_rows import OutboxRow, RowState
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.state import State
from tests.demo import bank as demo
from tests.faults.run import Run
from tests.faults.square import Square
from tests.journeys.town import EFUA, HAJARA, Town
from tests.journeys.workstation import WAIT_S, Workstation
from tests.support.forge import Forge, into
from tests.support.waiting import until

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LOST = 12
YAW = demo.STAFF[3].id


def ask(town: Town, question: object) -> object:
    engine = open_engine(town.settings.url)
    try:
        with engine.connect() as conn:
            return question(conn)  # type: ignore[operator]
    finally:
        engine.dispose()


def after_the_copy(town: Town, run: Run, copy: Path) -> tuple[Workstation, set[str]]:
    """A copy is taken in mid day; a dozen deposits follow, and then the server and its disk are gone."""
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    station.do(town.deposit(station, account), lease)
    engine = open_engine(town.settings.url)
    assert making.make(engine, copy, stamp(system_clock()), build.verify)[1] == []
    engine.dispose()
    deposits = [town.deposit(station, account) for _ in range(LOST)]
    for deposit in deposits:
        assert isinstance(station.do(deposit, lease), Executed)
    anchor, head = build.anchor_of(town.settings), ask(town, journal.read_head)
    until(lambda: anchor.read() is not None and anchor.read().seq >= head.seq)  # type: ignore[union-attr, attr-defined]
    assert town.server is not None
    town.server.kill()
    station.wait_state(State.OFFLINE)
    run.fault()
    run.did("ok", LOST)
    return station, {deposit.transaction for deposit in deposits}


def put_back(town: Town, copy: Path) -> None:
    file = Path(town.settings.url.removeprefix("sqlite:///"))
    for end in ("", "-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    engine = open_engine(town.settings.url)
    restoring.restore(copy, engine, stamp(system_clock()), build.verify, upgrade, queries.begin)
    engine.dispose()


def turned_away(town: Town) -> int:
    """How often the command door said no with a problem, by the server's own figures."""
    assert town.server is not None
    with urllib.request.urlopen(town.server.base_url + paths.METRICS, timeout=60) as answer:
        lines = answer.read().decode().splitlines()
    mine = [line for line in lines if line.startswith('coastal_http_requests_total{door="post_commands",status="4')]
    return sum(int(float(line.split()[-1])) for line in mine)


@ON_SQLITE
def test_f40_restored_and_everything_comes_again(town: Town, run: Run, tmp_path: Path) -> None:
    """The second workstation never comes: a manager goes on without it, and the first one's new work is taken then."""
    station, lost = after_the_copy(town, run, tmp_path / "b.backup")
    put_back(town, tmp_path / "b.backup")
    assert lost & set(town.booked()) == set()
    epoch = ask(town, lambda conn: journal.read_head(conn).epoch)
    town.serve()
    station.wait_state(State.ONLINE)
    until(lambda: lost <= set(town.booked()))
    assert sorted(set(town.booked())) == sorted(town.booked()), "none of it twice"
    until(lambda: reports(town) == 1)
    told = turned_away(town)
    waiting = station.submit(town.deposit(station, town.account(station)), station.lease(EFUA))
    until(lambda: turned_away(town) > told)
    assert waiting not in station.answers
    with build.bank(town.settings) as bank:
        waiver = WaiveReports(epoch=str(epoch), reason="flooded")
        header = system_header(new_id(), stamp(system_clock()))
        assert isinstance(bank.writer.execute_sync(header, waiver), Executed)
        assert queries.going_on(bank.writer.resident) is None
        assert set(bank.writer.resident.rows(RECOVERIES)) == {epoch}
    assert isinstance(station.settle(waiting), Executed)
    assert (town.count(), town.differences()) == (LOST + 2, [])
    run.figures["missing after resync"] = len(lost - set(town.booked()))


@ON_SQLITE
def test_f40_what_was_refused_is_not_done_after_all(town: Town, run: Run, tmp_path: Path) -> None:
    """The customer was under stop when the withdrawal was refused; the restored bank knows nothing of the stop."""
    copy = tmp_path / "b.backup"
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    station.do(town.deposit(station, account), lease)
    engine = open_engine(town.settings.url)
    assert making.make(engine, copy, stamp(system_clock()), build.verify)[1] == []
    engine.dispose()
    by_hand(town, FlagCustomer(customer=account.customer, flags=(Flag.STOP,), memo=""))
    refused = Withdraw(
        transaction=new_id(), account=account.account, amount=Money(200_00, "GHS"), cash=Cash(given={"20000": 1})
    )
    answer = station.do(refused, lease)
    assert isinstance(answer, Refused) and answer.problem.code is ErrorCode.CUSTOMER_STOPPED
    by_hand(town, FlagCustomer(customer=account.customer, flags=(), memo=""), SYSTEM_USER)
    lost = town.deposit(station, account)
    assert isinstance(station.do(lost, lease), Executed)
    assert town.server is not None
    town.server.kill()
    station.wait_state(State.OFFLINE)
    run.fault()
    run.did("ok", 2)
    put_back(town, copy)
    town.serve()
    station.wait_state(State.ONLINE)
    until(lambda: lost.transaction in town.booked())
    until(lambda: reports(town) == 1)
    assert (town.count(), town.count("withdraw"), town.differences()) == (2, 0, [])
    codes = ask(town, lambda conn: set(conn.execute(select(notices.c.code)).scalars()))  # type: ignore[attr-defined]
    assert "device_gap" not in codes, "what nobody sends again is no envelope that somebody took away"


def proven(station: Workstation, command_id: str) -> str:
    """Yaw types his password beside Hajara; "" or a code."""
    box: list[str] = []
    station.engine.prove_second(command_id, demo.PASSWORD, box.append)
    while not box:
        station._hear(time.monotonic() + WAIT_S)
    return box[0]


def answered(station: Workstation, command_id: str, kind: type) -> None:
    """Wait until it was answered so."""
    while not isinstance(station.answers.get(command_id), kind):
        station._hear(time.monotonic() + WAIT_S)


def held(station: Workstation, command_id: str) -> OutboxRow:
    """The row in the outbox, once it waits for a person."""
    while True:
        rows = (row for event in reversed(station.seen) if isinstance(event, PendingChanged) for row in event.rows)
        row = next((row for row in rows if row.command_id == command_id), None)
        if row is not None and row.state is RowState.HELD:
            return row
        station._hear(time.monotonic() + WAIT_S)


@ON_SQLITE
def test_f40_what_a_second_person_said_beside_is_asked_for_again_and_then_booked(
    town: Town, run: Run, tmp_path: Path
) -> None:
    """The restored bank has lost the yes and the proof with it; the workstation keeps the act until it is proven once more."""
    copy = tmp_path / "b.backup"
    town.serve()
    station = town.stations["one"][0]
    station.sign_in("hajara", demo.PASSWORD)
    engine = open_engine(town.settings.url)
    assert making.make(engine, copy, stamp(system_clock()), build.verify)[1] == []
    engine.dispose()
    sent = SendCash(transfer=new_id(), source=Place(where=Where.VAULT), target=Place(where=Where.BANK), currency="GHS",
                    pieces={"20000": 3}, second=YAW)  # fmt: skip
    assert isinstance(station.do(sent), Executed)
    yes = station.submit(SecondHere(second=YAW, act=ConfirmCash(transfer=sent.transfer)))
    for round_ in ("first", "restored"):
        answered(station, yes, NotTaken)
        answer = station.answers.pop(yes)
        assert isinstance(answer, NotTaken) and answer.code is ErrorCode.SECOND_NEEDED, round_
        if round_ == "restored":
            row = held(station, yes)
            assert (row.may_send_again, row.may_put_away) == (True, True)
            assert moved(town) == ["proposed"], "the sending came again, its yes did not"
            with build.bank(town.settings) as bank:
                waiver = WaiveReports(
                    epoch=str(ask(town, lambda conn: journal.read_head(conn).epoch)), reason="flooded"
                )
                assert isinstance(
                    bank.writer.execute_sync(system_header(new_id(), stamp(system_clock())), waiver), Executed
                )
        assert proven(station, yes) == ""
        answered(station, yes, Executed)
        assert moved(town) == ["sent"]
        if round_ == "first":
            assert town.server is not None
            town.server.kill()
            station.wait_state(State.OFFLINE)
            run.fault()
            run.did("ok")
            put_back(town, copy)
            town.serve()
            station.wait_state(State.ONLINE)
    assert town.differences() == []


def moved(town: Town) -> list[str]:
    """How the movements stand."""
    found: list[str] = ask(town, lambda conn: list(conn.scalars(select(cash_transfers.c.state))))  # type: ignore[assignment]
    return found


def by_hand(town: Town, command: Command, who: str = HAJARA) -> None:
    """A manager's command beside the running server, or the bank's own."""
    with build.bank(town.settings) as bank:
        demo.say(bank.writer, command, who)


@ON_SQLITE
@pytest.mark.parametrize("noticed", [True, False])
def test_f40_a_file_put_back_by_hand(town: Town, run: Run, tmp_path: Path, noticed: bool) -> None:
    """The anchor beside the keys knows better. Without it, the control, nobody sends again and the deposits are gone."""
    station, lost = after_the_copy(town, run, tmp_path / "b.backup")
    file = Path(town.settings.url.removeprefix("sqlite:///"))
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "b.backup", file)
    with sqlite3.connect(file) as conn:
        conn.execute("DROP TABLE coastal_backup")
        # What the bank had before it counted on the copy.
        conn.execute("UPDATE journal_head SET safe_seq = 0")
    conn.close()
    if not noticed:
        for anchor in Path(town.settings.key_dir).glob("head-*.json"):
            anchor.unlink()
    town.serve()
    if noticed:
        station.wait_state(State.ONLINE)
        until(lambda: lost <= set(town.booked()))
    else:
        said = station.wait_for(OutboxProblem)
        assert isinstance(said, OutboxProblem)
        assert said.code == LocalCode.PAST_CHANGED
    run.figures["missing after resync"] = len(lost - set(town.booked()))
    assert (lost <= set(town.booked())) is noticed
    assert town.differences() == []


def reports(town: Town) -> int:
    return int(ask(town, lambda conn: conn.scalar(select(func.count()).select_from(recovery_reports))) or 0)  # type: ignore[call-overload]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_f40_a_restore_that_is_killed_leaves_nothing_or_all(
    forge: Forge, square: Square, run: Run, request: pytest.FixtureRequest, kind: str
) -> None:
    """Whenever it dies. The control: one that lives leaves all."""
    copy = square.folder / "b.backup"
    engine = open_engine(square.settings.url)
    assert making.make(engine, copy, stamp(system_clock()), build.verify)[1] == []
    engine.dispose()
    cluster = request.getfixturevalue("postgres") if kind == "postgresql" else None
    for attempt in range(6):
        place = square.folder / f"again-{attempt}.db"
        url = cluster.create() if cluster else f"sqlite:///{place}"
        pid = forge.fork(into(square.folder / "log"), ["restore", str(copy), "--url", url], square.environment)
        lives = attempt == 5
        if not lives:
            time.sleep(run.chance.uniform(0.0, 0.3))
            os.kill(pid, signal.SIGKILL)
        status = forge.wait(pid, 30)
        run.fault(int(status == -signal.SIGKILL))
        target = open_engine(url) if cluster or place.exists() else None
        there = target is not None and bool(inspect(target).get_table_names())
        if there and target is not None:
            with target.connect() as conn:
                assert list(build.verify(conn)) == []
                assert journal.read_head(conn).epoch != square.look(journal.read_head).epoch
        if target is not None:
            target.dispose()
        if cluster:
            cluster.drop(url)
        assert there or not lives
        run.did("ok" if there else "failed")
