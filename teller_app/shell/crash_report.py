"""After a crash or an uncaught exception: the report that the next start offers.

In the profile's ``log`` folder::

    crash.log    what faulthandler writes while the process dies; empty otherwise
    mishap       is there when an exception was caught by nobody
    trail.log    see trail.py
    report.txt   waits to be offered; report.last.txt was offered
"""

import contextlib
import getpass
import logging
import platform
import re
import sys
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from teller_app.shell.scrub import scrub
from teller_app.shell.trail import TrailFormatter, place

CRASH, MISHAP, TRAIL, REPORT, OFFERED = "crash.log", "mishap", "trail.log", "report.txt", "report.last.txt"
TRAIL_BYTES_MAX = 200_000
CRASH_BYTES_MAX = 40_000
LINES_MAX = 200
_FRAME = re.compile(r'File "([^"]+)"')


def trail_handler(folder: Path) -> logging.Handler:
    """The handler that writes the trail."""
    handler = RotatingFileHandler(folder / TRAIL, maxBytes=TRAIL_BYTES_MAX, backupCount=1, encoding="utf-8")
    handler.setFormatter(TrailFormatter())
    return handler


class CrashReport:
    """The report of this profile. ``gather`` before anything of this run is written; ``known`` words are struck out.

    A disk that refuses costs the report, never the start.
    """

    def __init__(self, folder: Path, version: str, known: Iterable[str] = ()) -> None:
        self._folder = folder
        self._version = version
        self._known = (*known, *_of_this_machine())

    def gather(self) -> None:
        """Where the last run ended badly, make its report and put its traces away."""
        with contextlib.suppress(OSError):
            crash = self._tail(CRASH, CRASH_BYTES_MAX)
            if crash.strip() or (self._folder / MISHAP).exists():
                self._write(crash)
                (self._folder / CRASH).unlink(missing_ok=True)
                (self._folder / MISHAP).unlink(missing_ok=True)

    def mark(self) -> None:
        """An exception was caught by nobody."""
        with contextlib.suppress(OSError):
            (self._folder / MISHAP).touch(mode=0o600)

    def waiting(self) -> str:
        """The report that nobody was offered yet, or an empty text."""
        with contextlib.suppress(OSError):
            return (self._folder / REPORT).read_text(encoding="utf-8")
        return ""

    def offered(self) -> None:
        """It was; it stays on the disk under another name until the next one."""
        with contextlib.suppress(OSError):
            (self._folder / REPORT).replace(self._folder / OFFERED)

    def _write(self, crash: str) -> None:
        head = [
            f"coastal-teller={self._version}",
            f"python={platform.python_version()}",
            f"system={platform.system()}-{platform.release()}-{platform.machine()}",
            f"frozen={bool(getattr(sys, 'frozen', False))}",
        ]
        frames = _FRAME.sub(lambda found: f'File "{place(found[1])}"', crash).strip()
        trail = self._tail(TRAIL, TRAIL_BYTES_MAX).splitlines()[-LINES_MAX:]
        told = scrub("\n".join(["[crash]", frames, "[trail]", *trail]), self._known)
        path = self._folder / REPORT
        path.touch(mode=0o600)
        path.write_text("\n".join([*head, told, ""]), encoding="utf-8")

    def _tail(self, name: str, bytes_max: int) -> str:
        path = self._folder / name
        if not path.exists():
            return ""
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - bytes_max))
            return file.read().decode("utf-8", "replace")


def _of_this_machine() -> Iterable[str]:
    """What this machine and its user are called."""
    yield platform.node()
    # Without an entry in the system's list of users there is no name to hide.
    with contextlib.suppress(OSError, KeyError, ImportError):
        yield getpass.getuser()
