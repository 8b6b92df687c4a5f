"""TLS with a pinned key, against a real server: nothing is sent to one that nobody vouches for, or that is another one."""

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from websockets.asyncio.client import connect

from contract import paths
from contract.staff import Tokens
from teller_app.sync.ends import End, Ended
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Failed, LocalCode, Offline
from teller_app.sync.pinned import BadPin, parsed, pin_of, refused, tls_context
from teller_app.sync.reader import Reader
from teller_app.sync.replica import Replica
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Reply, Transport
from teller_app.sync.workers import Worker
from tests.support.certificates import Authority, der
from tests.teller_app.samples import KEY
from tests.teller_app.sync.test_reader import Heard
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank

OTHER = "sha256//" + base64.b64encode(bytes(32)).decode()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def safe(authority: Authority) -> Iterator[TinyBank]:
    made = TinyBank(tls=authority.server("branch")).start()
    yield made
    made.stop()


def sign_in(bank: TinyBank, ca: Path | None, pins: str = "") -> Tokens | Failed:
    async def main() -> Tokens | Failed:
        transport = Transport(bank.url, DeviceSigner.generate(), tls_context(ca, pins))
        try:
            return await transport.sign_in("efua", PASSWORD)
        finally:
            await transport.close()

    return asyncio.run(main())


def pin(bank: TinyBank) -> str:
    assert bank.tls is not None
    return pin_of(der(bank.tls[0]))


def test_the_right_key_is_let_in_and_another_gets_no_byte(safe: TinyBank, authority: Authority) -> None:
    assert isinstance(sign_in(safe, authority.file), Tokens)
    assert isinstance(sign_in(safe, authority.file, pin(safe)), Tokens)
    assert isinstance(sign_in(safe, authority.file, f"{OTHER};{pin(safe)}"), Tokens), (
        "the next key beside the present one"
    )
    before = safe.generation
    answer = sign_in(safe, authority.file, OTHER)
    assert isinstance(answer, Offline)
    assert answer.code == "wrong_server"
    assert safe.generation == before


def test_a_pin_does_not_replace_the_chain(safe: TinyBank, tmp_path: Path) -> None:
    stranger = Authority(tmp_path, "Somebody else")
    for ca, pins in ((stranger.file, ""), (stranger.file, pin(safe)), (None, "")):
        answer = sign_in(safe, ca, pins)
        assert isinstance(answer, Offline)
        assert answer.code == "wrong_server"


def test_the_feed_is_pinned_too(safe: TinyBank, authority: Authority) -> None:
    async def follow(pins: str) -> Exception:
        url = safe.url.replace("https", "wss") + paths.FEED
        try:
            async with connect(url, ssl=tls_context(authority.file, pins), proxy=None):
                raise AssertionError("without a token nobody follows")
        except Exception as error:
            return error

    assert refused(asyncio.run(follow(OTHER)))
    assert not refused(asyncio.run(follow(pin(safe)))), "turned away for want of a token, after the handshake"


class SignedIn:
    """A session that has its token, so that the feed is what meets the server first."""

    async def access(self) -> str:
        return "x"


def test_without_a_wish_the_feed_asks_the_public_authorities_as_all_else_does(safe: TinyBank, tmp_path: Path) -> None:
    async def main() -> Ended:
        transport, replica = Transport(safe.url, DeviceSigner.generate()), Replica.open(tmp_path / "r.db", KEY, ())
        try:
            session = cast(Session, SignedIn())
            return await Reader(session, transport, replica, Worker("test"), Heard().listener()).follow()
        finally:
            await transport.close()
            replica.close()

    assert asyncio.run(main()) == Ended(End.LOST, LocalCode.WRONG_SERVER)


def test_a_name_that_is_for_people_is_no_name_of_a_server(authority: Authority) -> None:
    bank = TinyBank(tls=authority.server("localhost", dns=(), addresses=())).start()
    url = bank.url.replace("127.0.0.1", "localhost")

    async def ask(pins: str) -> Reply | Failed:
        transport = Transport(url, DeviceSigner.generate(), tls_context(authority.file, pins))
        try:
            return await transport.request("GET", paths.READY, proven=False)
        finally:
            await transport.close()

    try:
        for pins in ("", pin(bank)):
            answer = asyncio.run(ask(pins))
            assert isinstance(answer, Offline)
            assert answer.code == "wrong_server"
    finally:
        bank.stop()


@pytest.mark.parametrize("text", ["x", "sha256//", "sha256//AAAA", "md5//" + OTHER[8:], OTHER + ";", OTHER[8:]])
def test_what_is_no_pin(text: str) -> None:
    with pytest.raises(BadPin):
        parsed(text)


def test_without_a_wish_the_system_decides(authority: Authority) -> None:
    assert tls_context() is None
    assert not refused(OSError("somewhere else"))
    ours = tls_context(authority.file, OTHER)
    assert ours is not None
    assert ours.check_hostname
