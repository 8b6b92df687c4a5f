"""Jepsen's bank for as long as asked: kills and cuts under couriers' transfers and reads, on both databases."""

import tempfile
import time
from pathlib import Path

from server.settings import Settings
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.proxy import Proxy

TILLS = 20
READS_MIN, MOVES_MIN = 50, 50


def besieged(name: str, url: str, folder: Path, seconds: float, seed: int) -> bool:
    """Twenty workers, eight accounts, a hundred pesewas."""
    run = Run(f"bank {name}", seed)
    square = Square(Settings(url=url, key_dir=str(folder / "keys")), folder, tills=TILLS).found()
    with Forge() as forge:
        server = ForgedServer(forge, url, log=folder / "server.log", env=square.environment)
        with Proxy(server.port) as proxy:
            siege = Siege(run, square, server, proxy=proxy)
            siege.begin()
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                time.sleep(run.chance.uniform(0.5, 3.0))
                siege.kill() if run.chance.random() < 0.5 else siege.cut()
            known, verdict, ledger = siege.end()
    run.prove()
    print(f"  {verdict}; {ledger.line}; {ledger.damage or 'the books are whole'}; {known.wrong[:3]}")
    enough = verdict.read_count >= READS_MIN and len(known.acknowledged) >= MOVES_MIN
    return verdict.valid and enough and not ledger.damage and not known.wrong


def run(seconds: float, seed: int) -> bool:
    """Half of the time on each database."""
    cluster = Postgres()
    try:
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            file = besieged("sqlite", f"sqlite:///{one}/bank.db", Path(one), seconds / 2, seed)
            return besieged("postgres", cluster.create(), Path(two), seconds / 2, seed) and file
    finally:
        cluster.close()
