"""A process whose system calls fail on demand: Debian's strace, attached from outside, let go again."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType

INSTALL = "strace is missing: run  sudo apt-get install -y strace"
START_S = 60.0
STOP_S = 60.0


class Failing:
    """While it is open, ``calls`` of process ``pid`` and its threads fail with ``error``. ``count`` says how often they did.

    ``only`` names a file: calls on other files go through (strace's -P).
    """

    def __init__(self, pid: int, calls: str, error: str, log: Path, only: Path | None = None) -> None:
        program = shutil.which("strace")
        assert program, INSTALL
        self._command = [
            program,
            "-f",
            "-p",
            str(pid),
            "-o",
            str(log),
            "-e",
            f"inject={calls}:error={error}",
            "-e",
            f"trace={calls}",
        ]
        if only is not None:
            self._command += ["-P", str(only)]
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Failing":
        self._process = subprocess.Popen(self._command, stderr=subprocess.PIPE)
        assert self._process.stderr is not None
        deadline = time.monotonic() + START_S
        while b"attached" not in self._process.stderr.readline():
            assert self._process.poll() is None, "strace may not attach here"
            assert time.monotonic() < deadline
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=STOP_S)

    @property
    def count(self) -> int:
        """Calls that were made to fail."""
        return self._log.read_text(errors="replace").count("(INJECTED)") if self._log.exists() else 0
