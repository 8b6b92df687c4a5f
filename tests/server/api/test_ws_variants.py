"""The same attacks spelt otherwise: handshakes and frames that RFC 6455 forbids, against a real server process.

The published list is in the neighbours; whoever wrote a list has another one, so each rule of the protocol has its breach here.
"""

import base64
import os
import socket
import struct
from collections.abc import Iterator

import pytest

from contract import paths
from tests.server.api.guarded import Guarded, RawSocket, guarded
from tests.server.api.house import Person
from tests.server.api.test_ws_frames import FOLLOW

PROTOCOL, UTF8, POLICY = 1002, 1007, 1008


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("ws"), stations=80, handshakes_per_s="2000") as served:
        yield served


_stations = iter(range(1, 80))


@pytest.fixture
def efua(bank: Guarded) -> Iterator[Person]:
    yield bank.sign_in("efua", at=next(_stations))
    assert bank.http.get(paths.READY).status_code == 200
    assert "Traceback" not in bank.server.text


def shaken(person: Person, *lines: str, first: str = "GET {path} HTTP/1.1", leave: str = "", **more: str) -> bytes:
    """The answer's head to a handshake with some lines more, or without the one that begins with ``leave``."""
    host, _, port = person.house.base.removeprefix("http://").partition(":")
    given = person.headers("GET", paths.FEED) | {name.replace("_", "-"): value for name, value in more.items()}
    key = base64.b64encode(os.urandom(16)).decode()
    standard = (f"Host: {host}:{port}", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}",
                "Sec-WebSocket-Version: 13")  # fmt: skip
    kept = [line for line in standard if not leave or not line.startswith(leave)]
    text = [first.format(path=paths.FEED), *kept, *(f"{name}: {value}" for name, value in given.items()), *lines]
    with socket.create_connection((host, int(port)), timeout=30) as raw:
        raw.sendall(("\r\n".join(text) + "\r\n\r\n").encode("latin-1"))
        heard = b""
        while b"\r\n\r\n" not in heard:
            part = raw.recv(4096)
            if not part:
                break
            heard += part
    return heard


def test_ws_offers(efua: Person) -> None:
    offered = (
        "Sec-WebSocket-Protocol: bearer, coastal",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    )
    answer = shaken(efua, *offered).lower()
    assert answer.startswith(b"http/1.1 101")
    assert b"sec-websocket-protocol" not in answer
    assert b"sec-websocket-extensions" not in answer


@pytest.mark.parametrize(
    ("lines", "leave"),
    [
        (("Sec-WebSocket-Version: 8",), "Sec-WebSocket-Version"),
        ((), "Sec-WebSocket-Version"),
        ((), "Sec-WebSocket-Key"),
        (("Sec-WebSocket-Key: c2hvcnQ=",), "Sec-WebSocket-Key"),
        (("Sec-WebSocket-Key: not base64!!",), "Sec-WebSocket-Key"),
        (("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",), ""),
        (("Origin: null",), ""),
        (("Origin: ",), ""),
        (("Origin: http://127.0.0.1.evil.example",), ""),
        (("Origin: http://127.0.0.1:1@evil.example",), ""),
        (("Origin: http://{host}", "Origin: http://evil.example"), ""),
        (("Authorization: DPoP x.y.z",), ""),
        (("DPoP: x.y.z",), ""),
    ],
)  # fmt: skip
def test_ws_bad_handshake(efua: Person, lines: tuple[str, ...], leave: str) -> None:
    host = efua.house.base.removeprefix("http://")
    answer = shaken(efua, *(line.format(host=host) for line in lines), leave=leave)
    assert answer.split(b" ")[1:2] in ([b"400"], [b"401"], [b"403"], [b"426"]), answer[:200]


@pytest.mark.parametrize("first", ["POST {path} HTTP/1.1", "GET {path} HTTP/1.0", "GET {path}/ HTTP/1.1", "GET {path}%00 HTTP/1.1",
                                   "GET //v1/feed HTTP/1.1", "GET /v1/../v1/feed HTTP/1.1", "GET /V1/FEED HTTP/1.1"])  # fmt: skip
def test_ws_other_way(efua: Person, first: str) -> None:
    assert not shaken(efua, first=first).startswith(b"HTTP/1.1 101")


