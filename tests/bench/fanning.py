"""One change to a thousand connected tellers, against a bare ``websockets`` broadcast of as many bytes, in turns; memory of a socket.

The clock runs from the entry's own ``at``, which is a little before the commit, to the last receipt in another process.
"""

import base64
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psutil

from contract import paths
from contract.feed import Follow
from contract.ids import new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from teller_app.sync.keys import DeviceSigner
from tests.bench import bank
from tests.journeys.caller import Till
from tests.support.ports import LOCALHOST, free_port
from tests.support.processes import ServerProcess

PEOPLE = 100
PAUSE_S = 0.15
"""Between two changes: longer than a feed's own pause after a message."""
HOLD_S = 5


class Listeners:
    """The listening process."""

    def __init__(self, port: int, handshakes: list[bytes], follow: str, folder: Path) -> None:
        file = folder / f"listeners-{port}.json"
        texts = [base64.b64encode(request).decode() for request in handshakes]
        file.write_text(json.dumps({"port": port, "handshakes": texts, "follow": follow}))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.listeners", str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        said = self._out.readline()
        if not said.startswith("ready"):
            raise RuntimeError("not every socket was opened")

    def heard(self) -> dict[str, float]:
        """The next change that has reached everybody."""
        found: dict[str, float] = json.loads(self._out.readline())
        return found

    def close(self) -> int:
        """How many sockets were lost before this."""
        out, _ = self._process.communicate(timeout=60)
        return int(out.rsplit("lost ", 1)[1])


