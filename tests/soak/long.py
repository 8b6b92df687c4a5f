"""What takes its time: ten thousand sockets, a thousand that come back, clients killed by the hundred."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psutil

from contract import paths
from contract.ids import new_id
from server.settings import Settings
from teller_app.sync.outbox import Outbox
from tests.faults.crowd import Crowd
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square, transfer
from tests.faults.test_client_dies import child, killed
from tests.support.forge import Forge, ForgedServer
from tests.support.processes import ROOT
from tests.teller_app.samples import KEY

DEVICES = 100
PROCESSES = 2
SAMPLES = 200
BACK = 1_000
BACK_S = 180.0
OPEN_S = 60.0
EACH_OPEN_S = 0.06
"""Of a crowded machine; a free one opens three hundred a second, which is the server's own bound."""
SIGN_INS = 10


@contextmanager
def served(tills: int) -> Iterator[tuple[Square, ForgedServer]]:
    """A square behind a forged server that takes a hundred feeds of a device."""
    with tempfile.TemporaryDirectory() as folder, Forge() as forge:
        home = Path(folder)
        square = Square(
            Settings(url=f"sqlite:///{home}/bank.db", key_dir=str(home / "keys")), home, tills=tills
        ).found()
        env = square.environment | {"COASTAL_FEEDS_PER_DEVICE": "100"}
        server = ForgedServer(forge, square.settings.url, log=home / "log", env=env).start()
        try:
            yield square, server
        finally:
            server.close()


def move(square: Square, hand: Hand, number: int) -> float:
    """One posting; seconds."""
    source, target = square.accounts[number % 2], square.accounts[1 - number % 2]
    raw = msgspec.json.encode(hand.seal(transfer(source, target, 1, new_id())))
    begun = time.perf_counter()
    status, body = hand.send(raw)
    assert status == 200, body
    return time.perf_counter() - begun


def read(hand: Hand) -> float:
    """One read; seconds."""
    begun = time.perf_counter()
    assert hand.get(paths.ME)[0] == 200
    return time.perf_counter() - begun


def sockets(count: int, seconds: float, seed: int) -> bool:
    """F34 and F35: all stay, reading goes on; then the server dies, a thousand come back, and nobody is locked out by it."""
    run = Run(f"{count} sockets", seed)
    with served(DEVICES) as (square, server):
        hands = [Hand(square, server.base_url, place, place % 2) for place in range(DEVICES)]
        process = psutil.Process(server.pid)
        base, rss = [read(hands[0]) for _ in range(SAMPLES)], process.memory_info().rss
        # Only so many as there are can be opened: each takes a signature on both sides.
        open_s = max(OPEN_S, count * EACH_OPEN_S)
        crowds = [_crowd(server.base_url, count // PROCESSES, open_s, seconds, hands) for _ in range(PROCESSES)]
        up = [_said(crowd) for crowd in crowds]
        run.figures |= {
            "open": sum(one["alive"] for one in up),
            "seconds until open": max(one["seconds"] for one in up),
            "KiB a socket": round((process.memory_info().rss - rss) / 1024 / count, 1),
        }
        before = process.cpu_times()
        # Reads: a posting would be pushed to all of them, and they are to be idle.
        under = [read(hands[0]) for _ in range(SAMPLES)]
        held = [_said(crowd) for crowd in crowds]
        after = process.cpu_times()
        spent = after.user + after.system - before.user - before.system
        run.figures["CPU of the server %"] = round(spent / seconds * 100)
        for crowd in crowds:
            crowd.wait(OPEN_S)
        alive = sum(one["alive"] for one in held)
        run.fault(count)
        run.did("ok", alive)
        run.figures |= {"opened again": sum(one["opened again"] for one in held)}
        run.figures |= {
            "p99 alone ms": _p99(base),
            "p99 among them ms": _p99(under),
            "load": round(os.getloadavg()[0], 1),
        }
        run.figures |= asyncio.run(_come_back(server, hands))
        again = [Hand(square, server.base_url, place, place % 2).tokens for place in range(SIGN_INS)]
        run.figures["signed in anew"] = len(again)
    run.prove()
    return alive >= count - PROCESSES and run.figures["back"] == BACK


def _crowd(base: str, count: int, open_s: float, hold_s: float, hands: list[Hand]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.faults.crowd", base, str(count), str(open_s), str(hold_s)]
    made = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert made.stdin is not None
    made.stdin.write("".join(f"{hand.signer.text()} {hand.tokens.access}\n" for hand in hands))
    made.stdin.close()
    return made


def _said(crowd: "subprocess.Popen[str]") -> dict[str, Any]:
    assert crowd.stdout is not None
    said: dict[str, Any] = json.loads(crowd.stdout.readline())
    return said


async def _come_back(server: ForgedServer, hands: list[Hand]) -> dict[str, Any]:
    crowd = Crowd(server.base_url, [(hand.signer, hand.tokens.access) for hand in hands], BACK)
    holding = asyncio.create_task(crowd.hold(3 * BACK_S, ever=True))
    await crowd.full(BACK_S)
    there = crowd.alive
    crowd.connects.clear()
    await asyncio.to_thread(server.kill)
    begun = time.monotonic()
    await asyncio.to_thread(server.start)
    ready = time.monotonic() - begun
    await crowd.full(BACK_S)
    figures = {"there before": there, "back": crowd.alive, "server ready after s": round(ready, 1),
               "all back after s": round(time.monotonic() - begun, 1),
               "at most a second": max(Counter(int(moment - begun) for moment in crowd.connects).values(), default=0)}  # fmt: skip
    holding.cancel()
    await asyncio.gather(holding, return_exceptions=True)
    return figures


def _p99(samples: list[float]) -> float:
    return round(statistics.quantiles(samples, n=100)[-1] * 1000, 1)


def clients(count: int, seed: int) -> bool:
    """F03 and F05 by the hundred: accepted by a process that was killed, and missing afterwards."""
    run = Run(f"{count} clients killed", seed)
    lost: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outbox.db"
        accepted: set[str] = set()
        for _ in range(count):
            accepted |= set(killed(child(str(file), "10000"), run.chance.uniform(0.0, 0.1)))
            run.fault()
            box = Outbox.open(file, KEY)
            box.verify()
            there = {row.command_id for row in box.unsent(10_000_000)}
            box.close()
            lost |= accepted - there
        run.did("ok", len(accepted))
    run.figures["accepted but missing"] = len(lost)
    run.prove()
    return not lost
