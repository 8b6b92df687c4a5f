import socket
import threading
from collections.abc import Iterator

import pytest

from tests.support.ports import LOCALHOST, free_port, wait_for_port
from tests.support.proxy import Mode, Proxy
from tests.support.waiting import LONG_S


@pytest.fixture
def echo_port() -> Iterator[int]:
    """A server that sends back what it hears."""
    listener = socket.create_server((LOCALHOST, 0))

    def serve() -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=(peer,), daemon=True).start()

    def echo(peer: socket.socket) -> None:
        with peer:
            try:
                while heard := peer.recv(1024):
                    peer.sendall(heard)
            except OSError:
                pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(LONG_S)


@pytest.fixture
def wire(echo_port: int) -> Iterator[Proxy]:
    with Proxy(echo_port) as proxy:
        yield proxy


def dial(wire: Proxy) -> socket.socket:
    return socket.create_connection((LOCALHOST, wire.port), timeout=LONG_S)


def say(line: socket.socket, word: bytes = b"hello") -> bytes:
    line.sendall(word)
    return line.recv(1024)


def test_passes_and_counts(wire: Proxy) -> None:
    with dial(wire) as line:
        assert say(line) == b"hello"
    assert (wire.sent, wire.answered, wire.connections) == (5, 5, 1)


def test_cut_resets_and_refuse_lets_nobody_in(wire: Proxy) -> None:
    with dial(wire) as line:
        assert say(line) == b"hello"
        wire.mode = Mode.REFUSE
        wire.cut()
        with pytest.raises(ConnectionError):
            say(line)
            say(line)
    with pytest.raises(ConnectionError), dial(wire) as line:
        say(line)
        say(line)


@pytest.mark.parametrize(("mode", "delivered"), [(Mode.BLACK_HOLE, 0), (Mode.SWALLOW_ANSWERS, 5)])
def test_silence_is_no_farewell(wire: Proxy, mode: Mode, delivered: int) -> None:
    with dial(wire) as line:
        wire.mode = mode
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            say(line)
    assert (wire.sent, wire.answered) == (delivered, 0)


def test_delay(wire: Proxy) -> None:
    wire.delay_s = 0.5
    with dial(wire) as line:
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            say(line)


def test_half_close_leaves_the_other_direction(wire: Proxy) -> None:
    with dial(wire) as line:
        assert say(line) == b"hello"
        wire.half_close(towards_client=True)
        assert line.recv(1024) == b""
        line.sendall(b"still heard")
        line.shutdown(socket.SHUT_WR)


def test_a_target_that_is_away_looks_like_a_reset() -> None:
    with Proxy(free_port()) as wire:
        wait_for_port(wire.port)
        with pytest.raises(ConnectionError), dial(wire) as line:
            say(line)
            say(line)
