"""``make bench``: what is measured, side by side, never asserted. Prints the figures and writes bench-out/results.json.

python -m tests.bench [--quick]
"""

import argparse
import json
import os
import platform
import sqlite3
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.bench import importing, look, postings, settling, starting
from tests.support.postgres import Postgres, PostgresMissing

OUT = Path("bench-out")
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "msgspec", "psycopg", "uvicorn")


def on_postgres(folder: Path, each: int, runs: int) -> dict[str, Any]:
    """Postings a second on a PostgreSQL of our own with durable settings."""
    try:
        cluster = Postgres()
    except PostgresMissing as error:
        return {"skipped": str(error)}
    try:
        return postings.measure(cluster.create(), folder, each, runs)
    finally:
        cluster.close()


def measure(quick: bool, folder: Path) -> dict[str, Any]:
    """Everything, one after the other so that nothing disturbs what is measured."""
    each, runs = (20, 1) if quick else (100, 5)
    plan = {
        "look": lambda at: look.measure(40 if quick else 200),
        "start": lambda at: starting.measure(at, 3 if quick else 9),
        "key_to_settled": lambda at: settling.measure(at, 50 if quick else 300),
        "postings_sqlite": lambda at: postings.measure(f"sqlite:///{at}/bank.db", at, each, runs),
        "postings_postgresql": lambda at: on_postgres(at, each, runs),
        "import_sqlite": importing.measure,
    }
    found = {}
    for name, run in plan.items():
        at = folder / name
        at.mkdir()
        begun = time.perf_counter()
        found[name] = run(at)
        print(f"{name} ({time.perf_counter() - begun:.0f} s)", flush=True)
        for key, value in found[name].items():
            if not isinstance(value, list | dict):
                print(f"    {key:16} {value}")
        if name == "look":
            print(look.table(found[name]), flush=True)
    return found


def figures(found: dict[str, Any]) -> dict[str, Any]:
    """The few numbers that are compared from run to run; None where a part was skipped."""
    start, settled = found["start"], found["key_to_settled"]
    sqlite, postgres = found["postings_sqlite"], found["postings_postgresql"]
    return {
        "import_per_second": found["import_sqlite"].get("per_second"),
        "postings_per_second_sqlite": sqlite["per_second"],
        "postings_p50_ms_sqlite": sqlite["p50_ms"],
        "postings_p99_ms_sqlite": sqlite["p99_ms"],
        "postings_per_second_postgresql": postgres.get("per_second"),
        "postings_p50_ms_postgresql": postgres.get("p50_ms"),
        "postings_p99_ms_postgresql": postgres.get("p99_ms"),
        "key_to_settled_p50_ms": settled["p50_ms"],
        "key_to_settled_p99_ms": settled["p99_ms"],
        "start_s": start["app_s"],
        "start_over_bare_qt": start["ratio"],
        "app_mib": start["app_mib"],
        "server_mib": sqlite["server_mib"],
    }


def main() -> int:
    """Measure, print, write. Returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer runs, under a minute")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        found = measure(quick, Path(name))
    versions = {name: version(name) for name in PACKAGES}
    results = {
        "command": "python -m tests.bench" + (" --quick" if quick else ""),
        "tellers": postings.TELLERS,
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.system(),
            "processor": platform.machine(),
            "load_average": os.getloadavg() if hasattr(os, "getloadavg") else None,
        },
        "versions": versions | {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version},
        "figures": figures(found),
        "look": found.pop("look"),
        "runs": found,
    }
    OUT.mkdir(exist_ok=True)
    (OUT / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(f"written to {OUT}/results.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
