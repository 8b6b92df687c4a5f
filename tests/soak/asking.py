"""F44 by the million: postings, the same again, and reads. Memory and handles are flat after a warm-up, and a small leak is found out."""

import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import msgspec
import psutil

from contract import paths
from contract.ids import new_id
from server.settings import Settings
from tests.faults.hand import TIMEOUT_S, Hand
from tests.faults.run import Run
from tests.faults.square import ACCOUNTS, Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.ports import LOCALHOST

TILLS = 8
BLOCKS = 125
"""Of four requests, on one connection; then the memory is looked at."""
HAND_S = 240.0
"""A hand signs in again before its token ends."""
TOLD_EVERY = 5
WARM_SHARE = 0.25
SLOPE_MAX = 0.1
"""MiB for each thousand requests after the warm-up: a hundred bytes a request, where the control leaks 1 KiB."""
LEAK = "tests.faults.spoilt:a_kibibyte_is_remembered"
CONTROL_SHARE = 10
HANDLES_MAX = 60
MEMORY_DISK = Path("/dev/shm")
"""Where there is one the books lie on it: this is about the process, and a disk under others' load takes most of the time."""
OK = b"HTTP/1.1 200 "
LENGTH = b"content-length: "


def run(count: int, seed: int) -> bool:
    """So many requests, and a tenth of them to a server that leaks 1 KiB a request, which must show."""
    return _flat("sound", count, seed) and not _flat("leaking", count // CONTROL_SHARE, seed, LEAK)


@dataclass
class Asker:
    """One workstation that asks on one connection. Each passes pesewas round the accounts in its own order."""

    square: Square
    server: ForgedServer
    place: int
    moved: int = 0
    asked: int = 0
    _hand: Hand | None = None
    _since: float = 0.0
    _rest: bytearray = field(default_factory=bytearray)

    def round(self) -> None:
        """Sign and send, and hear "200" to each. Raises AssertionError for anything else."""
        if self._hand is None or time.monotonic() - self._since > HAND_S:
            counter = self._hand.counter if self._hand else 0
            self._hand = Hand(self.square, self.server.base_url, self.place, self.place % 2, counter=counter)
            self._since = time.monotonic()
        hand = self._hand
        with socket.create_connection((LOCALHOST, self.server.port), TIMEOUT_S) as line:
            self._rest.clear()
            for request in chain.from_iterable(self._block(hand) for _ in range(BLOCKS)):
                line.sendall(request)
                self._hear(line)
                self.asked += 1

    def _block(self, hand: Hand) -> list[bytes]:
        """Two transfers, the first once more, and a read."""
        first, second = self._move(hand), self._move(hand)
        return [first, second, first, self._look(hand)]

    def _move(self, hand: Hand) -> bytes:
        at = (self.place + self.moved) % ACCOUNTS
        self.moved += 1
        command = transfer(self.square.accounts[at], self.square.accounts[(at + 1) % ACCOUNTS], 1, new_id())
        return self._request("POST", paths.COMMANDS, hand.headers(), msgspec.json.encode(hand.seal(command)))

    def _look(self, hand: Hand) -> bytes:
        path = paths.CUSTOMER_ACCOUNTS.replace("{customer}", self.square.customer)
        proof = hand.signer.proof("GET", hand.base + path, hand.tokens.access)
        return self._request("GET", path, hand.headers(dpop=proof))

    def _request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
        head = {"host": f"{LOCALHOST}:{self.server.port}", "content-length": str(len(body)), paths.PROTOCOL_HEADER: "1"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in (head | headers).items())
        return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body

    def _hear(self, line: socket.socket) -> None:
        # A client library would cost as much as the server it asks.
        while (end := self._rest.find(b"\r\n\r\n")) < 0:
            self._more(line)
        head = bytes(self._rest[:end])
        at = head.lower().index(LENGTH) + len(LENGTH)
        whole = end + 4 + int(head[at:].split(b"\r\n", 1)[0])
        while len(self._rest) < whole:
            self._more(line)
        assert head.startswith(OK), bytes(self._rest[:whole])
        del self._rest[:whole]

    def _more(self, line: socket.socket) -> None:
        read = line.recv(65_536)
        assert read, "the server hung up"
        self._rest += read


@contextmanager
def _served(patch: str) -> Iterator[tuple[Square, ForgedServer]]:
    memory = MEMORY_DISK if MEMORY_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder, Forge() as forge:
        home = Path(folder)
        settings = Settings(url=f"sqlite:///{home}/bank.db", key_dir=str(home / "keys"))
        square = Square(settings, home, tills=TILLS).found()
        server = ForgedServer(forge, settings.url, log=home / "log", env=square.environment, patch=patch).start()
        try:
            yield square, server
        finally:
            server.close()


def _flat(name: str, count: int, seed: int, patch: str = "") -> bool:
    kept = Run(f"{count} requests, {name}", seed)
    sizes: list[tuple[int, float]] = []
    begun = time.monotonic()
    with _served(patch) as (square, server), ThreadPoolExecutor(TILLS) as pool:
        process, askers = psutil.Process(server.pid), [Asker(square, server, place) for place in range(TILLS)]
        while (done := sum(asker.asked for asker in askers)) < count:
            list(pool.map(Asker.round, askers))
            sizes.append((done, process.memory_info().rss / 1024 / 1024))
            if len(sizes) % TOLD_EVERY == 0:
                print(f"  {kept.name}: {done} in {time.monotonic() - begun:.0f} s, {sizes[-1][1]:.1f} MiB", flush=True)
        files = process.num_fds()
        server.stop()
        moved, booked = sum(asker.moved for asker in askers), square.moved()
    kept.fault(done)
    kept.did("ok", done)
    warm = sizes[int(len(sizes) * WARM_SHARE) :]
    slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 1_000
    kept.figures |= {"MiB for each thousand": round(slope, 4), "MiB": f"{warm[0][1]:.0f} to {warm[-1][1]:.0f}",
                     "handles": files, "booked": f"{booked} of {moved}"}  # fmt: skip
    kept.prove()
    return booked == moved and slope < SLOPE_MAX and files < HANDLES_MAX
