"""The proofs that the one process of an embedded bank let through, kept in a file beside it: a restart forgets none.

A line a proof is appended before the request goes on. That is one write into the system's memory and waits for no disk: it outlives the
process however that ends, and is lost with the whole machine only, as the unlogged table of PostgreSQL is. Two files take turns, so each
mark is there for as long as its proof could be shown again, and neither grows without end.
"""

import logging
import os
from pathlib import Path

from sqlalchemy import make_url

from contract.errors import ErrorCode
from server.db.serving import mark
from server.staff.denied import Denied
from server.staff.replays import KEPT_S, Replays, Table, short

log = logging.getLogger("coastal.replays")
_MARK = 43
"""Signs of a mark in its file: see ``short``."""


class ReplayLog:
    """``replays.Shared`` on two files, ``PATH-proofs`` and ``PATH-proofs-before``. Bound to the event loop, like its memory."""

    def __init__(self, bank: Path) -> None:
        self._now_path = bank.with_name(f"{bank.name}-proofs")
        self._before_path = bank.with_name(f"{bank.name}-proofs-before")
        self._known = {**_read(self._before_path), **_read(self._now_path)}
        self._file = -1
        self._since = 0.0

    async def take(self, mark: str, now: float) -> bool:
        """See ``replays.Shared``. Raises Denied(busy) where the disk does not take it: nobody could tell after a restart."""
        signs = short(mark)
        if self._known and self._known.get(signs, 0) > now:
            return False
        try:
            self._turn(now)
            line = f"{signs} {int(now) + KEPT_S}\n".encode()
            if os.write(self._file, line) != len(line):
                raise OSError("a proof was written in part")
        except OSError as error:
            log.warning("a proof cannot be kept", extra={"error": type(error).__name__})
            raise Denied(ErrorCode.BUSY, retry_after_s=1) from None
        return True

    def close(self) -> None:
        """See ``replays.Shared``."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _turn(self, now: float) -> None:
        """Begin a file; the one before goes once nothing in it counts any more."""
        if self._file >= 0 and now - self._since < KEPT_S:
            return
        if self._file >= 0:
            self.close()
            self._now_path.replace(self._before_path)
            # What the last process let through is older than a proof may be.
            self._known.clear()
        else:
            self._begin(now)
        self._file = os.open(self._now_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._since = now

    def _begin(self, now: float) -> None:
        """What still counts of the last process in one file: a server that is started again and again keeps no more than that."""
        self._known = {mark: until for mark, until in self._known.items() if until > now}
        fresh = self._now_path.with_name(f"{self._now_path.name}-new")
        fresh.touch(0o600)
        fresh.write_text("".join(f"{mark} {int(until)}\n" for mark, until in self._known.items()), encoding="ascii")
        fresh.replace(self._now_path)
        self._before_path.unlink(missing_ok=True)


def make_replays(url: str) -> Replays:
    """With the table where several processes may serve one bank, on PostgreSQL; with the files of the one that serves an embedded bank."""
    if make_url(url).get_backend_name() == "postgresql":
        return Replays(Table(url))
    beside = mark(url)
    return Replays(ReplayLog(beside.with_name(beside.name.removesuffix("-serving"))) if beside else None)


def _read(path: Path) -> dict[str, float]:
    """Marks with the moment until which they count. A line that a crash tore is no proof that was let through."""
    found: dict[str, float] = {}
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return found
    for line in lines:
        mark, _, until = line.decode(errors="replace").partition(" ")
        if len(mark) == _MARK and until.isdigit():
            found[mark] = float(until)
    return found