def handshake(port: int, path: str, headers: dict[str, str]) -> bytes:
    """The request that opens a websocket."""
    fixed = {
        "host": f"{LOCALHOST}:{port}",
        "upgrade": "websocket",
        "connection": "Upgrade",
        "sec-websocket-key": base64.b64encode(b"0123456789abcdef").decode(),
        "sec-websocket-version": "13",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in (fixed | headers).items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()


class Bank:
    """A served bank with a hundred people signed in, one of them at an open drawer."""

    def __init__(self, folder: Path, feeds: int) -> None:
        url = f"sqlite:///{folder}/feed.db"
        settings = bank.settings_for(url, folder)
        signers = [DeviceSigner.generate() for _ in range(PEOPLE)]
        self._accounts = bank.make(settings, signers, 1_000)
        env = {
            "COASTAL_KEY_DIR": settings.key_dir,
            "COASTAL_FEEDS_PER_DEVICE": str(feeds),
            "COASTAL_HANDSHAKES_PER_S": "100000",
        }
        self.server = ServerProcess(url, env=env, log=folder / "feed.log").start()
        self._tills = bank.sign_in(self.server.base_url, signers)
        bank.open_drawers(self._tills[:1])
        self._posted = 0

    def handshakes(self, count: int) -> list[bytes]:
        """One after the other for each person."""
        each = -(-count // PEOPLE)
        return [self._handshake(till) for till in self._tills for _ in range(each)][:count]

    def _handshake(self, till: Till) -> bytes:
        return handshake(self.server.port, paths.FEED, till.headers(dpop=till.proof(paths.FEED)))

    def follow(self) -> str:
        """From the head on."""
        page = self._tills[0].get(paths.SNAPSHOT).json()
        return msgspec.json.encode(Follow(after=page["seq"])).decode()

    def post(self) -> None:
        """A deposit: its account is stated to everybody at the branch."""
        account = self._accounts[self._posted % len(self._accounts)]
        self._posted += 1
        deposit = Deposit(
            transaction=new_id(), account=account, amount=Money(100, "GHS"), cash=Cash(received={"100c": 1})
        )
        self._tills[0].do(deposit)

    def memory(self) -> float:
        """KiB."""
        return psutil.Process(self.server.pid).memory_info().rss / 1024


def measure(folder: Path, turns: int, sockets: int, idle: int) -> dict[str, Any]:
    """Milliseconds to the last of ``sockets``; KiB of each; whether ``idle`` ones hold."""
    house = Bank(folder, feeds=100)
    try:
        before = house.memory()
        ours = Listeners(house.server.port, house.handshakes(sockets), house.follow(), folder)
        kib = (house.memory() - before) / sockets
        house.post()
        size = int(ours.heard()["bytes"])
        with bare(folder, sockets, size) as (theirs, send):
            raw = in_turns(turns, house, ours, theirs, send)
        lost = ours.close()
        found = {
            "sockets": sockets,
            "message_bytes": size,
            **summary(raw),
            "socket_kib": round(kib, 1),
            "lost": lost,
            "raw_ms": raw,
        }
        return found | (holding(house, idle, folder) if idle else {})
    finally:
        house.server.close()


def in_turns(
    turns: int, house: Bank, ours: Listeners, theirs: Listeners, send: Any
) -> dict[str, list[dict[str, float]]]:
    """First and last receipts, change by change; the first few warm up."""
    raw: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    for turn in range(turns + 3):
        time.sleep(PAUSE_S)
        house.post()
        mine = ours.heard()
        time.sleep(PAUSE_S)
        send(turn)
        other = theirs.heard()
        if turn >= 3:
            raw["ours"].append(mine)
            raw["bare"].append(other)
    return raw


def summary(raw: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Medians. An entry's ``at`` is its batch's, before the commit, so what passes until the first receipt is mostly the booking.

    From the commit: the first receipt is taken to have been under way for as long as the bare broadcast's.
    """
    middle = {
        (who, what): statistics.median(run[what] for run in runs)
        for who, runs in raw.items()
        for what in ("first_ms", "last_ms", "p99_ms")
    }
    hop = middle["bare", "first_ms"]
    ours = sorted(run["last_ms"] - run["first_ms"] + hop for run in raw["ours"])
    bare_last = sorted(run["last_ms"] for run in raw["bare"])
    return {
        "commit_to_last_ms": round(statistics.median(ours), 1),
        "commit_to_last_p99_ms": round(ours[int(len(ours) * 0.99)], 1),
        "bare_last_ms": round(statistics.median(bare_last), 1),
        "bare_last_p99_ms": round(bare_last[int(len(bare_last) * 0.99)], 1),
        "ratio": round(statistics.median(ours) / statistics.median(bare_last), 2),
        "ratio_with_booking": round(middle["ours", "last_ms"] / statistics.median(bare_last), 2),
        "booking_to_first_ms": round(middle["ours", "first_ms"], 1),
    }


@contextmanager
def bare(folder: Path, sockets: int, size: int) -> Iterator[tuple[Listeners, Any]]:
    """The peer with its listeners; a function sends a message of as many bytes as ours once."""
    port, file = free_port(), folder / "message"
    text = '{"message":"batch","entries":[{"seq":SEQ,"at":"AT"}],"pad":"PAD"}'
    file.write_text(text.replace("PAD", "z" * max(0, size - len(text))))
    command = [sys.executable, "-m", "tests.bench.bare_feed", str(port), str(file)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    listeners = Listeners(port, [handshake(port, "/", {})] * sockets, "", folder)

    def send(turn: int) -> None:
        assert process.stdin is not None
        process.stdin.write(f"{turn}\n")
        process.stdin.flush()

    try:
        yield listeners, send
    finally:
        listeners.close()
        process.kill()
        process.wait()


def holding(house: Bank, sockets: int, folder: Path) -> dict[str, Any]:
    """Many that only listen: memory of each, the server's CPU while nothing happens, how many were lost."""
    before = house.memory()
    begun = time.perf_counter()
    listeners = Listeners(house.server.port, house.handshakes(sockets), house.follow(), folder)
    opened, kib = time.perf_counter() - begun, (house.memory() - before) / sockets
    process = psutil.Process(house.server.pid)
    used = sum(process.cpu_times()[:2])
    time.sleep(HOLD_S)
    share = (sum(process.cpu_times()[:2]) - used) / HOLD_S
    house.post()
    last = listeners.heard()["last_ms"]
    return {
        "idle_sockets": sockets,
        "idle_lost": listeners.close(),
        "idle_kib": round(kib, 1),
        "idle_opened_s": round(opened, 1),
        "idle_cpu_percent_of_a_core": round(100 * share, 1),
        "idle_last_ms": round(last, 1),
    }
