"""A process that makes many drawers move at a steady pace: whole requests, one after the other over a few lines.

    python -m tests.bench.mover FILE

FILE (msgpack, ``Moves``) holds the requests of each drawer. One line of JSON at the end: for each posting the drawer's place and the
moment (seconds since 1970) at which it was answered, which is just after its commit. ``late_s`` says how far it fell behind its pace.
"""

import json
import socket
import sys
import threading
import time
from pathlib import Path

import msgspec

from tests.support.ports import LOCALHOST

LINES = 8


class Moves(msgspec.Struct):
    """``per_second`` postings in all, the drawers taking turns."""

    port: int
    per_second: float
    requests: list[list[bytes]]


class Line(threading.Thread):
    """Every LINES-th posting, each at its moment or as soon after it as the one before is answered."""

    def __init__(self, moves: Moves, number: int, begin: float) -> None:
        super().__init__()
        self._moves, self._number, self._begin = moves, number, begin
        self.booked: list[tuple[int, float]] = []
        self.late_s = 0.0

    def run(self) -> None:
        """Send and wait for the answer, to the end."""
        drawers = len(self._moves.requests)
        whole = drawers * len(self._moves.requests[0])
        with socket.create_connection((LOCALHOST, self._moves.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for at in range(self._number, whole, LINES):
                due = self._begin + at / self._moves.per_second
                time.sleep(max(0.0, due - time.time()))
                self.late_s = max(self.late_s, time.time() - due)
                line.sendall(self._moves.requests[at % drawers][at // drawers])
                answer = line.recv(65536)
                if b" 200 " not in answer[:20]:
                    raise RuntimeError(answer[:300].decode(errors="replace"))
                self.booked.append((at % drawers, time.time()))


def main() -> int:
    """Move, then say what was booked when."""
    moves = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Moves)
    begin = time.time() + 0.2
    lines = [Line(moves, number, begin) for number in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    booked = sorted((pair for line in lines for pair in line.booked), key=lambda pair: pair[1])
    print(json.dumps({"booked": booked, "late_s": max(line.late_s for line in lines)}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
