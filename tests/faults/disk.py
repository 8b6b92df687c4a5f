"""What a disk would hold if the power went now: only what was synced. Read from strace's log of one process.

Writes to a file count once that file is fsynced (or fdatasynced) later in the log; a write behind the last sync is gone. Truncations and
removals count at once, which is the worst case for a write-ahead log. Shared memory (``-shm``) is memory and is gone.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.support.processes import ROOT
from tests.support.strace import INSTALL

CALLS = "openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,dup2"
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_PATH = re.compile(r"^(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass
class Disk:
    """``synced`` maps a path to its bytes on the platter, ``printed`` holds the lines that went to standard output with the number of the
    sync before them."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    cached: dict[str, bytearray] = field(default_factory=dict)
    printed: list[bytes] = field(default_factory=list)
    syncs: int = 0

    def write(self, path: str, at: int, content: bytes) -> None:
        """Into the cache."""
        file = self.cached.setdefault(path, bytearray())
        if len(file) < at:
            file.extend(b"\0" * (at - len(file)))
        file[at : at + len(content)] = content

    def sync(self, path: str) -> None:
        """From the cache to the platter."""
        self.syncs += 1
        self.synced[path] = bytearray(self.cached.get(path, b""))

    def leave(self, folder: Path, name: str) -> Path:
        """Lay the platter's files down in another folder; the path of ``name`` there."""
        folder.mkdir()
        for path, content in self.synced.items():
            if Path(path).name.startswith(name) and not path.endswith("-shm"):
                (folder / Path(path).name).write_bytes(content)
        return folder / name


UNLOGGED = 4


def traced(arguments: Sequence[str], log: Path, lines: int) -> Disk:
    """Run ``python`` with these arguments under strace until it has printed ``lines`` lines, pull the plug, and read its disk."""
    program = shutil.which("strace")
    assert program, INSTALL
    command = [
        program,
        "-f",
        "-y",
        "-xx",
        "-s",
        "70000",
        "-e",
        f"trace={CALLS}",
        "-o",
        str(log),
        sys.executable,
        *arguments,
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    # The traced one dies, not its tracer, which writes a call down after the call and ends with the last of them. What it was just
    # looking at goes with the one that it looked at.
    heard = [process.stdout.readline() for _ in range(lines + UNLOGGED)]
    for child in psutil.Process(process.pid).children():
        child.kill()
    process.wait()
    process.stdout.close()
    assert all(heard)
    return read(log)


def read(log: Path) -> Disk:
    """Follow the log to its end."""
    disk = Disk()
    for line in log.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if match and int(match[3]) >= 0:
            _follow(disk, match[1], match[2])
    return disk


def _follow(disk: Disk, call: str, rest: str) -> None:
    file = _PATH.match(rest)
    if call == "pwrite64" and file:
        disk.write(_plain(file[2]), int(rest.rsplit(", ", 1)[1]), _bytes(rest))
    elif call == "ftruncate" and file:
        size = int(rest.rsplit(", ", 1)[1])
        for side in (disk.cached, disk.synced):
            side.setdefault(_plain(file[2]), bytearray())
            del side[_plain(file[2])][size:]
    elif call in ("fsync", "fdatasync") and file:
        disk.sync(_plain(file[2]))
    elif call == "write" and file and file[1] == "1":
        disk.printed.append(_bytes(rest))
    elif call in ("unlink", "unlinkat"):
        path = _bytes(rest).decode(errors="replace")
        disk.cached.pop(path, None)
        disk.synced.pop(path, None)


def _plain(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode(errors="replace") if text.startswith("\\x") else text


def _bytes(rest: str) -> bytes:
    found = _TEXT.search(rest)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""
