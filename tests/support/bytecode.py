"""Compiled modules for the processes that tests and benchmarks start by the hundred: without them each start compiles all anew.

Where Python is told to write none beside the sources they lie in a folder of their own, as an installed app has its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".bytecode"


def kept(environment: MutableMapping[str, str]) -> bool:
    """Let what is started in this environment keep its compiled modules; whether it would not have."""
    if not environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        return False
    environment.setdefault("PYTHONPYCACHEPREFIX", str(FOLDER))
    return True


def keep() -> None:
    """The same for this process and for all that it starts."""
    if kept(os.environ):
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"]
