"""Free TCP ports of this machine."""

import contextlib
import os
import secrets
import socket
import tempfile
import time
from collections import deque
from functools import cache
from pathlib import Path

if os.name != "nt":
    import fcntl

LOCALHOST = "127.0.0.1"
BELOW_EPHEMERAL = range(15_000, 32_000)
"""Linux begins at 32,768, macOS and Windows at 49,152."""
KEPT = 2_000
"""Ports that one process keeps for itself: a server that is down until its test starts it again finds its port free."""


class Taken:
    """The ports that the test processes of this machine have given out: a byte of one file is locked for each, and goes with its process."""

    def __init__(self, file: Path, kept: int = KEPT) -> None:
        self._file = file.open("a+b")
        self._mine: deque[int] = deque()
        self._kept = kept

    def take(self, port: int) -> bool:
        """Whether it is ours alone from here on."""
        if port in self._mine:
            return False
        if os.name != "nt":
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
            except OSError:
                return False
        self._mine.append(port)
        if len(self._mine) > self._kept:
            self._give(self._mine.popleft())
        return True

    def _give(self, port: int) -> None:
        if os.name != "nt":
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, port)


@cache
def taken() -> Taken:
    """This process's share. One file for each person: another's could not be opened."""
    who = os.getuid() if os.name != "nt" else ""
    return Taken(Path(tempfile.gettempdir()) / f"coastal-test-ports-{who}")


def free_port() -> int:
    """A port that nobody listens on now, and that no other test of this machine is about to.

    It is not one that the kernel gives to connections that go out: such a one would be taken before its server begins.
    """
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOCALHOST, port))
            if taken().take(port):
                return port


def wait_for_port(port: int, timeout_s: float = 60) -> None:
    """Return once somebody accepts on ``port``. Raises TimeoutError."""
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            socket.create_connection((LOCALHOST, port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError(f"nobody listens on port {port}") from None
            time.sleep(0.02)
