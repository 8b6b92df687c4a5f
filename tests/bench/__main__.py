"""``make bench``: import rate, key to settled, start against a bare Qt window in turns, memory. Writes bench-out/results.json."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import psutil

from server import build
from server.imports import runner
from server.settings import Settings
from tests import czech_bank
from tests.demo import bank as demo
from tests.journeys.conftest import CUSTOMERS, prepare
from tests.journeys.town import Town
from tests.soak.__main__ import start

OUT = Path("bench-out")
CZECH = Path(__file__).parents[2].parent / "shared" / "data" / "czech_bank"
BARE = "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); w = QWidget(); w.show(); a.processEvents()"
APP = (
    "import sys; from pathlib import Path; from teller_app.build import App, qt_application; from teller_app.settings import Settings; "
    "a = qt_application([]); p = App(Settings(profile=Path(sys.argv[1])), lambda: None); p.window.show(); a.processEvents(); "
    "import os; os._exit(0)"
)


def import_rate(folder: Path) -> dict[str, Any]:
    """The Czech bank's 1993 into SQLite."""
    if not CZECH.is_dir():
        return {"said": "the shared records of the Czech bank are not here"}
    czech_bank.convert(CZECH, folder / "cz")
    settings = Settings(url=f"sqlite:///{folder}/import.db", key_dir=str(folder / "import-keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        demo.fill(bank.writer, {}, date(2026, 11, 24))
        begun = time.perf_counter()
        report = runner.run(folder / "cz", demo.BRANCH, bank.engine, bank.writer, lambda file, done, total: None)
        took = time.perf_counter() - begun
    return {
        "transactions": report.rows["transactions.csv"],
        "seconds": round(took, 2),
        "per_second": round(report.rows["transactions.csv"] / took),
    }


def key_to_settled(folder: Path, times: int) -> dict[str, Any]:
    """Submit to settled on localhost through the real engine and server, one after the other; memory of the server."""
    town = Town(
        settings=Settings(url=f"sqlite:///{folder}/town.db", key_dir=str(folder / "keys")),
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
    raw = []
    for _ in range(times):
        begun = time.perf_counter()
        station.do(town.deposit(station, account), lease)
        raw.append((time.perf_counter() - begun) * 1000)
    assert town.server is not None
    server_mib = psutil.Process(town.server.pid).memory_info().rss / 2**20
    town.close()
    town.server.close()
    ordered = sorted(raw)
    return {
        "median_ms": round(statistics.median(raw), 1),
        "p95_ms": round(ordered[int(times * 0.95)], 1),
        "raw": raw,
        "server_mib": round(server_mib),
    }


def starts(folder: Path, turns: int) -> dict[str, Any]:
    """Process start to the first painted window, the app and a bare Qt window in turns."""
    raw: dict[str, list[float]] = {"app": [], "bare": []}
    for turn in range(turns):
        for name, code in (("bare", BARE), ("app", APP)):
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", code, str(folder / f"profile{turn}")], check=True, capture_output=True
            )
            raw[name].append(time.perf_counter() - begun)
    ratio = statistics.median(raw["app"]) / statistics.median(raw["bare"])
    return {"start_over_bare_qt": round(ratio, 2), "raw": raw}


def main() -> int:
    """Measure, print, write. Returns the exit status."""
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {
            "import": import_rate(folder),
            "key_to_settled": key_to_settled(folder, 50 if quick else 200),
            "start": starts(folder, 3 if quick else 7),
        }
    memory = psutil.Process().memory_info().rss / 2**20
    results = {
        "command": "python -m tests.bench" + (" --quick" if quick else ""),
        "versions": {"python": platform.python_version(), "machine": f"{os.cpu_count()} cores"},
        "figures": {
            "import_per_second": found["import"].get("per_second"),
            "key_to_settled_ms": found["key_to_settled"]["median_ms"],
            "start_over_bare_qt": found["start"]["start_over_bare_qt"],
            "server_mib": found["key_to_settled"]["server_mib"],
            "bench_process_mib": round(memory),
        },
        "raw": found,
    }
    OUT.mkdir(exist_ok=True)
    (OUT / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    for key, value in results["figures"].items():  # type: ignore[attr-defined]
        print(f"{key:24} {value}")
    print(f"written to {OUT}/results.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
