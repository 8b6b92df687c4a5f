"""Free TCP ports of this machine."""

import socket
import time

LOCALHOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on now. The kernel hands them out in turn, so two callers rarely meet."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, timeout_s: float = 15) -> None:
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
