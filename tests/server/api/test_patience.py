"""Connections that dribble, over real sockets."""

import contextlib
import itertools
import socket
import time

import pytest

from contract import paths
from server.api import bodies, patience
from tests.server.api.house import House
from tests.support.waiting import LONG_S


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "REQUEST_S", 0.6)
    monkeypatch.setattr(bodies, "BODY_S", 0.6)


def dribble(house: House, first: bytes, then: bytes) -> bytes:
    """Send ``first``, then one byte of ``then`` each tenth of a second; what came back until the other side closed."""
    host, _, port = house.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as raw:
        raw.settimeout(0.1)
        raw.sendall(first)
        deadline, got = time.monotonic() + LONG_S, b""
        for byte in itertools.cycle(then):
            try:
                raw.sendall(bytes([byte]))
                heard = raw.recv(4096)
            except TimeoutError:
                heard = None
            except OSError:
                return got
            if heard == b"":
                return got
            got += heard or b""
            assert time.monotonic() < deadline, "still open"
    return got


@pytest.mark.parametrize(
    "first", [b"", b"GET /health HTTP/1.1\r\nhost: x\r\n", b"GET /health HTTP/1.1\r\nhost: x\r\n\r\nGET /h"]
)
def test_headers_that_never_end_are_not_waited_for(house: House, first: bytes) -> None:
    dribble(house, first, b"X-A: b\r\n")
    assert house.http.get(paths.READY).status_code == 200


def test_a_handshake_with_headers_too_large_is_refused_at_once(house: House) -> None:
    head = b"GET /v1/feed HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
    for more in (b"x-a: " + b"b" * 9_000 + b"\r\n", b"x-a: b\r\n" * 120):
        assert dribble(house, head + more + b"\r\n", b" ").startswith(b"HTTP/1.1 400")


def test_a_body_that_never_ends_is_refused(house: House) -> None:
    head = b"POST /v1/sign-in HTTP/1.1\r\nhost: x\r\ncoastal-protocol: 1\r\ncontent-length: 900\r\n\r\n"
    assert b"malformed" in dribble(house, head, b" ")


def test_a_connection_that_asks_again_in_time_stays(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times half of the bound are more than the bound: each answer begins it anew. A turn that the machine made late proves nothing."""
    monkeypatch.setattr(patience, "REQUEST_S", 1.5)
    while True:
        in_time, answers = True, 0
        host, _, port = house.base.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=LONG_S) as raw, contextlib.suppress(OSError):
            for _ in range(3):
                begun = time.monotonic()
                time.sleep(0.75)
                raw.sendall(HEAD + b"\r\n")
                answers += raw.recv(65536).startswith(b"HTTP/1.1 200")
                in_time &= time.monotonic() - begun < 1.2
        if in_time:
            break
    assert answers == 3


def heard(house: House, head: bytes) -> bytes:
    """The first line of the answer to what is sent at once."""
    host, _, port = house.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as raw:
        try:
            raw.sendall(head)
            return raw.recv(65536).partition(b"\r\n")[0]
        except OSError:
            return b"cut off"


HEAD = b"GET /health HTTP/1.1\r\nhost: x\r\n"


@pytest.mark.parametrize(
    "head",
    [
        HEAD + b"x: a\r\n" * (patience.HEADERS_MAX + 1) + b"\r\n",
        HEAD + b"x: " + b"a" * 2_000_000 + b"\r\n\r\n",
        HEAD + b"x: " + b"a" * 2_000_000,
        HEAD + b"host: y\r\n\r\n",
        b"GET /" + b"a" * 2_000_000,
        b"POST /v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: 4\r\n\r\n",
        HEAD.replace(b"\r\n", b"\n") + b"\n",
        HEAD + b"x: a\r\n b\r\n\r\n",
        HEAD + b"x : a\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
    ],
    ids=["many", "giant", "giant and no end", "two hosts", "giant line", "two lengths", "length twice", "bare ends", "folded",
         "a blank before the colon", "no host"],
)  # fmt: skip
def test_a_head_that_may_mean_two_things_or_has_no_end_is_refused(house: House, head: bytes) -> None:
    assert heard(house, head) in (b"HTTP/1.1 400 Bad Request", b"cut off")
    assert house.http.get(paths.READY).status_code == 200


def test_a_head_of_a_proxy_s_size_is_served(house: House) -> None:
    assert heard(house, HEAD + b"x: abcdefgh\r\n" * 60 + b"y: " + b"a" * 30_000 + b"\r\n\r\n") == b"HTTP/1.1 200 OK"


def test_headers_without_end_are_refused_before_they_fill_the_memory(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "REQUEST_S", 30)
    host, _, port = house.base.removeprefix("http://").partition(":")
    sent = 0
    with socket.create_connection((host, int(port))) as raw:
        raw.settimeout(20)
        raw.sendall(b"GET /health HTTP/1.1\r\nx-a: ")
        try:
            while sent < 64 << 20:
                raw.sendall(b"b" * 65_536)
                sent += 65_536
        except OSError:
            pass
    assert sent < 32 << 20, "the other side stopped reading and closed"
    assert house.http.get(paths.READY).status_code == 200
