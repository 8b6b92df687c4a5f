"""The server as a real process: started, awaited, killed without warning, started again on the same port."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from pathlib import Path

from contract.paths import READY
from server.api.logs import FLUSH_S
from tests.support.ports import LOCALHOST, free_port

ROOT = Path(__file__).resolve().parents[2]
READY_S = 90
TESTS_OWN = frozenset({"COASTAL_CRASH", "COASTAL_WS_SCALE", "COASTAL_SEED", "COASTAL_LAWS", "COASTAL_RACES"})
"""What tells tests how much to do: a server knows no such settings and would not start."""
STOP_S = 60
LATE_S = 2 * FLUSH_S
LINES_KEPT = 5_000
CRASHED = 137
"""How a process ends that died at an armed crash point (server/core/crash.py)."""


def inherited() -> dict[str, str]:
    """This process's environment as a server may have it."""
    return {name: value for name, value in os.environ.items() if name not in TESTS_OWN}


class ServerDied(Exception):
    """The server ended before it was ready. The message holds its last lines."""


def ready_at(base_url: str) -> bool:
    """Whether a server there says that it is ready."""
    try:
        with urllib.request.urlopen(base_url + READY, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class ServerProcess:
    """``python -m server serve`` on a database URL. ``start`` returns when it is ready; ``lines`` is what it wrote.

    ``env`` is added to the environment at every start; ``arm`` sets a crash point for the next start only. With ``log``
    it writes to that file, as a service does, and ``lines`` stays empty.
    """

    def __init__(
        self, url: str, *, port: int | None = None, env: dict[str, str] | None = None, log: Path | None = None
    ) -> None:
        self.database_url = url
        self.port = free_port() if port is None else port
        self.lines: deque[str] = deque(maxlen=LINES_KEPT)
        self._env = dict(env or {})
        self._log = log
        self._armed = ""
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://{LOCALHOST}:{self.port}"

    @property
    def pid(self) -> int:
        """Its process id. Raises RuntimeError when it was never started."""
        return self._running().pid

    @property
    def text(self) -> str:
        """Everything it has written that is still kept, the lines of requests until now included."""
        if self._process is not None and self._process.poll() is None:
            # A running server writes those a quarter of a second late.
            time.sleep(LATE_S)
        return "".join(self.lines)

    def arm(self, point: str) -> None:
        """Let the next start die at ``point`` (``name`` or ``name:N`` for the Nth passing)."""
        self._armed = point

    def start(self, *, wait: bool = True) -> "ServerProcess":
        """Start it on its port. Raises ServerDied, or TimeoutError when it is not ready within READY_S."""
        env = {**inherited(), "PYTHONUNBUFFERED": "1", **self._env}
        if self._armed:
            env["COASTAL_CRASH"], self._armed = self._armed, ""
        command = [sys.executable, "-m", "server", "serve", "--url", self.database_url, "--port", str(self.port)]
        out = self._log.open("ab") if self._log else subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, text=True)
        if self._log is None:
            self._reader = threading.Thread(target=self._collect, name="coastal-test-log", daemon=True)
            self._reader.start()
        if wait:
            self.wait_ready()
        return self

    def wait_ready(self, timeout_s: float = READY_S) -> None:
        """Return when ``/health/ready`` answers 200."""
        deadline = time.monotonic() + timeout_s
        while not self.is_ready():
            if self._running().poll() is not None:
                raise ServerDied(f"ended with {self.wait_exit()}:\n{self.text[-4000:]}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"not ready after {timeout_s} s:\n{self.text[-4000:]}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """Whether it says so now."""
        return ready_at(self.base_url)

    def kill(self) -> None:
        """kill -9, as the power does it."""
        self._running().kill()
        self.wait_exit()

    def stop(self) -> int:
        """SIGTERM, wait for it to drain; its exit status."""
        if self._running().poll() is None:
            self._running().send_signal(signal.SIGTERM)
        return self.wait_exit()

    def wait_exit(self, timeout_s: float = STOP_S) -> int:
        """Its exit status, once it ended by itself (``CRASHED`` at an armed point). Raises subprocess.TimeoutExpired."""
        status = self._running().wait(timeout_s)
        if self._reader:
            self._reader.join(STOP_S)
        return status

    def restart(self) -> "ServerProcess":
        """Start again on the same port and database, after ``kill``, ``stop`` or a crash."""
        return self.start()

    def close(self) -> None:
        """End it whatever its state."""
        if self._process and self._process.poll() is None:
            self.kill()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process

    def _collect(self) -> None:
        pipe = self._running().stdout
        if pipe is not None:
            with pipe:
                self.lines.extend(pipe)


def started(url: str, *, port: int | None = None, env: dict[str, str] | None = None, arm: str = "") -> ServerProcess:
    """What the fixture of the tests does, for whoever ends the process themselves."""
    process = ServerProcess(url, port=port, env=env)
    process.arm(arm)
    return process.start()
