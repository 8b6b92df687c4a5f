import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.support.packets import SERVER, Cable, missing
from tests.support.waiting import LONG_S

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture
def cable() -> Iterator[Cable]:
    with Cable(1) as made:
        yield made


@pytest.fixture
def line(cable: Cable) -> Iterator[socket.socket]:
    """A connection from the workstation's host to one that sends back what it hears on the server's."""
    with cable.at_server():
        listener = socket.create_server((SERVER, 0))

    def echo() -> None:
        peer, _ = listener.accept()
        with peer, suppress(OSError):
            while heard := peer.recv(65_536):
                peer.sendall(heard)

    thread = threading.Thread(target=echo, daemon=True)
    thread.start()
    with cable.at_client():
        made = socket.create_connection(listener.getsockname(), LONG_S)
    yield made
    made.close()
    listener.close()
    thread.join(LONG_S)


def turn(line: socket.socket, content: bytes) -> bytes:
    return hear(line, content, len(content))


def hear(line: socket.socket, content: bytes, count: int) -> bytes:
    line.sendall(content)
    heard = b""
    while len(heard) < count:
        heard += line.recv(65_536)
    return heard


def test_a_whole_cable_carries_everything(cable: Cable, line: socket.socket) -> None:
    assert turn(line, b"x" * 100_000) == b"x" * 100_000
    assert cable.counts["carried"] > 2
    assert {kind for kind, count in cable.counts.items() if count} == {"carried"}


def test_what_is_lost_doubled_and_overtaken_comes_by_tcp_after_all(cable: Cable, line: socket.socket) -> None:
    cable.loss = cable.twice = cable.overtaken = 0.1
    content = bytes(range(256)) * 8
    while not all(cable.counts[kind] for kind in ("lost", "doubled", "overtaken")):
        assert turn(line, content) == content


def test_answers_alone_are_lost(cable: Cable, line: socket.socket) -> None:
    cable.lost_answers = 1.0
    line.settimeout(0.5)
    with pytest.raises(TimeoutError):
        hear(line, b"x", 1)
    assert cable.counts["lost"] >= 1
    cable.lost_answers = 0.0
    line.settimeout(LONG_S)
    assert hear(line, b"y", 2) == b"xy"


def test_the_hosts_are_not_this_one(cable: Cable) -> None:
    with cable.at_server():
        listener = socket.create_server((SERVER, 0))
    with listener, pytest.raises(OSError):
        socket.create_connection(listener.getsockname(), 1)
