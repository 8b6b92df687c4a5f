import asyncio
from pathlib import Path
from typing import Any

import pytest

from contract.errors import ErrorCode
from contract.feed import Batch, Hello
from contract.staff import Tokens
from teller_app.customers import folds as customers
from teller_app.sync.ends import End, Ended
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.reader import Listener, Reader
from teller_app.sync.replica import Replica
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Transport
from teller_app.sync.workers import Worker
from tests.support.waiting import LONG_S
from tests.teller_app import samples
from tests.teller_app.samples import KEY
from tests.teller_app.sync.tiny_bank import PASSWORD, TinyBank


class Heard:
    """What a reader told, and a latch for having caught up."""

    def __init__(self) -> None:
        self.topics: list[frozenset[str]] = []
        self.progress: list[tuple[int, bool]] = []
        self.caught_up = asyncio.Event()
        self.hello_ends: Ended | None = None

    async def hello(self, hello: Hello) -> Ended | None:
        return self.hello_ends

    async def applied(self, batch: Batch, topics: frozenset[str]) -> None:
        self.topics.append(topics)

    def listener(self) -> Listener:
        return Listener(
            self.hello,
            self.caught_up.set,
            self.applied,
            lambda n, done: self.progress.append((n, done)),
            lambda ms: None,
            self.made,
        )

    async def made(self) -> int:
        return 7


def read(bank: TinyBank, folder: Path, work: Any) -> Any:
    async def keep(handle: str) -> None:
        return

    async def main() -> Any:
        transport, worker, heard = Transport(bank.url, DeviceSigner.generate()), Worker("test"), Heard()
        replica = Replica.open(folder / "replica.db", KEY, (customers,))
        session = Session(transport, keep, "")
        try:
            tokens = await transport.sign_in("efua", PASSWORD)
            assert isinstance(tokens, Tokens)
            await session.adopt(tokens)
            return await asyncio.wait_for(
                work(Reader(session, transport, replica, worker, heard.listener()), replica, heard), LONG_S
            )
        finally:
            worker.close()
            replica.close()
            await transport.close()

    return asyncio.run(main())


def test_a_snapshot_in_pages_then_entries_by_pull(bank: TinyBank, tmp_path: Path) -> None:
    bank.facts = tuple(samples.customer(n) for n in range(3))

    async def work(reader: Reader, replica: Replica, heard: Heard) -> None:
        assert await reader.snapshot() is None
        assert replica.meta.cursor == bank.base_seq
        assert heard.progress == [(1, False), (2, False), (3, True)]
        bank.tell(samples.customer(9))
        bank.tell()
        assert await reader.catch_up(bank.head) is None
        assert replica.meta.cursor == bank.head
        assert heard.topics == [{"customer"}]

    read(bank, tmp_path, work)


def test_a_snapshot_that_breaks_off_leaves_the_old_one(bank: TinyBank, tmp_path: Path) -> None:
    bank.facts = (samples.customer(1),)

    async def work(reader: Reader, replica: Replica, heard: Heard) -> None:
        assert await reader.snapshot() is None
        bank.facts = (samples.customer(1), object())
        ended = await reader.snapshot()
        assert ended is not None
        assert ended.end is End.LOST
        assert replica.meta.cursor == bank.base_seq

    read(bank, tmp_path, work)


def test_the_feed_brings_what_was_missed_and_what_comes(bank: TinyBank, tmp_path: Path) -> None:
    async def work(reader: Reader, replica: Replica, heard: Heard) -> None:
        await reader.snapshot()
        bank.tell(samples.customer(1))
        following = asyncio.create_task(reader.follow())
        await heard.caught_up.wait()
        assert replica.meta.cursor == bank.head
        bank.tell(samples.customer(2))
        while replica.meta.cursor < bank.head:
            await asyncio.sleep(0.01)
        following.cancel()
        assert [topics for topics in heard.topics if topics] == [{"customer"}] * 2

    read(bank, tmp_path, work)


def test_a_hole_in_what_is_pushed_is_filled_by_pull(bank: TinyBank, tmp_path: Path) -> None:
    async def work(reader: Reader, replica: Replica, heard: Heard) -> None:
        await reader.snapshot()
        bank.tell(samples.customer(1))
        bank.tell(samples.customer(2))
        skipping = Batch(after=bank.head - 1, upto=bank.head, head_hash=f"h{bank.head}", safe_seq=0)
        assert await reader._take(skipping) is None
        assert replica.meta.cursor == bank.head
        db = replica.reader()
        assert db.execute("SELECT count(*) FROM customers").fetchone() == (2,)
        db.close()

    read(bank, tmp_path, work)


@pytest.mark.parametrize(
    ("code", "end"),
    [
        (ErrorCode.TOKEN_EXPIRED, End.RENEW),
        (ErrorCode.NOT_SIGNED_IN, End.SIGNED_OUT),
        (ErrorCode.STOPPING, End.LOST),
        (ErrorCode.CLIENT_TOO_OLD, End.TOO_OLD),
    ],
)
def test_goodbyes(bank: TinyBank, tmp_path: Path, code: ErrorCode, end: End) -> None:
    async def work(reader: Reader, replica: Replica, heard: Heard) -> Ended:
        await reader.snapshot()
        bank.bye = code
        return await reader.follow()

    assert read(bank, tmp_path, work).end is end


def test_reasons_to_begin_anew(bank: TinyBank, tmp_path: Path) -> None:
    async def work(reader: Reader, replica: Replica, heard: Heard) -> list[End]:
        await reader.snapshot()
        ends = []
        for reason in ("too_far_behind", "epoch"):
            bank.resync = reason
            ends.append((await reader.follow()).end)
        bank.epoch, bank.resync = "e2", "epoch"
        ends.append((await reader.follow()).end)
        bank.scope = "another"
        ends.append((await reader.follow()).end)
        heard.hello_ends = Ended(End.NEW_EPOCH)
        ends.append((await reader.follow()).end)
        return ends

    expected = [End.RESYNC, End.PAST_CHANGED, End.NEW_EPOCH, End.RESYNC, End.NEW_EPOCH]
    assert read(bank, tmp_path, work) == expected


def test_turned_away_at_the_door_with_an_expired_token(bank: TinyBank, tmp_path: Path) -> None:
    async def work(reader: Reader, replica: Replica, heard: Heard) -> Ended:
        await reader.snapshot()
        held = reader._session._access
        assert held is not None
        reader._session._access = type(held)("access-stale", held.renew_at)
        return await reader.follow()

    assert read(bank, tmp_path, work).end is End.RENEW
    assert bank.refreshes == ["refresh-1"]


def test_an_entry_of_another_version_asks_for_a_snapshot(bank: TinyBank, tmp_path: Path) -> None:
    stranger = {"seq": 11, "at": "", "facts": [{"fact": "hovercraft"}]}
    batch = {"message": "batch", "after": 10, "upto": 11, "head_hash": "h", "safe_seq": 0, "entries": [stranger]}
    bank._batch = lambda after: batch  # type: ignore[assignment, method-assign, return-value]

    async def work(reader: Reader, replica: Replica, heard: Heard) -> Ended | None:
        await reader.snapshot()
        return await reader.catch_up(11)

    assert read(bank, tmp_path, work).end is End.RESYNC
