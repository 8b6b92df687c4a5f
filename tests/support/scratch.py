"""Where tests put their files: a disk of memory, where the machine has one with room.

A disk takes milliseconds to say that a write is safe, and the suite's banks ask it some hundred thousand times. They ask all the same; that a kill -9
loses nothing does not depend on the answer's pace, and what a disk holds when the power goes is read from the calls (``tests/faults/disk.py``).
"""

import os
import shutil
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 * 1024**3
"""What a run may take at its highest, twice: a container's own 64 MiB, or a small machine, is left alone."""
_SAID = ("TMPDIR", "PYTEST_DEBUG_TEMPROOT")


def in_memory(environment: MutableMapping[str, str], memory: Path = MEMORY, room_bytes: int = ROOM_BYTES) -> bool:
    """Let this environment's temporary files lie in memory; whether they do now. Whoever named a folder keeps it."""
    if any(environment.get(name) for name in _SAID):
        return False
    if not memory.is_dir() or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < room_bytes:
        return False
    environment["TMPDIR"] = str(memory)
    return True


def use() -> None:
    """For this process and for all that it starts."""
    if in_memory(os.environ):
        tempfile.tempdir = None
