"""The database dies under crowds, again and again and each time otherwise, while two servers and the couriers before them live on.

After each round the couriers' outboxes are empty and the books are asked: nothing that was acknowledged is lost, nothing is doubled, verify
finds nothing, the journal is gapless. The cluster is told to answer commits before they are written, which the servers must overrule.
"""

import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg

from server.settings import Settings
from tests.faults.run import Run
from tests.faults.square import Square
from tests.faults.strikes import LAZY, Strikes
from tests.soak.crowds import TILLS, Throng
from tests.support.forge import Forge
from tests.support.postgres import Postgres
from tests.support.waiting import LONG_S, until

ROUND = 10
"""Deaths before the books are asked."""
LEAST = 2 * ROUND
WORKED = 24
"""Envelopes that were taken, between two deaths."""
CONTROL_DEATHS = 40
PATIENCE_S = 10 * LONG_S
"""Never the proof."""
SPOILT = "tests.faults.spoilt:"
CROWD = "tests.soak.crowds:from_the_first"
BOUNDS = "?options=-c%20statement_timeout%3D3s%20-c%20lock_timeout%3D1s"
SOON = SPOILT + "a_silent_database_is_lost_soon"
MIB, SMALL_MIB, FULL_S = 1 << 20, 400, 1.0
CONTROLS = {
    "acknowledged_before_it_is_written": Strikes.ended,
    "the_clusters_word_on_commits_counts": Strikes.killed,
}
"""What is left off, and what shows it."""


def run(deaths: int, seed: int) -> bool:
    """So many deaths in rounds, one round with a disk that fills up, and the controls, which must lose something."""
    with tempfile.TemporaryDirectory() as folder:
        good = _siege("collapses", Path(folder), deaths, seed, by_chance)
    with small_disk() as folder:
        if folder is None:
            print("  no small disk can be mounted here: none was filled up")
        else:
            good &= _siege("full disk", folder, ROUND, seed, lambda run, strikes: filled(strikes))
    return good and all(_control(patch, seed) for patch in CONTROLS)


def by_chance(run: Run, strikes: Strikes) -> str:
    """One death of the database; what it was."""
    chance, away = run.chance, run.chance.choice((0.0, 0.0, 1.0, 3.0))
    deaths: dict[str, Callable[[], None]] = {
        "stopped": lambda: strikes.stopped(away),
        "killed": lambda: strikes.killed(away_s=away),
        "first process killed": lambda: strikes.killed(alone=True, away_s=away),
        "backend killed": strikes.backend_killed,
        "ended while it writes": strikes.ended,
        "committed, not answered": strikes.in_doubt,
        "committed, stopped": lambda: strikes.in_doubt(crash=True),
        # For longer than the servers wait for it, or not.
        "frozen": lambda: strikes.frozen(chance.choice((0.2, 1.0, 6.0))),
        "frozen and killed": lambda: strikes.frozen(chance.choice((0.2, 6.0)), signal.SIGKILL),
    }
    name = chance.choice(sorted(deaths))
    deaths[name]()
    return name


def filled(strikes: Strikes) -> str:
    """The disk is full for a while; PostgreSQL may go down over it, and needs somebody who makes room and starts it."""
    balloon = strikes.cluster.folder / "balloon"
    with balloon.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(MIB))
    # Its log has room for some of its segments still: whoever fills them, too, hears of it.
    with suppress(psycopg.Error), psycopg.connect(strikes.url, autocommit=True) as conn:
        while True:
            conn.execute("SELECT pg_logical_emit_message(true, 'soak', repeat('x', 1000000))")
    time.sleep(FULL_S)
    balloon.unlink()
    strikes.cluster.revive()
    return "full"


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A file system of its own in memory, where this machine lets us."""
    with tempfile.TemporaryDirectory() as folder:
        size = ["-o", f"size={SMALL_MIB}m", "coastal-soak", folder]
        if subprocess.run(["mount", "-t", "tmpfs", *size], capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def _bank(folder: Path, patch: str) -> Iterator[tuple[Throng, Strikes]]:
    # As root PostgreSQL runs as a user of its own, who has to come by here.
    folder.chmod(0o711)
    cluster = Postgres(folder / "cluster")
    try:
        cluster.configure(max_wal_size="64MB", min_wal_size="32MB", **LAZY)
        url = cluster.create()
        plain = Settings(url=url, key_dir=str(folder / "keys"))
        square = Square(plain, folder, tills=TILLS).found()
        square.settings = Settings(url=url + BOUNDS, key_dir=plain.key_dir)
        with Forge() as forge, closing(Throng(forge, square, f"{CROWD},{SOON}{patch}")) as throng:
            yield throng, Strikes(cluster, url)
    finally:
        cluster.close()


def _siege(name: str, folder: Path, deaths: int, seed: int, strike: Callable[[Run, Strikes], str]) -> bool:
    run = Run(name, seed)
    good = True
    with _bank(folder, "") as (throng, strikes):
        for number in range(0, deaths, ROUND):
            throng.begin(seed + number)
            begun, slowest = time.monotonic(), (0.0, "")
            for _ in range(min(ROUND, deaths - number)):
                before = throng.moved
                until(lambda before=before: throng.moved >= before + WORKED, PATIENCE_S)  # type: ignore[misc]
                what = strike(run, strikes)
                run.fault()
                struck, before = time.monotonic(), throng.moved
                until(lambda before=before: throng.moved > before, PATIENCE_S)  # type: ignore[misc]
                slowest = max(slowest, (time.monotonic() - struck, what))
                run.figures[what] = int(str(run.figures.get(what, 0))) + 1
            late = throng.drained()
            whole, _ = throng.judged(run)
            good &= whole and not late
            print(f"  {name}: {run.faults} deaths, this round {time.monotonic() - begun:.0f} s, ", end="")
            print(f"the next was taken after {slowest[0]:.1f} s at most ({slowest[1]}) {late[:3] or ''}", flush=True)
    run.prove()
    return good


def _control(patch: str, seed: int) -> bool:
    """Whether something that was acknowledged is lost, as it must be."""
    run = Run(f"collapses {patch}", seed)
    with tempfile.TemporaryDirectory() as folder, _bank(Path(folder), f",{SPOILT}{patch}") as (throng, strikes):
        throng.begin(seed)
        for _ in range(CONTROL_DEATHS):
            before = throng.moved
            until(lambda before=before: throng.moved >= before + WORKED, PATIENCE_S)  # type: ignore[misc]
            CONTROLS[patch](strikes)
            run.fault()
            known = {mark for courier in throng.couriers for mark in tuple(courier.known.acknowledged)}
            lost = len(throng.square.ledger(known, known, set()).lost)
            if lost:
                break
        print(f"  {run.name}: {run.faults} deaths, {lost} acknowledged and lost", flush=True)
    return lost > 0
