"""F08 and F11 packet by packet: a real server and its workstations on hosts of their own, and the cable between them loses, doubles, reorders."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.feed import Executed
from server.settings import Settings
from teller_app.sync.state import State
from tests.demo import bank as demo
from tests.faults.courier import Guard
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square
from tests.journeys.conftest import CUSTOMERS, TODAY
from tests.journeys.town import Town
from tests.journeys.workstation import Workstation
from tests.support.forge import Forge, ForgedServer
from tests.support.packets import Cable, missing
from tests.support.prepared import prepare
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
LOSS, OVERTAKEN = 0.15, 0.2
LOST_ANSWERS = 0.3
PATIENCE_S = 1.0
FAULTS = 40
"""Of each kind, at least."""
DEPOSITS = 6


@pytest.fixture
def cable(run: Run) -> Iterator[Cable]:
    """Whole for now. The test stands at the workstations' end."""
    with Cable(run.seed) as made, made.at_client():
        yield made


@pytest.fixture
def far_forge(cable: Cable) -> Iterator[Forge]:
    """Servers at the other end."""
    with cable.at_server():
        made = Forge()
    yield made
    made.close()


def spoil(cable: Cable) -> None:
    cable.loss, cable.twice, cable.overtaken = LOSS, LOSS, OVERTAKEN


def mend(cable: Cable, run: Run) -> None:
    cable.loss = cable.twice = cable.overtaken = cable.lost_answers = 0.0
    run.fault(cable.counts["lost"] + cable.counts["doubled"] + cable.counts["overtaken"])
    run.figures |= {"packets": dict(cable.counts)}


@pytest.mark.parametrize(("guard", "damage"), [(Guard.KEEP, set()), (Guard.RENEW, {"doubled"})])
def test_f08_f11_packets_are_lost_doubled_and_overtaken(
    cable: Cable, far_forge: Forge, sqlite_url: str, tmp_path: Path, run: Run, guard: Guard, damage: set[str]
) -> None:
    """Most of all on the way back, and couriers ask again after a second. Under a new id, the control, it is booked twice."""
    square = Square(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path).found()
    with cable.at_server():
        server = ForgedServer(far_forge, square.settings.url, log=tmp_path / "log", env=square.environment)
    siege = Siege(run, square, server, guard, patience_s=PATIENCE_S)
    try:
        siege.begin()
        siege.until_worked(1)
        spoil(cable)
        cable.lost_answers = LOST_ANSWERS
        until(lambda: min(cable.counts[kind] for kind in ("lost", "doubled", "overtaken")) >= FAULTS)
        until(lambda: siege.doubled() if damage else siege.held_up())
        mend(cable, run)
        known, verdict, ledger = siege.end()
    finally:
        siege.close()
    assert known.retries > 0
    assert set(ledger.damage) - {"refused but booked"} == damage
    assert verdict.valid


def test_f11_a_workstations_deposits_arrive_once(
    cable: Cable, far_forge: Forge, sqlite_url: str, tmp_path: Path, run: Run
) -> None:
    """The app's own engine signs in, follows the feed and posts through it. On the whole cable before, the control, nothing is lost."""

    def serve(url: str, *, port: int, env: dict[str, str], arm: str) -> ForgedServer:
        return ForgedServer(far_forge, url, log=tmp_path / "log", port=port, env=env).start()

    with cable.at_server():
        town = Town(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path, serve)
    station = Workstation(f"http://127.0.0.1:{town.port}", town.profile("one"))
    try:
        ready = station.start()
        town.stations["one"] = station, ready
        demo.make(town.settings, prepare, {"WS-1": (ready.device, ready.key)}, tmp_path / "csv", TODAY, CUSTOMERS)
        town.serve()
        station, lease = town.at_work()
        account = town.account(station)
        assert isinstance(station.do(town.deposit(station, account), lease), Executed)
        assert cable.counts["lost"] == 0
        spoil(cable)
        sent = [station.submit(town.deposit(station, account, offline=True), lease, 20_000_00) for _ in range(DEPOSITS)]
        assert all(isinstance(station.settle(command), Executed) for command in sent)
        run.did("ok", len(sent))
        mend(cable, run)
        station.engine.hurry()
        station.wait_state(State.ONLINE)
        assert (town.count(), town.differences()) == (DEPOSITS + 1, [])
    finally:
        town.close()
        if town.server is not None:
            town.server.close()
