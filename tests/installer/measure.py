"""Size and start of what was built, into dist/report.json: ``python -m tests.installer.measure``.

A start is a process under a real X server, timed from outside until its log says that the window is painted. The first
one, with an empty profile and cold caches of its own, is told apart. The same from source stands beside it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.installer.places import DIST, FOLDER, PROGRAM, REPORT
from tests.support.code import ROOT
from tests.support.ports import free_port

TURNS = 5
GIVE_UP_S = 60.0
PAINTED = "the window is painted"
MIB = 1024 * 1024


@contextmanager
def screen() -> Iterator[str]:
    """An X server of its own; the display's name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield ":" + pipe.readline().strip()
    finally:
        server.terminate()
        server.wait(10)


def start(command: Sequence[str], display: str, profile: Path) -> tuple[float, int]:
    """Seconds until its window is painted, and its memory then (KiB of resident pages)."""
    log = profile / "log" / "teller.log"
    before = log.read_text().count(PAINTED) if log.exists() else 0
    env = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    options = ["--profile", str(profile), "--server-url", f"http://127.0.0.1:{free_port()}", "--theme", "dark"]
    begun = time.perf_counter()
    app = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        while not log.exists() or log.read_text().count(PAINTED) == before:
            if app.poll() is not None or time.perf_counter() - begun > GIVE_UP_S:
                raise RuntimeError(f"{command[0]} showed no window: {app.poll()}")
            time.sleep(0.005)
        took = time.perf_counter() - begun
        resident = int(Path(f"/proc/{app.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
    finally:
        app.terminate()
        app.wait(20)
    return took, resident


def starts(command: Sequence[str], display: str) -> dict[str, Any]:
    """The first start and the median of those that follow."""
    with tempfile.TemporaryDirectory(prefix="coastal-start-") as folder:
        first, _ = start(command, display, Path(folder) / "profile")
        more = [start(command, display, Path(folder) / "profile") for _ in range(TURNS)]
    return {
        "first_s": round(first, 2),
        "painted_s": round(statistics.median(took for took, _ in more), 2),
        "raw_s": [round(took, 3) for took, _ in more],
        "resident_mib": round(statistics.median(resident for _, resident in more) / 1024),
    }


def size_of(folder: Path) -> int:
    """Bytes of all files; a link counts as nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> int:
    """Measure, write, say."""
    with screen() as display:
        built = starts([str(PROGRAM)], display)
        source = starts([sys.executable, "-m", "teller_app"], display)
    (package,) = DIST.glob("*.deb")
    report = {
        "folder_mib": round(size_of(FOLDER) / MIB, 1),
        "files": sum(path.is_file() for path in FOLDER.rglob("*")),
        "deb_mib": round(package.stat().st_size / MIB, 1),
        "start": built,
        "start_from_source": source,
    }
    REPORT.write_text(json.dumps(report, indent=2) + "\n")
    print(f"folder {report['folder_mib']} MiB, {package.name} {report['deb_mib']} MiB")
    for name, found in (("built", built), ("from source", source)):
        print(
            f"window painted, {name}: {found['painted_s']} s (first start {found['first_s']} s), {found['resident_mib']} MiB"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
