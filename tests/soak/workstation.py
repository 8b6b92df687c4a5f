"""The app's own engine, its outbox and its replica while the server dies at named places under its deposits."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

from contract.feed import Executed
from contract.ledger import Posted
from server.settings import Settings
from teller_app.sync.state import State
from tests.demo import bank as demo
from tests.journeys.conftest import CUSTOMERS
from tests.journeys.town import Town
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess

POINTS = ("writer.before_commit", "writer.after_commit")
DEPOSITS = 5


def start(url: str, *, port: int | None = None, env: dict[str, str] | None = None, arm: str = "") -> ServerProcess:
    """What the fixture of the tests does."""
    process = ServerProcess(url, port=port, env=env)
    process.arm(arm)
    return process.start()


def run(kills: int, seed: int, folder: Path) -> int:
    """Returns the exit status."""
    chance = random.Random(seed)
    town = Town(
        settings=Settings(url=f"sqlite:///{folder}/bank.db", key_dir=str(folder / "keys")),
        folder=folder,
        start_server=start,
    )
    station, _ = town.station("one")
    town.station("two")
    devices = {name: (made.device, made.key) for name, (_, made) in town.stations.items()}
    demo.make(town.settings, prepare, devices, folder / "csv", date(2026, 11, 24), CUSTOMERS)
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    acknowledged: list[str] = []
    sent_ids: set[str] = set()
    for _ in range(kills):
        assert town.server is not None
        town.server.kill()
        station.wait_state(State.OFFLINE)
        town.serve(arm=chance.choice(POINTS))
        station.wait_state(State.ONLINE)
        deposits = [town.deposit(station, account, offline=True) for _ in range(DEPOSITS)]
        sent_ids |= {deposit.transaction for deposit in deposits}
        sent = [station.submit(deposit, lease, 20_000_00) for deposit in deposits]
        if town.server.wait_exit() != 137:
            raise SystemExit("the armed server did not die")
        town.serve()
        answers = [station.settle(command) for command in sent]
        acknowledged += [
            answer.result.transaction
            for answer in answers
            if isinstance(answer, Executed) and isinstance(answer.result, Posted)
        ]
    booked, differences = town.booked(), town.differences()
    town.close()
    if town.server is not None:
        town.server.close()
    lost, strange = set(acknowledged) - set(booked), set(booked) - sent_ids
    doubled = [key for key, times in Counter(booked).items() if times > 1]
    print(
        f"seed {seed}, {kills} kills at {', '.join(POINTS)}, {len(sent_ids)} deposits, {len(acknowledged)} acknowledged"
    )
    print(f"lost {len(lost)}, doubled {len(doubled)}, booked that nobody sent {len(strange)}")
    print("verify:", "; ".join(differences) or "the books are whole")
    return 1 if lost or doubled or strange or differences or len(acknowledged) < len(sent_ids) else 0
