"""Frames that no client of ours sends: ``ws_attacks.json`` with raw bytes against a real server process."""

import os
from collections.abc import Iterator

import psutil
import pytest

from contract import paths
from tests.server.api.guarded import Guarded, RawSocket, guarded
from tests.server.api.house import Person

FOLLOW = b'{"message":"follow","after":0}'


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("ws"), stations=20) as served:
        yield served


_stations = iter(range(1, 20))


@pytest.fixture
def efua(bank: Guarded) -> Iterator[Person]:
    """Signed in at a workstation of the test's own; afterwards the server still serves."""
    yield bank.sign_in("efua", at=next(_stations))
    assert bank.http.get(paths.READY).status_code == 200
    assert "Traceback" not in bank.server.text


def rss(bank: Guarded) -> int:
    return int(psutil.Process(bank.server.pid).memory_info().rss)


@pytest.fixture
def raw(efua: Person) -> Iterator[RawSocket]:
    socket = RawSocket(efua)
    assert socket.answer.startswith(b"HTTP/1.1 101")
    yield socket
    socket.close()


def test_ws_giant_frame(bank: Guarded, raw: RawSocket) -> None:
    before = rss(bank)
    raw.raw.sendall(RawSocket.header(0x81, 64 * 1024 * 1024) + bytes(4))
    assert raw.closed_with() == 1009, "said by the length alone, before the body"
    assert rss(bank) - before < 8 * 1024 * 1024


def test_ws_giant_fragments(bank: Guarded, raw: RawSocket) -> None:
    before = rss(bank)
    raw.send(b"x" * 1024, opcode=1, fin=False)
    with pytest.raises(OSError):  # the line is closed long before
        for _ in range(20_000):
            raw.send(b"x" * 1024, opcode=0, fin=False)
    assert raw.closed_with() in (1009, 0)
    assert rss(bank) - before < 8 * 1024 * 1024


def test_ws_zip_bomb(bank: Guarded, efua: Person) -> None:
    raw = RawSocket(efua, **{"Sec-WebSocket-Extensions": "permessage-deflate"})
    assert b"sec-websocket-extensions" not in raw.answer.lower(), "not negotiated"
    before = rss(bank)
    raw.send(b"\x00" * 60_000, rsv1=True)
    assert raw.closed_with() == 1002
    assert rss(bank) - before < 8 * 1024 * 1024
    raw.close()


def test_ws_bad_utf8(raw: RawSocket) -> None:
    raw.send(bytes.fromhex("cebae1bdb9cf83cebcceb5eda080656469746564"))
    assert raw.closed_with() == 1007


def test_ws_unmasked(raw: RawSocket) -> None:
    raw.send(FOLLOW, mask=False)
    assert raw.closed_with() == 1002


@pytest.mark.parametrize(
    "text",
    [b"[" * 10_000, b'{"message":"follow","after":NaN}', b'{"message":"follow","after":1e400}',
     b'{"message":"follow","after":0,"after":"x"}', b'{"message":"follow","after":0,"epoch":"\\ud800"}',
     b'{"message":"follow","after":' + b"9" * 5_000 + b"}"],
    ids=["deep", "nan", "huge float", "twice", "surrogate", "long integer"],
)  # fmt: skip
def test_ws_bad_json(raw: RawSocket, text: bytes) -> None:
    raw.send(text)
    assert raw.closed_with() == 1008


def test_ws_binary(raw: RawSocket) -> None:
    raw.send(os.urandom(60_000), opcode=2)
    assert raw.closed_with() in (1003, 1008)
