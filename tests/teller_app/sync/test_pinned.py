"""TLS with a pinned key, against a real server: nothing is sent to one that nobody vouches for, or that is another one."""

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from contract import paths
from contract.staff import Tokens
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Failed, Offline
from teller_app.sync.pinned import BadPin, parsed, pin_of, refused, tls_context
from teller_app.sync.transport import Transport
from tests.support.certificates import Authority, der
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