CARRIERS: dict[str, tuple[str, dict[str, str]]] = {
    "a subprotocol": ("", {"sec-websocket-protocol": "bearer, {token}"}),
    "a subprotocol with its scheme": ("", {"sec-websocket-protocol": "dpop.{token}"}),
    "a cookie": ("", {"cookie": "access={token}; authorization=DPoP {token}"}),
    "the query": ("?access_token={token}", {}),
    "the query and the header's scheme": ("?authorization=DPoP%20{token}", {}),
    "another scheme": ("", {"authorization": "Bearer {token}"}),
    "a scheme alone": ("", {"authorization": "DPoP"}),
    "basic": ("", {"authorization": "Basic {token}"}),
    "a proxy's header": ("", {"proxy-authorization": "DPoP {token}"}),
    "a header of one's own": ("", {"x-access-token": "{token}", "x-forwarded-authorization": "DPoP {token}"}),
    "two in one": ("", {"authorization": "DPoP {token}, DPoP {token}"}),
    "quoted": ("", {"authorization": 'DPoP "{token}"'}),
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_ws_token_elsewhere(efua: Person, bank: Guarded, carrier: str) -> None:
    query, headers = CARRIERS[carrier]
    token = efua.tokens.access
    given = {name: value.format(token=token) for name, value in headers.items()}
    standard = {"upgrade": "websocket", "connection": "Upgrade", "sec-websocket-version": "13",
                "sec-websocket-key": base64.b64encode(os.urandom(16)).decode()}  # fmt: skip
    proof = {"dpop": efua.headers("GET", paths.FEED)["dpop"], paths.PROTOCOL_HEADER: "1"}
    answer = efua.house.http.get(paths.FEED + query.format(token=token), headers=standard | proof | given)
    assert answer.status_code == 401
    assert "sec-websocket-protocol" not in answer.headers
    assert token not in answer.text
    assert token not in bank.server.text


FRAMES = {
    "a continuation of nothing": ([(b"x", 0, True)], {PROTOCOL}),
    "a text within a text": ([(b'{"mess', 1, False), (b"x", 1, True)], {PROTOCOL}),
    "a ping in pieces": ([(b"x", 9, False)], {PROTOCOL}),
    "a ping too long": ([(b"x" * 126, 9, True)], {PROTOCOL}),
    "a close too long": ([(b"\x03\xe8" + b"x" * 124, 8, True)], {PROTOCOL}),
    "a close of one byte": ([(b"x", 8, True)], {PROTOCOL}),
    "a close that nobody may say": ([(struct.pack(">H", 1005), 8, True)], {PROTOCOL}),
    "a close below all codes": ([(struct.pack(">H", 999), 8, True)], {PROTOCOL}),
    "a close with a broken reason": ([(struct.pack(">H", 1000) + b"\xff\xfe", 8, True)], {PROTOCOL, UTF8}),
    "broken letters across two pieces": ([(b'{"a":"\xe2\x82', 1, False), (b'"}', 0, True)], {UTF8}),
    "an overlong letter": ([(b'{"a":"\xc0\xaf"}', 1, True)], {UTF8}),
    "half a surrogate": ([(b'{"a":"\xed\xa0\x80"}', 1, True)], {UTF8}),
    "nothing said": ([(b"", 1, True)], {POLICY}),
    "two words at once": ([(FOLLOW + FOLLOW, 1, True)], {POLICY}),
    "a word twice": ([(FOLLOW, 1, True), (FOLLOW, 1, True)], {POLICY}),
    "a name twice": ([(b'{"message":"follow","message":"x","after":0}', 1, True)], {POLICY}),
    "deep": ([(b"[" * 30_000, 1, True)], {POLICY}),
    "a number beyond all": ([(b'{"message":"follow","after":1e400}', 1, True)], {POLICY}),
    "a number too long": ([(b'{"message":"follow","after":' + b"9" * 5000 + b"}", 1, True)], {POLICY}),
    "a sign before it": ([(b"\xef\xbb\xbf" + FOLLOW, 1, True)], {POLICY}),
    **{f"opcode {code}": ([(b"x", code, True)], {PROTOCOL}) for code in (3, 7, 11, 15)},
}  # fmt: skip


@pytest.mark.parametrize("name", FRAMES)
def test_ws_bad_frame(efua: Person, name: str) -> None:
    frames, codes = FRAMES[name]
    raw = RawSocket(efua)
    for payload, opcode, fin in frames:
        raw.send(payload, opcode=opcode, fin=fin)
    assert raw.closed_with() in codes
    raw.close()


@pytest.mark.parametrize("bit", [0x40, 0x20, 0x10], ids=["compressed", "rsv2", "rsv3"])
def test_ws_reserved_bit(efua: Person, bit: int) -> None:
    raw = RawSocket(efua)
    raw.raw.sendall(RawSocket.header(0x81 | bit, 5) + bytes(4) + b"hello")
    assert raw.closed_with() == PROTOCOL
    raw.close()


def test_a_word_in_pieces_with_pings_between_is_a_word(efua: Person) -> None:
    raw = RawSocket(efua)
    raw.send(FOLLOW[:5], opcode=1, fin=False)
    raw.send(b"there?", opcode=9)
    raw.send(FOLLOW[5:9], opcode=0, fin=False)
    raw.send(FOLLOW[9:], opcode=0, fin=True)
    heard = b""
    while b'"hello"' not in heard:
        heard += raw.raw.recv(4096)
    assert b"there?" in heard
    raw.close()
