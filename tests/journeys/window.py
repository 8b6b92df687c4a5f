"""A workstation with its window, in a process of its own, as a test holds it: moves by name, killed and started again."""

import contextlib
import json
import os
import signal
import threading
from collections import deque
from pathlib import Path
from typing import IO, Any

from contract.staff import DeviceKey
from tests.support.forge import Forge

FORGE = "tests.journeys.window_forge"
END_S = 60


class WindowDied(Exception):
    """The app ended instead of answering. The message holds its status and its last lines."""


class Window:
    """``start`` opens the app; any move of ``window_process.Teller`` is called through ``do``. ``forge`` is one of ``FORGE``."""

    def __init__(self, forge: Forge, folder: Path, server_url: str) -> None:
        self.folder, self.server_url = folder, server_url
        self._forge = forge
        self._lines: deque[str] = deque(maxlen=200)
        self._pid = 0
        self._status: int | None = 0
        self._pipes: list[IO[str]] = []
        self._reader: threading.Thread | None = None

    def start(self, crash: str = "") -> "Window":
        """Open the app on this workstation's profile. ``crash`` arms a place of ``teller_app/sync/crash.py``."""
        self.close()
        (inlet, moves), (answers, outlet), (errors, said) = (os.pipe() for _ in range(3))
        theirs = (inlet, outlet, said)
        try:
            ends = tuple(f"/proc/{os.getpid()}/fd/{end}" for end in theirs)
            env = {**os.environ, "COASTAL_CRASH": crash}
            self._pid = self._forge.fork(ends, env, str(self.folder), self.server_url)
        finally:
            for end in theirs:
                os.close(end)
        self._status = None
        self._pipes = [os.fdopen(moves, "w"), os.fdopen(answers), os.fdopen(errors, errors="replace")]
        self._reader = threading.Thread(target=self._collect, args=(self._pipes[2],), name="coastal-test-window")
        self._reader.start()
        return self

    def do(self, move: str, *given: object) -> Any:
        """Make a move and wait for what it returns. Raises WindowDied, or AssertionError when the teller got stuck."""
        if not self._pipes:
            raise RuntimeError("the window was not started")
        moves, answers, _ = self._pipes
        try:
            moves.write(json.dumps([move, *given]) + "\n")
            moves.flush()
        except BrokenPipeError:
            raise WindowDied(f"{move}: ended with {self.wait_exit()}\n{''.join(self._lines)}") from None
        line = answers.readline()
        if not line:
            raise WindowDied(f"{move}: ended with {self.wait_exit()}\n{''.join(self._lines)}")
        answer = json.loads(line)
        assert "wrong" not in answer, answer["wrong"] + "\n" + "".join(self._lines)
        return answer["ok"]

    @property
    def text(self) -> str:
        """The last of what it wrote beside its answers: warnings and what went wrong."""
        return "".join(self._lines)

    def device(self) -> tuple[str, DeviceKey]:
        """The workstation's id and public key, as its sign-in shows them."""
        device, x, y = self.do("key")
        return device, DeviceKey(x=x, y=y)

    def alive(self) -> bool:
        """Whether it stands."""
        if self._status is None:
            self._status = self._forge.wait(self._pid, 0)
        return self._status is None

    def wait_exit(self) -> int:
        """The status of an app that ended by itself."""
        if self._status is None:
            self._status = self._forge.wait(self._pid, END_S)
            if self._status is None:
                raise TimeoutError(f"window {self._pid} did not end")
        if self._reader is not None:
            self._reader.join(END_S)
        return self._status

    def abort(self) -> int:
        """Let it die as a crash in a library would; its status."""
        os.kill(self._pid, signal.SIGABRT)
        return self.wait_exit()

    def kill(self) -> None:
        """kill -9, as the power does it."""
        if self.alive():
            os.kill(self._pid, signal.SIGKILL)
        self.wait_exit()

    def close(self) -> None:
        """End it whatever its state."""
        self.kill()
        for pipe in self._pipes:
            # Flushing into a process that is gone says so; there is nothing left to say to it.
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        self._pipes = []

    def _collect(self, errors: IO[str]) -> None:
        self._lines.extend(errors)
