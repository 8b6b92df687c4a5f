"""Server processes by the thousand: one process imports the server once and forks each from itself (Linux and macOS).

A start by ``python -m server`` spends most of its second on imports. A fork is a process of its own all the same: its memory is gone with
kill -9, its locks and connections with it, and it opens the database as any other does. What is forged is another module's to say:
``tests/journeys/window_forge.py`` makes windows.

::

    with Forge() as forge:
        server = ForgedServer(forge, url, env={"COASTAL_KEY_DIR": keys}).start()
        server.kill()
"""

import contextlib
import gc
import importlib
import io
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.ports import free_port
from tests.support.processes import LATE_S, READY_S, ROOT, STOP_S, ServerDied, ServerProcess, inherited, ready_at

TICK_S = 0.005
SERVERS = "tests.support.forge"
Ends = tuple[str, str, str]
"""Files (or ``/proc`` names of somebody's pipes) that become input, output and errors of what is forged."""
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def into(log: Path) -> Ends:
    """No input, all words into one file."""
    return os.devnull, str(log), str(log)


class Forge:
    """The process that forks. One line of JSON asks, one answers. ``trade`` is the module that it runs, see ``work``."""

    def __init__(self, trade: str = SERVERS) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", trade],
            cwd=ROOT,
            env=inherited(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> "Forge":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fork(self, ends: Ends, *given: object) -> int:
        """Start one of its trade with what that asks for; its process id. The ends are open by then."""
        return int(self._ask(["fork", ends, *given]))

    def wait(self, pid: int, timeout_s: float) -> int | None:
        """Its exit status (minus the signal's number where a signal ended it), None while it runs."""
        status = self._ask(["wait", pid, timeout_s])
        return None if status is None else int(status)

    def close(self) -> None:
        """End it; its children end with it."""
        with self._lock:
            if self._process.stdin is not None and self._process.poll() is None:
                self._process.stdin.close()
                self._process.wait(STOP_S)
            if self._process.stdout is not None:
                self._process.stdout.close()

    def _ask(self, question: list[Any]) -> Any:
        with self._lock:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())


