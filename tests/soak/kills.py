"""Kills by the hundred under couriers' work, on one database; and the control runs, which must report the damage."""

import tempfile
import time
from pathlib import Path

from server.settings import Settings
from tests.faults.courier import Guard
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square
from tests.support.forge import Forge, ForgedServer
from tests.support.postgres import Postgres
from tests.support.proxy import Proxy

TOLD_EVERY = 100
CONTROL_KILLS = 20
CUT_SHARE = 0.3
STRIKES = {Guard.RENEW: "writer.after_commit", Guard.FORGET: "writer.before_commit"}
"""Where a control dies in the end, too: by chance alone it may have had no posting under way, on a crowded machine."""
WORKED = 2
"""Reads and transfers at least: a few kills on a crowded machine leave the couriers no time for any."""


def siege(name: str, url: str, folder: Path, kills: int, seed: int, guard: Guard = Guard.KEEP) -> tuple[Run, bool]:
    """The run, and whether the books came out whole."""
    run = Run(f"{name} {guard.value}", seed)
    square = Square(Settings(url=url, key_dir=str(folder / "keys")), folder).found()
    with Forge() as forge:
        server = ForgedServer(forge, url, log=folder / "server.log", env=square.environment)
        with Proxy(server.port) as proxy:
            besieged = Siege(run, square, server, guard, proxy)
            besieged.begin()
            begun = time.monotonic()
            for done in range(1, kills + 1):
                besieged.kill()
                if run.chance.random() < CUT_SHARE:
                    besieged.cut()
                if done % TOLD_EVERY == 0:
                    print(f"  {run.name}: {done} kills in {time.monotonic() - begun:.0f} s", flush=True)
            if guard in STRIKES:
                for _ in range(2):
                    besieged.kill(STRIKES[guard])
            besieged.until_worked(WORKED)
            known, verdict, ledger = besieged.end()
    run.figures |= {"kills": kills}
    run.prove()
    print(f"  {ledger.line}; reads {'all whole' if verdict.valid else verdict.first_error_type}; ", end="")
    print("damage " + str(ledger.damage) if ledger.damage else "the books are whole")
    for text in [*known.wrong[:3], *ledger.differences[:3]]:
        print(f"  {text}")
    moved = bool(known.acknowledged) and verdict.read_count > 1
    return run, moved and verdict.valid and not ledger.damage and not known.wrong


def on_sqlite(kills: int, seed: int, guard: Guard = Guard.KEEP) -> bool:
    """An embedded bank."""
    with tempfile.TemporaryDirectory() as folder:
        return siege("kills sqlite", f"sqlite:///{folder}/bank.db", Path(folder), kills, seed, guard)[1]


def on_postgres(kills: int, seed: int) -> bool:
    """A bank on a PostgreSQL of its own, fsync on."""
    cluster = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return siege("kills postgres", cluster.create(), Path(folder), kills, seed)[1]
    finally:
        cluster.close()


def controls(seed: int) -> bool:
    """Without the guard the damage must show: ids made anew are booked twice, receipts of what was not kept are lost."""
    whole = [guard.value for guard in (Guard.RENEW, Guard.FORGET) if on_sqlite(CONTROL_KILLS, seed, guard)]
    return not whole
