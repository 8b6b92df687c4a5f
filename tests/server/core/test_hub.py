"""Entries go to those who may see them; who lags is dropped; the maker hears the answer."""

import asyncio

import msgspec

from contract.feed import Batch, Resync
from server.core import hub as hubs
from server.core.audience import Audience, Reader
from server.core.hub import Hub, Push, Pushed

EFUA = Reader(user="efua", branch="makola", permissions=frozenset({"read_accounts"}))
KOJO = Reader(user="kojo", branch="osu", permissions=frozenset({"read_accounts"}))
GONE = b'{"fact":"gone","topic":"account","key":"a"}'


def push(seq: int) -> Push:
    row = Pushed(seq=seq, at="2026-11-24T09:00:00.000Z", kind="deposit", command_id="c", made_by="efua",
                 answer=b'{"outcome":"executed","seq":%d}' % seq, facts=[(Audience("makola", "read_accounts"), GONE)])  # fmt: skip
    return Push(after=seq - 1, upto=seq, head_hash="h", safe_seq=0, rows=[row])


def read(raw: bytes) -> Batch:
    return msgspec.json.decode(raw, type=Batch)


def test_each_reader_gets_what_is_for_them() -> None:
    mine, other = read(hubs.batch_bytes(EFUA, push(5))), read(hubs.batch_bytes(KOJO, push(5)))
    assert (mine.after, mine.upto, mine.entries[0].command) == (4, 5, "c")
    assert mine.entries[0].answer is not None
    assert len(mine.entries[0].facts) == 1
    assert (other.after, other.upto, other.entries) == (4, 5, ())


def test_a_follower_hears_pushes_in_order() -> None:
    async def live() -> list[bytes]:
        hub = Hub()
        hub.bind(asyncio.get_running_loop(), 4, "g", 0)
        follower = hub.subscribe(EFUA)
        hub.poke(push(5))
        hub.resync("import")
        await asyncio.sleep(0)
        hub.stop()
        heard = [raw async for raw in follower]
        assert hub.head == 5
        assert hub.followers() == []
        return heard

    first, second = asyncio.run(live())
    assert read(first).upto == 5
    assert msgspec.json.decode(second, type=Resync).reason == "import"


def test_a_slow_follower_is_dropped() -> None:
    async def live() -> bool:
        hub = Hub()
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        slow = hub.subscribe(KOJO)
        for seq in range(1, hubs.QUEUE_MAX + 3):
            hub.poke(push(seq))
        await asyncio.sleep(0.01)
        return slow.dropped and hub.followers() == []

    assert asyncio.run(live())
