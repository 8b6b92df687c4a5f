"""``make bench``: what is measured, side by side, never asserted. Prints the figures and writes bench-out/results.json.

python -m tests.bench [--quick] [--only part,part]
"""

import argparse
import json
import os
import platform
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.bench import (
    deciding,
    fanning,
    growing,
    importing,
    look,
    moving,
    overload,
    peers,
    postings,
    serving,
    settling,
    starting,
    syncing,
    wrk,
)
from tests.support import bytecode
from tests.support.postgres import Postgres, PostgresMissing

OUT = Path("bench-out")
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "msgspec", "psycopg", "uvicorn", "uvloop", "websockets", "cryptography")
COMPARED = (
    "posting_pg_over_pgbench",
    "posting_pg_over_seed_shape",
    "outbox_pg_over_pgbench",
    "posting_sqlite_over_pg",
    "growth_balance",
    "growth_posting",
    "growth_statement",
    "fanout_over_bare",
    "socket_kib",
    "catch_up_10k_s",
    "first_sync_50k_s",
    "start_over_bare_qt",
)
"""The figures that are compared from run to run; None where a part was skipped or a peer is not installed."""
QUICK = ("postings", "growth", "fan_out", "syncing", "start")
"""The parts that say the compared figures: the quick form is made of them. ``--quick --only look`` is the short form of another."""
type Part = Callable[[Path], dict[str, Any]]


TABLES: dict[str, Callable[[dict[str, Any]], str]] = {"postings": postings.table, "look": look.table}


def on_cluster(run: Callable[[Postgres], dict[str, Any]]) -> dict[str, Any]:
    """A part on a PostgreSQL of its own with durable settings."""
    if wrk.missing():
        return {"skipped": wrk.missing()}
    try:
        cluster = Postgres()
    except PostgresMissing as error:
        return {"skipped": str(error)}
    try:
        return run(cluster)
    finally:
        cluster.close()


def plan(quick: bool) -> dict[str, Part]:
    """Name to what measures it in a folder of its own, in the order in which they run."""
    seconds, turns = (2, 1) if quick else (8, 5)
    many, missed = (2_000, 1_000) if quick else (50_000, 10_000)
    parts: dict[str, Part] = {
        "postings": lambda at: on_cluster(lambda cluster: postings.measure(cluster, at, seconds, turns)),
        "overload": lambda at: (
            {"skipped": wrk.missing()} if wrk.missing() else overload.measure(at, max(1, seconds // 2))
        ),
        "growth": lambda at: growing.measure(quick, at, 20 if quick else 300),
        "fan_out": lambda at: fanning.measure(at, 10 if quick else 100, 1_000, 0 if quick else 10_000),
        "syncing": lambda at: on_cluster(lambda cluster: syncing.measure(cluster, at, many, missed, seconds)),
        "start": lambda at: starting.measure(at, 3 if quick else 9),
        "serve": lambda at: on_cluster(lambda cluster: serving.measure(cluster, at, 2 if quick else 7)),
        "key_to_settled": lambda at: settling.measure(at, 30 if quick else 300),
        "two_desks": lambda at: deciding.measure(at, 3 if quick else 20),
        "console": lambda at: moving.measure(at, 4 if quick else 30),
        "look": lambda at: look.measure(20 if quick else 200),
    }
    return parts if quick else parts | {"import_sqlite": importing.measure}


def measure(parts: dict[str, Part], folder: Path, keep: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Everything, one after the other so that nothing disturbs what is measured. ``keep`` gets what is found so far.

    A part that fails says so in its place (``failed``), and the others go on.
    """
    found: dict[str, Any] = {}
    for name, run in parts.items():
        at = folder / name
        at.mkdir()
        begun = time.perf_counter()
        try:
            own = run(at)
        except Exception as error:
            traceback.print_exc()
            own = {"failed": f"{type(error).__name__}: {error}"[:500]}
        took = round(time.perf_counter() - begun, 1)
        found[name] = own | {"took_s": took, "load_average": os.getloadavg() if hasattr(os, "getloadavg") else None}
        print(f"{name} ({took:.0f} s)", flush=True)
        for key, value in found[name].items():
            if not isinstance(value, list | dict | tuple):
                print(f"    {key:28} {value}")
        if name in TABLES and "failed" not in own:
            print(TABLES[name](own), flush=True)
        keep(found)
    return found


def figures(found: dict[str, Any]) -> dict[str, Any]:
    """The compared ones."""
    booked, growth = found.get("postings", {}), found.get("growth", {})
    fan, sync = found.get("fan_out", {}), found.get("syncing", {})
    scaled = {
        "catch_up_10k_s": _scaled(sync.get("catch_up_s"), 10_000, sync.get("missed")),
        "first_sync_50k_s": _scaled(sync.get("first_sync_s"), 50_000, sync.get("customers")),
    }
    made = {
        **postings.ratios(booked),
        **{name: growth.get(name) for name in COMPARED if name.startswith("growth_")},
        "fanout_over_bare": fan.get("ratio"),
        "socket_kib": fan.get("socket_kib"),
        **scaled,
        "start_over_bare_qt": found.get("start", {}).get("ratio"),
    }
    return {name: made.get(name) for name in COMPARED}


def _scaled(seconds: float | None, meant: int, done: int | None) -> float | None:
    """A quick run has fewer of them; a full one has as many as are meant."""
    return round(seconds * meant / done, 2) if seconds and done else None


def main() -> int:
    """Measure, print, write. Returns the exit status."""
    bytecode.keep()
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs, about a minute")
    parser.add_argument("--only", default="", help="these parts only, divided by commas")
    given = parser.parse_args()
    parts = plan(given.quick)
    named = given.only.split(",") if given.only else QUICK if given.quick else tuple(parts)
    if unknown := set(named) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    chosen = {name: parts[name] for name in named}
    command = ["python -m tests.bench", *(["--quick"] if given.quick else [])]
    command += [f"--only {given.only}"] if given.only else []
    about = {
        "command": " ".join(command),
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "processor": platform.machine()},
        "versions": {name: version(name) for name in PACKAGES} | peers.versions() | {"sqlite": sqlite3.sqlite_version},
    }
    begun = time.perf_counter()

    def keep(found: dict[str, Any]) -> None:
        spent = {"took_s": round(time.perf_counter() - begun), "figures": figures(found)}
        runs = {name: own for name, own in found.items() if name != "look"}
        write(about | spent | {"look": found.get("look"), "runs": runs})

    with tempfile.TemporaryDirectory() as name:
        # PostgreSQL runs as another user where this one is root, and must be able to reach its folder.
        Path(name).chmod(0o755)
        found = measure(chosen, Path(name), keep)
    print(json.dumps(figures(found), indent=1))
    print(f"written to {OUT}/results.json after {time.perf_counter() - begun:.0f} s")
    failed = {name: own["failed"] for name, own in found.items() if "failed" in own}
    for name, why in failed.items():
        print(f"FAILED {name}: {why}")
    return 1 if failed else 0


def write(results: dict[str, Any]) -> None:
    """After each part, so that a run that is cut off leaves what it has."""
    OUT.mkdir(exist_ok=True)
    (OUT / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
