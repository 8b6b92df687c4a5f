"""Windows in a tenth of a second: one process imports the app with all its rooms, and forks each window from itself.

A start by itself spends a second on imports. No Qt application stands and no thread runs before the fork, so what comes of it is a process of its
own, with a screen, a profile and an engine of its own.
"""

import importlib
import os
import sys
from pathlib import Path

from tests.journeys import window_process
from tests.support.forge import work

LATE = ("phonenumbers", "num2words", "teller_app.shell.side_windows", "teller_app.shell.workplace",
        "teller_app.printing.escpos_bytes", "teller_app.printing.press", "teller_app.sync.engine", "teller_app.sync.link",
        "httpx", "httpcore", "h11", "anyio._backends._asyncio", "websockets.asyncio.client")  # fmt: skip
"""What an app loads once its window stands."""


def warm() -> None:
    """Import what a window does, also what it imports late."""
    for module in LATE:
        importlib.import_module(module)


def become(env: dict[str, str], folder: str, server_url: str) -> None:
    """A window on this workstation's profile; its moves come from the new input."""
    os.environ.update(env)
    # The forge's own readers and writers stay with the forge.
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    window_process.main(Path(folder), server_url)


if __name__ == "__main__":
    raise SystemExit(work(warm, become))
