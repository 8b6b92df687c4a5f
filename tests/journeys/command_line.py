"""``python -m server …`` as a process of its own, as an operator or a script starts it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from server.settings import Settings
from tests.support.code import ROOT

RUN_S = 300


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class CommandLine:
    """All commands work on one bank; they learn its URL and its keys from the environment."""

    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        """What a server on the same bank needs, too."""
        return {"COASTAL_URL": self.settings.url, "COASTAL_KEY_DIR": self.settings.key_dir}

    def run(self, *args: object, status: int = 0) -> Said:
        """Run to the end. Fails on another status and on a traceback."""
        with self.start(*args) as process:
            out, err = process.communicate(timeout=RUN_S)
        said = Said(process.returncode, out.decode(), err.decode())
        assert said.status == status, said
        assert "Traceback" not in said.out + said.err, said.err
        return said

    def start(self, *args: object) -> subprocess.Popen[bytes]:
        """Started, with pipes; the caller waits or kills."""
        command = [sys.executable, "-m", "server", *(str(arg) for arg in args)]
        env = {**os.environ, "PYTHONUNBUFFERED": "1", **self.environment}
        return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def progress_until(stream: IO[bytes], file: str, rows: int) -> int:
    """Read ``file: 1,234 of 5,678`` until that many rows of the file are done; how many then are. Raises EOFError."""
    line = b""
    while byte := stream.read(1):
        if byte not in b"\r\n":
            line += byte
            continue
        name, _, rest = line.decode().partition(": ")
        line = b""
        done = rest.partition(" of ")[0].replace(",", "")
        if name == file and done.isdigit() and int(done) >= rows:
            return int(done)
    raise EOFError(f"ended before {rows} rows of {file}")


def lines_of(path: Path) -> list[str]:
    """A text file's lines."""
    return path.read_text(encoding="utf-8").splitlines()
