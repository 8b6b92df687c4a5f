"""``make soak``: a bank under kills and cuts for as long as it takes. Lost and doubled must both be zero, and the control runs must not.

python -m tests.soak [--kills 1000] [--seed 1] [--share 0.1] [--only bank sqlite ...]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak import asking, bank, collapses, crowds, deciding, kills, long, workstation

POSTGRES_SHARE = 5
"""One kill in so many is PostgreSQL's."""
WORKSTATION_KILLS = 20
COLLAPSE_SHARE = 0.1
"""Of the kills, as deaths of the database, which takes a second or two to be back."""


def parts(count: int, seed: int, share: float) -> dict[str, Callable[[], bool]]:
    """Name to run; each says whether it came out as it must. ``share`` shortens what is measured in minutes and thousands."""
    shared = count // POSTGRES_SHARE

    def with_app() -> bool:
        with tempfile.TemporaryDirectory() as folder:
            return workstation.run(min(count, WORKSTATION_KILLS), seed, Path(folder)) == 0

    return {
        "control": lambda: kills.controls(seed),
        "workstation": with_app,
        "clients": lambda: long.clients(max(2, int(200 * share)), seed),
        "bank": lambda: bank.run(max(20.0, 600 * share), seed),
        "sockets": lambda: long.sockets(max(200, int(10_000 * share)), max(20.0, 300 * share), seed),
        "requests": lambda: asking.run(max(80_000, int(1_000_000 * share)), seed),
        "decisions": lambda: deciding.run(max(20, int(1_000 * share))),
        "sqlite": lambda: kills.on_sqlite(count - shared, seed),
        "postgres": lambda: kills.on_postgres(shared, seed),
        "crowds": lambda: crowds.run(shared, seed),
        "collapses": lambda: collapses.run(max(collapses.LEAST, int(count * COLLAPSE_SHARE)), seed),
    }


def main() -> int:
    """Parse and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1_000, help="of the server, over both databases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the minutes and thousands of the other parts")
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    bad, known = [], parts(given.kills, given.seed, given.share)
    if unknown := set(given.only) - set(known):
        # Nothing that ran would look like nothing that went wrong.
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name, run in known.items():
        if given.only and name not in given.only:
            continue
        begun = time.monotonic()
        good = run()
        print(f"soak: {name} {'ok' if good else 'FAILED'} ({time.monotonic() - begun:.0f} s)", flush=True)
        bad += [] if good else [name]
    print("soak: all good" if not bad else f"soak: FAILED: {', '.join(bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