class ForgedServer:
    """Like ``ServerProcess``, forked. ``env`` counts at every start, ``arm`` sets a crash point for the next start only.

    ``patch`` names functions (``module:name``, with commas) that spoil the server before it starts: a control run without a guard.
    """

    def __init__(
        self,
        forge: Forge,
        url: str,
        *,
        log: Path,
        port: int | None = None,
        env: dict[str, str] | None = None,
        patch: str = "",
    ) -> None:
        self.database_url = url
        self.port = free_port() if port is None else port
        self.pid = 0
        self._forge = forge
        self._log = log
        self._env = dict(env or {})
        self._patch = patch
        self._armed = ""

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def text(self) -> str:
        """What it and its forerunners wrote, the lines of requests until now included."""
        if self.alive():
            # A running server writes those a quarter of a second late.
            time.sleep(LATE_S)
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def arm(self, point: str) -> None:
        """Let the next start die at ``point`` (``name`` or ``name:N``)."""
        self._armed = point

    def start(self, *, wait: bool = True) -> "ForgedServer":
        """Raises ServerDied or TimeoutError, as ``ServerProcess`` does."""
        env = {**self._env, "COASTAL_CRASH": self._armed}
        self._armed = ""
        arguments = ["serve", "--url", self.database_url, "--port", str(self.port)]
        self.pid = self._forge.fork(into(self._log), arguments, env, self._patch)
        if wait:
            self.wait_ready()
        return self

    def wait_ready(self, timeout_s: float = READY_S) -> None:
        """Return when it says that it is ready."""
        deadline = time.monotonic() + timeout_s
        while not ready_at(self.base_url):
            if not self.alive():
                raise ServerDied(f"ended before it was ready:\n{self.text[-4000:]}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"not ready after {timeout_s} s:\n{self.text[-4000:]}")
            time.sleep(TICK_S)

    def alive(self) -> bool:
        """Whether it runs."""
        return bool(self.pid) and self._ended(0) is None

    def kill(self) -> None:
        """kill -9."""
        if self.alive():
            os.kill(self.pid, signal.SIGKILL)
        self.wait_exit()

    def stop(self) -> int:
        """SIGTERM, and wait for it to drain."""
        if self.alive():
            os.kill(self.pid, signal.SIGTERM)
        return self.wait_exit()

    def wait_exit(self, timeout_s: float = STOP_S) -> int:
        """Its exit status once it ended. Raises TimeoutError."""
        status = self._ended(timeout_s)
        if status is None:
            raise TimeoutError(f"process {self.pid} did not end")
        return status

    def restart(self) -> "ForgedServer":
        """Start again on the same port."""
        return self.start()

    def close(self) -> None:
        """End it whatever its state."""
        if self.alive():
            self.kill()

    def _ended(self, timeout_s: float) -> int | None:
        return self._forge.wait(self.pid, timeout_s) if self.pid else 0


Served = ServerProcess | ForgedServer
"""A server whichever way it was started."""


def work(warm: Callable[[], None], become: Callable[..., None]) -> int:
    """A forge's life: fork on demand until the input ends. ``become`` is given what ``Forge.fork`` was, and need not return."""
    warm()
    # What is loaded stays as it is in each of them, and a collector that looked at it would copy it.
    gc.freeze()
    ended: dict[int, int] = {}
    living: set[int] = set()
    for line in sys.stdin:
        what, *given = json.loads(line)
        if what == "fork":
            pid = _fork(become, *given)
            # Numbers come round again after some thousands of processes.
            ended.pop(pid, None)
            living.add(pid)
            answer: int | None = pid
        else:
            answer = _wait(ended, *given)
            if answer is not None:
                living.discard(given[0])
        print(json.dumps(answer), flush=True)
    for pid in living:
        os.kill(pid, signal.SIGKILL)
    return 0


def _fork(become: Callable[..., None], ends: Ends, *given: object) -> int:
    opened = [os.open(end, flags, 0o600) for end, flags in zip(ends, (os.O_RDONLY, _WRITE, _WRITE), strict=True)]
    pid = os.fork()
    if pid == 0:
        for target, source in enumerate(opened):
            os.dup2(source, target)
    for end in opened:
        os.close(end)
    if pid == 0:
        _live(become, given)
    return pid


def _live(become: Callable[..., None], given: tuple[object, ...]) -> None:
    """The child: what it becomes and nothing else. Never returns."""
    status = 1
    try:
        become(*given)
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _warm() -> None:
    """Import what a server imports, also what it imports late, and make its one costly hash cheap."""
    import functools

    import uvicorn.protocols.http.httptools_impl
    import uvicorn.protocols.websockets.websockets_sansio_impl  # noqa: F401
    from typer.main import get_command

    import server.__main__ as program

    # Where nobody has this name a password is still hashed, so a server starts with one hash: 0.1 s of the 0.2 that are left.
    program.Passwords = functools.partial(program.Passwords, cheap=True)  # type: ignore[misc, assignment]
    # Its forty commands with their options, put together once.
    program.app = get_command(program.app)  # type: ignore[assignment]
    with contextlib.redirect_stdout(io.StringIO()):
        program.app(["permissions"], standalone_mode=False)


def _wait(ended: dict[int, int], pid: int, timeout_s: float) -> int | None:
    deadline = time.monotonic() + timeout_s
    while pid not in ended:
        try:
            found, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return 0
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
        elif time.monotonic() >= deadline:
            return None
        else:
            select.select([], [], [], TICK_S)
    return ended[pid]


def _become(arguments: list[str], env: dict[str, str], patch: str = "") -> None:
    """A server."""
    os.environ.update(env)
    _arm(env.get("COASTAL_CRASH", ""))
    if patch:
        _spoil(patch)
    from server.__main__ import app

    app(arguments, standalone_mode=False)


def _arm(point: str) -> None:
    from server.core import crash

    crash._ARMED = point


def _spoil(patch: str) -> None:
    for one in patch.split(","):
        module, _, name = one.partition(":")
        getattr(importlib.import_module(module), name)()


if __name__ == "__main__":
    raise SystemExit(work(_warm, _become))
