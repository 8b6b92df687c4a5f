"""Too much of everything: the loads of ``ws_attacks.json`` against a real server process, scaled to a test's time.

``COASTAL_WS_SCALE`` multiplies the numbers; at 25 they are those of the file. Figures are printed, never asserted.
"""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import psutil
import pytest
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from contract import paths
from contract.customers import RegisterCustomer
from contract.feed import Follow
from contract.ids import new_id
from server.api.patience import REQUEST_S
from teller_app.sync.state import backoff_s
from tests.server.api.guarded import Guarded, RawSocket, guarded
from tests.server.api.house import Person
from tests.server.api.test_feed import ask, opened, read
from tests.support.proxy import Mode, Proxy
from tests.support.waiting import until

SCALE = float(os.environ.get("COASTAL_WS_SCALE", "1"))
IDLE = int(200 * SCALE)
STATIONS = 4 + IDLE // 4


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("ws"), stations=STATIONS, handshakes_per_s="2000") as served:
        yield served


def customers(person: Person, count: int) -> None:
    """Book this many, fifty a request."""
    for start in range(0, count, 50):
        envelopes = [
            person.seal(RegisterCustomer(customer=new_id(), number=new_id()[16:], full_name=f"Ama {'x' * 90}"))
            for _ in range(start, min(start + 50, count))
        ]
        assert person.post(*envelopes, many=True).status_code == 200


def follow(bank: Guarded) -> str:
    """Follow from where the journal stands."""
    return msgspec.json.encode(Follow(after=bank.rows("SELECT seq FROM journal_head")[0][0])).decode()


def serves(bank: Guarded, at: int = 1) -> None:
    """Somebody else is served as ever: a feed opens and a posting arrives on it."""
    kojo = bank.sign_in("kojo", at=at)
    with opened(kojo) as other:
        ask(other, bank.rows("SELECT seq FROM journal_head")[0][0])
        customers(kojo, 1)
        while not read(other).entries:
            pass


def test_ws_slow_reader(bank: Guarded) -> None:
    """It never reads; the others do, and it is dropped. It catches up by its cursor when it comes again."""
    slow = bank.sign_in("efua", at=2)
    start = bank.rows("SELECT seq FROM journal_head")[0][0]
    raw = RawSocket(slow)
    raw.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.send(msgspec.json.encode(Follow(after=start)))
    until(lambda: bank.feeds() == 1)
    maker, before = bank.sign_in("kojo", at=1), psutil.Process(bank.server.pid).memory_info().rss
    deadline = time.monotonic() + 120
    while bank.feeds() and time.monotonic() < deadline:
        customers(maker, 500)
    assert bank.feeds() == 0, "dropped"
    print(f"slow reader: server grew by {(psutil.Process(bank.server.pid).memory_info().rss - before) >> 20} MiB")
    raw.close()
    with opened(slow) as again:
        assert ask(again, start).head > start


def test_ws_slow_handshake(bank: Guarded) -> None:
    host, _, port = bank.base.removeprefix("http://").partition(":")
    count, began = int(200 * SCALE), time.monotonic()
    lines = [socket.create_connection((host, int(port))) for _ in range(count)]
    for line in lines:
        line.sendall(b"GET /v1/feed HTTP/1.1\r\n")
        line.settimeout(0.05)
    served = False
    open_ = set(lines)
    while open_ and time.monotonic() - began < REQUEST_S + 15:
        for line in list(open_):
            try:
                line.sendall(b"x")
                if line.recv(10) == b"":
                    open_.discard(line)
            except TimeoutError:
                continue
            except OSError:
                open_.discard(line)
        if not served:
            serves(bank)
            served = True
    for line in lines:
        line.close()
    assert not open_, f"{len(open_)} of {count} are still open"


def test_ws_flood_msg(bank: Guarded) -> None:
    before = len(bank.rows("SELECT 1 FROM activity WHERE what = 'feed_misused'"))
    raw, sent, word = RawSocket(bank.sign_in("efua", at=3)), 0, follow(bank).encode()
    with contextlib.suppress(OSError):
        for _ in range(10_000):
            raw.send(word)
            sent += 1
    assert raw.closed_with() in (1008, 0)
    raw.close()
    print(f"flood: {sent} messages written, of which the server took two")
    until(lambda: len(bank.rows("SELECT 1 FROM activity WHERE what = 'feed_misused'")) == before + 1)
    serves(bank)


def test_ws_flood_connect(bank: Guarded) -> None:
    efua, statuses = bank.sign_in("efua", at=3), []
    with ExitStack() as kept:
        for _ in range(200):
            try:
                kept.enter_context(opened(efua))
                statuses.append(101)
            except InvalidStatus as refused:
                statuses.append(refused.response.status_code)
        assert statuses.count(101) <= 4
        assert set(statuses) <= {101, 429, 503}
        serves(bank)


