import asyncio
import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from contract import paths
from contract.errors import ErrorCode
from contract.staff import Me, Tokens
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Declined, Offline, ServerFault
from teller_app.sync.transport import InsecureServer, Reply, Transport, checked_url, decoded
from tests.support.ports import free_port
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank


def run[T](
    url: str, work: Callable[[Transport], Awaitable[T]], read_s: float = 60.0, clock: Callable[[], float] = time.time
) -> T:
    async def main() -> T:
        transport = Transport(url, DeviceSigner.generate(), clock=clock, read_s=read_s)
        try:
            return await work(transport)
        finally:
            await transport.close()

    return asyncio.run(main())


@pytest.mark.parametrize(
    "url",
    ["http://bank.example", "http://10.0.0.5:8642", "ftp://localhost", "bank.example", "https://", "https://[::1", ""],
)
def test_nothing_is_sent_in_the_clear(url: str) -> None:
    with pytest.raises(InsecureServer):
        checked_url(url)


def test_this_machine_and_tls_are_fine() -> None:
    assert checked_url("http://localhost:8642/") == "http://localhost:8642"
    assert checked_url("https://bank.example/teller/") == "https://bank.example/teller"


def test_tokens_for_a_password_and_a_proof(bank: TinyBank) -> None:
    tokens = run(bank.url, lambda transport: transport.sign_in("efua", PASSWORD))
    assert isinstance(tokens, Tokens)
    refused = run(bank.url, lambda transport: transport.sign_in("efua", "wrong"))
    assert isinstance(refused, Declined)
    assert refused.problem.code is ErrorCode.BAD_CREDENTIALS
    slow = run(bank.url, lambda transport: transport.sign_in("slow", PASSWORD))
    assert isinstance(slow, Declined)
    assert slow.problem.retry_after_s == 9


def test_a_wrong_clock_here_costs_one_more_request(bank: TinyBank) -> None:
    a_day_back = run(bank.url, lambda t: t.sign_in("efua", PASSWORD), clock=lambda: time.time() - 86_400)
    assert isinstance(a_day_back, Tokens)


def test_reads_carry_a_bound_proof(bank: TinyBank) -> None:
    async def work(transport: Transport) -> Me | object:
        tokens = await transport.sign_in("efua", PASSWORD)
        assert isinstance(tokens, Tokens)
        reply = await transport.request("GET", paths.ME, access=tokens.access)
        assert transport.rtt_ms > 0
        return decoded(reply, Me)

    assert run(bank.url, work) == bank.me


def test_nobody_there_is_a_value() -> None:
    result = run(f"http://127.0.0.1:{free_port()}", lambda t: t.request("GET", paths.ME))
    assert isinstance(result, Offline)


def whole(body: bytes, *headers: bytes, status: bytes = b"200") -> bytes:
    lines = (b"HTTP/1.1 %b X" % status, b"Content-Length: %d" % len(body), *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"", Offline),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops", ServerFault),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut", Offline),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", ServerFault),
        (b"nonsense\r\n\r\n", Offline),
        (whole(b"{}", b"Date: Mon, 01 Jan 99999999999999 00:00:00 GMT"), ServerFault),
        (whole(b"\xff\xfe"), ServerFault),
        (whole(b"[" * 200_000), ServerFault),
        (whole(b'{"code":"busy","params":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001, status=b"503"), ServerFault),
        (whole(b'{"code":"of another version"}', status=b"409"), ServerFault),
        (whole(b"<html>", b"Location: http://elsewhere.example/", status=b"307"), ServerFault),
        (whole(gzip.compress(bytes(40_000_000)), b"Content-Encoding: gzip"), ServerFault),
        (whole(b"not packed at all", b"Content-Encoding: gzip"), Offline),
        (None, Offline),
    ],
)
def test_whatever_comes_back_is_a_value(answer: bytes | None, kind: type) -> None:
    """``None`` is a black hole: the connection stands and nothing ever comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                if answer is None:
                    done.wait()
                elif answer:
                    connection.sendall(answer)
                # Closed with something unread, the line would be reset, and the answer with it.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        pass

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        # The silent server holds the line until there is a result.
        patience_s = 0.3 if answer is None else 60.0
        result = run(url, lambda transport: transport.sign_in("efua", PASSWORD), read_s=patience_s)
        done.set()
        thread.join()
        assert isinstance(result, kind)


def test_a_reply_that_is_no_such_thing_is_a_fault() -> None:
    assert isinstance(decoded(Reply(200, b'{"x": 1}', 1), Tokens), ServerFault)
    assert decoded(Offline(), Tokens) == Offline()
