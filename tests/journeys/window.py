"""A workstation with its window, in a process of its own, as a test holds it: moves by name, killed and started again."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import Any

from contract.staff import DeviceKey

ROOT = Path(__file__).resolve().parents[2]
END_S = 60


class WindowDied(Exception):
    """The app ended instead of answering. The message holds its status and its last lines."""


class Window:
    """``start`` opens the app; any move of ``window_process.Teller`` is called through ``do``."""

    def __init__(self, folder: Path, server_url: str) -> None:
        self.folder, self.server_url = folder, server_url
        self._lines: deque[str] = deque(maxlen=200)
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def start(self, crash: str = "") -> "Window":
        """Open the app on this workstation's profile. ``crash`` arms a place of ``teller_app/sync/crash.py``."""
        env = {**os.environ, "PYTHONUNBUFFERED": "1"}
        env.pop("COASTAL_CRASH", None)
        if crash:
            env["COASTAL_CRASH"] = crash
        command = [sys.executable, "-m", "tests.journeys.window_process", str(self.folder), self.server_url]
        self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE, text=True)  # fmt: skip
        self._reader = threading.Thread(target=self._collect, args=(self._process,), name="coastal-test-window")
        self._reader.start()
        return self

    def do(self, move: str, *given: object) -> Any:
        """Make a move and wait for what it returns. Raises WindowDied, or AssertionError when the teller got stuck."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps([move, *given]) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            raise WindowDied(f"{move}: ended with {self.wait_exit()}\n{''.join(self._lines)}") from None
        line = process.stdout.readline()
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

    def wait_exit(self) -> int:
        """The status of an app that ended by itself."""
        status = self._running().wait(END_S)
        self._join()
        return status

    def abort(self) -> int:
        """Let it die as a crash in a library would; its status."""
        self._running().send_signal(signal.SIGABRT)
        return self.wait_exit()

    def kill(self) -> None:
        """kill -9, as the power does it."""
        self._running().kill()
        self.wait_exit()

    def close(self) -> None:
        """End it whatever its state."""
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.kill()
        self.wait_exit()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                # Flushing into a process that is gone says so; there is nothing left to say to it.
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process = None

    def _join(self) -> None:
        if self._reader is not None:
            self._reader.join(END_S)

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None:
            raise RuntimeError("the window was not started")
        return self._process

    def _collect(self, process: "subprocess.Popen[str]") -> None:
        assert process.stderr is not None
        self._lines.extend(process.stderr)
