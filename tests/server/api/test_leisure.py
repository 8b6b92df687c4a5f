import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any

from server.api.leisure import REST_MAX_S, Leisure
from server.core.hub import Hub
from tests.server.core.test_hub import push
from tests.support.waiting import LONG_S


def served(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, LONG_S))


def test_one_page_at_a_time_in_the_order_of_asking() -> None:
    async def ask() -> None:
        leisure, order = Leisure(Hub()), list[str]()

        def page(name: str) -> Any:
            async def make() -> bytes:
                order.append(f"{name} begins")
                await asyncio.sleep(0.01)
                order.append(f"{name} ends")
                return name.encode()

            return make

        made = await asyncio.gather(*(leisure.run(page(name)) for name in "abc"))
        assert made == [b"a", b"b", b"c"]
        assert order == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]

    served(ask())


def test_it_rests_only_while_somebody_books() -> None:
    async def ask() -> None:
        hub, rests = Hub(pace_s=0), list[float]()
        hub.bind(asyncio.get_running_loop(), 7, "", 0)

        async def rest(seconds: float) -> None:
            rests.append(seconds)

        async def page() -> bytes:
            await asyncio.sleep(0.02)
            return b"page"

        leisure = Leisure(hub, rest)
        await leisure.run(page)
        assert rests == []
        for seq in (8, 9):
            hub.poke(push(seq))
            await asyncio.sleep(0.01)
            await leisure.run(page)
            await leisure.run(page)
        assert len(rests) == 2, "nobody booked since the page before"
        assert all(0.03 < seconds <= REST_MAX_S for seconds in rests)

    served(ask())


def test_a_page_that_fails_or_is_given_up_leaves_the_turn() -> None:
    async def ask() -> None:
        leisure = Leisure(Hub())

        async def fails() -> bytes:
            raise LookupError

        async def hangs() -> bytes:
            await asyncio.sleep(60)
            return b""

        async def works() -> bytes:
            return b"page"

        with contextlib.suppress(LookupError):
            await leisure.run(fails)
        given_up = asyncio.create_task(leisure.run(hangs))
        await asyncio.sleep(0)
        given_up.cancel()
        assert await leisure.run(works) == b"page"

    served(ask())
