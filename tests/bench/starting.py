"""Start to a usable sign-in against a bare Qt window, in turns: both are processes of their own, timed from outside."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WINDOWS = {"bare": "tests.bench.window_bare", "app": "tests.bench.window_app"}


def one(module: str, folder: Path) -> tuple[float, float, dict[str, float]]:
    """Seconds until its window is painted and until it can be used, and what it says of itself."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    with process.stdout as pipe:
        pipe.readline()
        shown = time.perf_counter() - begun
        line = pipe.readline()
        took = time.perf_counter() - begun
    if process.wait(60) or not line:
        raise RuntimeError(f"{module} did not start")
    return shown, took, json.loads(line)


def measure(folder: Path, turns: int) -> dict[str, Any]:
    """Medians, their ratio, the memory of each. The first turn fills the caches and the profile, and does not count."""
    raw: dict[str, list[float]] = {name: [] for name in WINDOWS}
    shown: list[float] = []
    bare_shown: list[float] = []
    memory: dict[str, float] = {}
    for turn in range(turns + 1):
        for name, module in WINDOWS.items():
            first, took, said = one(module, folder / "profile")
            memory[name] = said["mib"]
            if turn:
                raw[name].append(round(took, 4))
            if turn:
                (shown if name == "app" else bare_shown).append(round(first, 4))
    app, bare = (statistics.median(raw[name]) for name in ("app", "bare"))
    return {
        "app_s": round(app, 3),
        "bare_qt_s": round(bare, 3),
        "ratio": round(app / bare, 2),
        "app_window_s": round(statistics.median(shown), 3),
        "window_ratio": round(statistics.median(shown) / statistics.median(bare_shown), 2),
        "app_mib": round(memory["app"]),
        "bare_qt_mib": round(memory["bare"]),
        "raw_s": raw | {"app_window": shown, "bare_window": bare_shown},
    }
