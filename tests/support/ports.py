"""Free TCP ports of this machine."""

import contextlib
import secrets
import socket
import time

LOCALHOST = "127.0.0.1"
BELOW_EPHEMERAL = range(15_000, 32_000)
"""Linux begins at 32,768, macOS and Windows at 49,152."""


def free_port() -> int:
    """A port that nobody listens on now.

    It is not one that the kernel gives to connections that go out: such a one would be taken before its server begins.
    """
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOCALHOST, port))
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
