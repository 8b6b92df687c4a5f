"""F33 to F35: readers that flood, that do not read, that are many, that all come back at once. Each hurts itself alone."""

import asyncio
import contextlib
import random
import socket
import time
from collections import Counter
from collections.abc import Iterator

import msgspec
import psutil
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from contract import paths
from contract.feed import Executed, Follow
from contract.ids import new_id
from server.core import journal
from teller_app.sync.state import backoff_s
from tests.faults.crowd import Crowd
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import Square, transfer
from tests.support.forge import Forge, ForgedServer
from tests.support.waiting import LONG_S, seen

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MEBIBYTE = 1024 * 1024


@pytest.fixture
def server(forge: Forge, square: Square) -> Iterator[ForgedServer]:
    env = square.environment | {"COASTAL_FEEDS_PER_DEVICE": "100"}
    made = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=env)
    yield made.start()
    made.close()


def feed(hand: Hand, **more: object) -> ClientConnection:
    proof = hand.signer.proof("GET", hand.base + paths.FEED, hand.tokens.access)
    headers = {paths.PROTOCOL_HEADER: "1", **hand.headers(dpop=proof)}
    url = hand.base.replace("http", "ws") + paths.FEED
    return connect(url, additional_headers=headers, proxy=None, **{"compression": None, **more})  # type: ignore[arg-type]


def follow(line: ClientConnection, after: int) -> None:
    line.send(msgspec.json.encode(Follow(after=after)).decode())


def closed_with(line: ClientConnection, seconds: float = 10) -> int:
    """The close code, whatever is said before."""
    deadline = time.monotonic() + seconds
    try:
        while True:
            line.recv(timeout=max(0.01, deadline - time.monotonic()))
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else 1006


@ON_SQLITE
def test_f33_floods_and_giants_are_closed_and_cost_nothing(server: ForgedServer, square: Square, run: Run) -> None:
    hand = Hand(square, server.base_url)
    before = psutil.Process(server.pid).memory_info().rss
    giants = {"one frame": lambda line: line.send("x" * (8 * MEBIBYTE)),
              "fragments without end": lambda line: line.send(iter(["x" * 1024] * 9_000)),
              "a second word": lambda line: (follow(line, 0), [line.send("{}") for _ in range(1_000)]),
              "no word of ours": lambda line: line.send("[" * 10_000),
              "bytes": lambda line: line.send(b"\xff" * 1_000)}  # fmt: skip
    codes = {}
    for name, attack in giants.items():
        with feed(hand) as line:
            with contextlib.suppress(ConnectionClosed):
                attack(line)
            codes[name] = closed_with(line)
            run.fault()
    with feed(hand, compression="deflate") as line:
        assert line.response is not None
        assert "sec-websocket-extensions" not in line.response.headers, "no bomb can be sent"
        # The control: one that says what it should is not closed.
        follow(line, 0)
        assert b"hello" in str(line.recv(timeout=LONG_S)).encode()
    run.did("ok", len(codes))
    run.figures |= {
        "codes": codes,
        "MiB more": round((psutil.Process(server.pid).memory_info().rss - before) / MEBIBYTE, 1),
    }
    assert set(codes.values()) <= {1006, 1008, 1009}
    assert codes["one frame"] in (1009, 1006)
    assert psutil.Process(server.pid).memory_info().rss - before < 40 * MEBIBYTE


@ON_SQLITE
def test_f33_a_silent_reader_hurts_itself_alone(server: ForgedServer, square: Square, run: Run) -> None:
    """It never reads; the one beside it hears everything, and posting goes on. That it is dropped in the end is the hub's own test."""
    hand, other = Hand(square, server.base_url), Hand(square, server.base_url, 1, 1)
    head = square.look(journal.read_head).seq
    silent = feed(hand)
    silent.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    follow(silent, 0)
    with feed(other) as reader:
        follow(reader, head)
        run.fault()
        heard = 0
        for number in range(100):
            source, target = square.accounts[number % 2], square.accounts[1 - number % 2]
            envelope = hand.seal(transfer(source, target, 1, new_id()))
            assert isinstance(hand.post(envelope), Executed)
            run.did()
        last = square.look(journal.read_head).seq
        while heard < last:
            message = msgspec.json.decode(reader.recv(timeout=LONG_S))
            heard = message.get("upto", heard)
    assert heard == last
    silent.close()


