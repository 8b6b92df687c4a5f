import asyncio
from collections.abc import Awaitable, Callable

from contract import paths
from contract.errors import ErrorCode
from contract.staff import Tokens
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Declined, Offline, SignedOut
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Reply, Transport
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank


class Kept:
    """What the keyring was told, and which access token was in use by then."""

    def __init__(self) -> None:
        self.handles: list[str] = []

    async def __call__(self, handle: str) -> None:
        self.handles.append(handle)


def run[T](bank: TinyBank, work: Callable[[Session, Kept], Awaitable[T]], refresh: str = "") -> T:
    async def main() -> T:
        transport, kept = Transport(bank.url, DeviceSigner.generate()), Kept()
        session = Session(transport, kept, refresh)
        try:
            if not refresh:
                tokens = await transport.sign_in("efua", PASSWORD)
                assert isinstance(tokens, Tokens)
                await session.adopt(tokens)
            return await work(session, kept)
        finally:
            await transport.close()

    return asyncio.run(main())


def test_an_expired_token_is_renewed_once_and_the_request_repeated(bank: TinyBank) -> None:
    async def work(session: Session, kept: Kept) -> None:
        first = await session.call("GET", paths.ME)
        assert isinstance(first, Reply)
        assert bank.refreshes == []
        session._access = type(session._access)("access-stale", session._access.renew_at)  # type: ignore[union-attr, misc]
        again = await session.call("GET", paths.ME)
        assert isinstance(again, Reply)
        assert bank.refreshes == ["refresh-1"]
        assert kept.handles == ["refresh-1", "refresh-2"]

    run(bank, work)


def test_a_token_near_its_end_is_renewed_before_it_is_used_and_by_one_of_many(bank: TinyBank) -> None:
    bank.life_s = 0

    async def work(session: Session, kept: Kept) -> None:
        bank.life_s = 600
        replies = await asyncio.gather(*(session.call("GET", paths.ME) for _ in range(5)))
        assert all(isinstance(reply, Reply) for reply in replies)
        assert bank.refreshes == ["refresh-1"]

    run(bank, work)


def test_a_handle_that_is_over_asks_for_a_password(bank: TinyBank) -> None:
    async def work(session: Session, kept: Kept) -> object:
        return await session.call("GET", paths.ME)

    assert run(bank, work, refresh="refresh-of-yesterday") == SignedOut("not_signed_in")


def test_without_an_answer_the_handle_is_not_given_up(bank: TinyBank) -> None:
    async def work(session: Session, kept: Kept) -> None:
        bank.stop()
        session._access = None
        assert isinstance(await session.call("GET", paths.ME), Offline)
        bank.start()
        assert isinstance(await session.call("GET", paths.ME), Reply)

    run(bank, work)


def test_a_single_refusal_without_receipt_is_a_problem(bank: TinyBank) -> None:
    bank.whole = (403, ErrorCode.NOT_PERMITTED)

    async def work(session: Session, kept: Kept) -> object:
        return await session.post(b"{}")

    result = run(bank, work)
    assert isinstance(result, Declined)
    assert result.problem.code is ErrorCode.NOT_PERMITTED


def test_signing_out_ends_the_token(bank: TinyBank) -> None:
    async def work(session: Session, kept: Kept) -> None:
        await session.sign_out()
        assert await session.call("GET", paths.ME) == SignedOut("not_signed_in")

    run(bank, work)