def test_ws_ping_flood(bank: Guarded) -> None:
    raw, process = RawSocket(bank.sign_in("efua", at=0)), psutil.Process(bank.server.pid)
    raw.send(follow(bank).encode())
    before, count = sum(process.cpu_times()[:2]), int(20_000 * SCALE)
    ping = RawSocket.header(0x89, 0) + bytes(4)
    raw.raw.setblocking(True)
    heard = 0
    for _ in range(count // 100):
        raw.raw.sendall(ping * 100)
        heard += len(raw.raw.recv(65536))
    spent = sum(process.cpu_times()[:2]) - before
    print(f"ping flood: {count} pings cost the server {spent:.2f} s of CPU, {spent / count * 1e6:.0f} µs each")
    serves(bank)
    raw.close()


def test_ws_idle_10k(bank: Guarded) -> None:
    """As many idle sockets as the scale says, four a workstation; then a posting goes through as ever."""
    people = [bank.sign_in("efua", at=4 + number) for number in range(IDLE // 4)]
    process, before = psutil.Process(bank.server.pid), psutil.Process(bank.server.pid).memory_info().rss

    async def hold() -> None:
        url = bank.base.replace("http", "ws") + paths.FEED
        sockets = []
        for person in people:
            for _ in range(4):
                given = person.headers("GET", paths.FEED)
                sockets.append(await connect_async(url, additional_headers=given, compression=None, proxy=None))
        for one in sockets:
            await one.send(follow(bank))
        await asyncio.to_thread(until, lambda: bank.feeds() == IDLE)
        assert len(sockets) == IDLE
        grown = process.memory_info().rss - before
        print(f"idle: {IDLE} sockets, {grown / IDLE / 1024:.0f} KiB each on the server")
        await asyncio.to_thread(serves, bank)
        assert all(one.close_code is None for one in sockets)
        await asyncio.gather(*(one.close() for one in sockets), return_exceptions=True)

    asyncio.run(hold())


def test_ws_silent_peer(bank: Guarded) -> None:
    """The line goes dead without a word: pings are not answered, and the socket is given back."""
    with Proxy(target_port=bank.server.port) as wire:
        efua = bank.sign_in("efua", at=2)
        headers = efua.headers("GET", paths.FEED)
        base, efua.house.base = efua.house.base, f"http://127.0.0.1:{wire.port}"
        try:
            headers["dpop"] = efua.signer.proof("GET", efua.house.base + paths.FEED, efua.tokens.access)
            raw = RawSocket(efua, **headers)
        finally:
            efua.house.base = base
        raw.send(follow(bank).encode())
        until(lambda: bank.feeds() == 1)
        wire.mode, began = Mode.BLACK_HOLE, time.monotonic()
        until(lambda: bank.feeds() == 0, 60)
        print(f"silent peer: its socket was free after {time.monotonic() - began:.0f} s")
        raw.close()


@pytest.fixture
def own_bank(tmp_path: Path) -> Iterator[Guarded]:
    """One that may be killed."""
    with guarded(tmp_path, stations=4 + int(40 * SCALE)) as served:
        yield served


def test_ws_stampede(own_bank: Guarded) -> None:
    """kill -9 and a restart with everybody following: all come back, each from its cursor, spread by the app's own back-off."""
    bank = own_bank
    waits = [backoff_s(0, number / 99) for number in range(100)]
    assert max(waits) > min(waits) * 1.5, "the app does not knock in step"
    people = [bank.sign_in("efua", at=4 + number) for number in range(int(40 * SCALE))]
    start = bank.rows("SELECT seq FROM journal_head")[0][0]
    customers(bank.sign_in("kojo", at=1), 3)
    bank.server.kill()
    bank.server.restart()
    began = time.monotonic()

    async def come_back(person: Person, jitter: float) -> tuple[int, int]:
        tries = 0
        while True:
            await asyncio.sleep(backoff_s(tries, jitter))
            tries += 1
            try:
                url = bank.base.replace("http", "ws") + paths.FEED
                given = person.headers("GET", paths.FEED)
                async with connect_async(url, additional_headers=given, compression=None, proxy=None) as one:
                    await one.send(msgspec.json.encode(Follow(after=start)).decode())
                    await one.recv()
                    return tries, len(msgspec.json.decode(await one.recv())["entries"])
            except (OSError, WebSocketException, ConnectionClosed):
                assert tries < 20

    async def everybody() -> list[tuple[int, int]]:
        return await asyncio.gather(*(come_back(person, n / len(people)) for n, person in enumerate(people)))

    done = asyncio.run(everybody())
    print(f"stampede: {len(done)} back after {time.monotonic() - began:.1f} s, at most {max(n for n, _ in done)} tries")
    assert {entries for _, entries in done} == {3}, "and nothing is missing"