@ON_SQLITE
def test_f34_idle_sockets_stay(server: ForgedServer, square: Square, run: Run) -> None:
    """Two hundred here, ten thousand in the soak. None is lost and posting goes on; the control counts those who are cut off."""
    hands = [Hand(square, server.base_url, place, place % 2) for place in range(4)]
    pairs = [(hand.signer, hand.tokens.access) for hand in hands]
    before = psutil.Process(server.pid).memory_info().rss

    async def live() -> tuple[int, int, int]:
        crowd = Crowd(server.base_url, pairs, 200)
        holding = asyncio.create_task(crowd.hold(2 * LONG_S))
        while crowd.alive < 200 and not crowd.failures:
            await asyncio.sleep(0.05)
        rss = psutil.Process(server.pid).memory_info().rss
        assert isinstance(
            hands[0].post(hands[0].seal(transfer(square.accounts[0], square.accounts[1], 1, new_id()))), Executed
        )
        await asyncio.sleep(1.5)
        alive = crowd.alive
        server.kill()
        await asyncio.to_thread(seen, lambda: crowd.alive == 0, LONG_S)
        cut = crowd.alive
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        return alive, cut, rss

    alive, cut, rss = asyncio.run(live())
    run.fault(200)
    run.did("ok", alive)
    run.figures["KiB a socket"] = round((rss - before) / 1024 / 200, 1)
    assert (alive, cut) == (200, 0)


@ON_SQLITE
def test_f35_everybody_comes_back_at_once(server: ForgedServer, square: Square, run: Run) -> None:
    """The app's own back-off; a hundred here, a thousand in the soak."""
    hands = [Hand(square, server.base_url, place, place % 2) for place in range(4)]
    pairs = [(hand.signer, hand.tokens.access) for hand in hands]

    async def live() -> tuple[int, float, Counter[int]]:
        crowd = Crowd(server.base_url, pairs, 100)
        holding = asyncio.create_task(crowd.hold(2 * LONG_S, ever=True))
        while crowd.alive < 100:
            await asyncio.sleep(0.05)
        crowd.connects.clear()
        await asyncio.to_thread(server.kill)
        begun = time.monotonic()
        await asyncio.to_thread(server.start)
        while crowd.alive < 100 and time.monotonic() - begun < LONG_S:
            await asyncio.sleep(0.05)
        back = crowd.alive
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        return back, time.monotonic() - begun, Counter(int(moment - begun) for moment in crowd.connects)

    back, seconds, each_second = asyncio.run(live())
    run.fault()
    run.did("ok", back)
    run.figures |= {"seconds until all were back": round(seconds, 1), "at most a second": max(each_second.values())}
    assert back == 100


@pytest.mark.parametrize(("jitter", "spread"), [(True, True), (False, False)])
def test_f35_tries_are_spread(run: Run, jitter: bool, spread: bool) -> None:
    """A thousand apps' next tries by the app's own figures. Without the jitter, the control, they all come in the same tenth of a second."""
    chance = random.Random(run.seed)
    tries: Counter[int] = Counter()
    for _ in range(1_000):
        at = 0.0
        for attempt in range(4):
            at += backoff_s(attempt, chance.random() if jitter else 1.0)
            tries[int(at * 10)] += 1
    run.fault()
    run.did("ok", sum(tries.values()))
    run.figures["tries in the fullest tenth of a second"] = max(tries.values())
    assert (max(tries.values()) < 500) is spread
