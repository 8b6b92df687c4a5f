"""What followers get: only what is theirs, the answer for the maker alone, and an end when they are too slow."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.uri import parse_uri

from contract.feed import Batch, Executed, Resync, ServerMessage
from contract.ids import new_id
from contract.notices import AcknowledgeNotice, NoticeFact
from contract.permissions import Permission
from server.core.audience import Audience, Reader
from server.core.hub import QUEUE_MAX, Hub, Push, Pushed, Subscription, batch_bytes, frame_of, message_of
from tests.server.core import toy
from tests.support.waiting import LONG_S

RIGHT = frozenset({Permission.READ_NOTICES.value})
MAKER = Reader(toy.MAKER, toy.BRANCH, frozenset())
COLLEAGUE = Reader("colleague", toy.BRANCH, RIGHT)
ELSEWHERE = Reader("elsewhere", "another branch", RIGHT)
decode = msgspec.json.Decoder(ServerMessage).decode


def push(seq: int, made_by: str = toy.MAKER) -> Push:
    row = Pushed(seq, "at", "deposit", new_id(), made_by, msgspec.json.encode(Executed(seq=seq)), [])
    return Push(after=seq - 1, upto=seq, head_hash="h", safe_seq=0, rows=[row])


def served(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, LONG_S))


async def batch_of(follower: Subscription) -> Batch:
    [item] = await follower.next()
    assert isinstance(item, Push)
    message = decode(batch_bytes(follower.reader, item))
    assert isinstance(message, Batch)
    return message


def test_who_is_present_follows_and_is_named_once() -> None:
    async def follow() -> None:
        hub = Hub()
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        first, second, other = (hub.subscribe(reader) for reader in (MAKER, MAKER, ELSEWHERE))
        assert hub.present(toy.BRANCH) == (MAKER.user,)
        first.close()
        assert hub.present(toy.BRANCH) == (MAKER.user,)
        second.close()
        assert hub.present(toy.BRANCH) == ()
        assert hub.present(other.reader.branch) == (ELSEWHERE.user,)

    served(follow())


def test_a_committed_command_reaches_its_audience_and_its_maker(tmp_path: Path) -> None:
    async def follow() -> None:
        with toy.bank(toy.sqlite_url(tmp_path)) as (_, writer):
            hub = writer._hub
            hub.bind(asyncio.get_running_loop(), 0, "", 0)
            maker, colleague, elsewhere = (hub.subscribe(reader) for reader in (MAKER, COLLEAGUE, ELSEWHERE))
            header, command = toy.header(), AcknowledgeNotice(notice=new_id())
            await asyncio.to_thread(writer.execute_sync, header, command)
            mine, theirs, nothing = [await batch_of(each) for each in (maker, colleague, elsewhere)]
            assert (mine.entries[0].command, mine.entries[0].answer) == (header.command_id, Executed(seq=1))
            assert mine.entries[0].facts == ()
            assert isinstance(theirs.entries[0].facts[0], NoticeFact)
            assert (theirs.entries[0].command, theirs.entries[0].answer) == ("", None)
            assert (nothing.entries, nothing.after, nothing.upto) == ((), 0, 1)
            assert (hub.head, hub.head_hash) == (1, mine.head_hash)

    served(follow())


def test_facts_and_answer_in_one_entry() -> None:
    both = Reader(toy.MAKER, toy.BRANCH, RIGHT)
    given = push(4)
    fact = b'{"fact":"gone","topic":"notice","key":"k"}'
    given.rows[0].facts = [(Audience(toy.BRANCH, next(iter(RIGHT))), fact), (Audience(people=("other",)), fact)]
    message = decode(batch_bytes(both, given))
    assert isinstance(message, Batch)
    assert len(message.entries[0].facts) == 1
    assert message.entries[0].answer == Executed(seq=4)


def test_a_slow_follower_is_dropped_and_a_quick_one_stays() -> None:
    async def follow() -> None:
        hub = Hub(pace_s=0)
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        slow, quick = hub.subscribe(MAKER), hub.subscribe(MAKER)
        for seq in range(1, QUEUE_MAX + 2):
            hub.poke(push(seq))
            await asyncio.sleep(0)
            assert len(quick.waiting()) == 1
        assert slow.dropped
        assert hub.followers() == [quick]
        assert slow.waiting()[-1] is None
        assert not quick.dropped

    served(follow())


def test_resync_is_for_everyone_and_stop_ends_the_iteration() -> None:
    async def follow() -> None:
        hub = Hub(pace_s=0)
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        followers = [hub.subscribe(reader) for reader in (MAKER, ELSEWHERE)]
        await asyncio.to_thread(hub.resync, "import")
        hub.poke(push(1))
        await asyncio.sleep(0.01)
        hub.stop()
        for follower in followers:
            messages = [decode(raw) async for raw in follower]
            assert messages[0] == Resync(reason="import")
            assert [type(message) for message in messages] == [Resync, Batch]
        assert hub.followers() == []

    served(follow())


def test_without_a_loop_nothing_is_lost_but_the_hint() -> None:
    hub = Hub()
    hub.poke(push(1))
    hub.resync("import")
    assert hub.head == 0


def test_those_who_see_the_same_share_one_message_and_the_named_have_their_own() -> None:
    given = push(4)
    given.rows[0].facts = [
        (Audience(toy.BRANCH, next(iter(RIGHT)), ("named",)), b'{"fact":"gone","topic":"notice","key":"k"}')
    ]
    twin = Reader("twin", toy.BRANCH, frozenset(RIGHT))
    assert message_of(COLLEAGUE, 3, given) is message_of(twin, 3, given)
    assert message_of(COLLEAGUE, 2, given) != message_of(twin, 3, given), "told up to another place"
    for reader in (MAKER, COLLEAGUE, ELSEWHERE, Reader("named", "far away", frozenset())):
        assert message_of(reader, 3, given) == batch_bytes(reader, given).decode()


def test_a_frame_is_a_message_of_text_whatever_its_length() -> None:
    for size in (2, 125, 126, 65_535, 65_536, 200_000):
        text, given = "é" + "x" * (size - 2), push(1)
        peer = ClientProtocol(parse_uri("ws://bank"), max_size=None, state=OPEN)
        peer.receive_data(frame_of(text, given))
        [frame] = peer.events_received()
        assert isinstance(frame, Frame)
        assert (frame.opcode, frame.fin, bytes(frame.data).decode()) == (Opcode.TEXT, True, text)
        assert frame_of(text, given) is frame_of(text, given), "made once"


def test_a_push_is_taken_on_the_spot_only_while_nobody_is_at_work() -> None:
    async def follow() -> None:
        hub, taken = Hub(pace_s=0), list[int]()
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        follower = hub.subscribe(COLLEAGUE)

        def take(given: Push) -> bool:
            taken.append(given.upto)
            return given.upto != 3

        follower.take = take
        follower.offer(push(1))
        assert taken == [], "its task is not waiting"
        assert len(await follower.next()) == 1
        waits = asyncio.create_task(follower.next())
        await asyncio.sleep(0)
        follower.offer(push(2))
        await asyncio.sleep(0)
        assert (taken, waits.done()) == ([2], False)
        for seq in (3, 4):
            follower.offer(push(seq))
        assert taken == [2, 3], "4 comes after 3, which its task has to deal with"
        assert [item.upto for item in await waits if isinstance(item, Push)] == [3, 4]

    served(follow())


def test_what_is_committed_soon_after_goes_out_as_one() -> None:
    async def follow() -> None:
        hub = Hub(pace_s=0.3)
        hub.bind(asyncio.get_running_loop(), 0, "", 0)
        follower = hub.subscribe(MAKER)
        for seq in range(1, 5):
            hub.poke(push(seq))
        first, rest = await follower.next(), await follower.next()
        assert [(item.after, item.upto) for item in (*first, *rest) if isinstance(item, Push)] == [(0, 1), (1, 4)]
        assert hub.head == 4

    served(follow())


def test_a_beat_wakes_who_has_something_to_tell_or_no_right_any_more() -> None:
    async def follow() -> None:
        hub = Hub()
        idle, restless, ended = (hub.subscribe(COLLEAGUE) for _ in range(3))
        restless.restless, ended.until = True, 100.0
        tasks = [asyncio.create_task(each.next()) for each in (idle, restless, ended)]
        await asyncio.sleep(0)
        hub.beat(99.0, stirred=False)
        await asyncio.sleep(0)
        assert [task.done() for task in tasks] == [False, True, False]
        hub.beat(100.0, stirred=False)
        await asyncio.sleep(0)
        assert [task.done() for task in tasks] == [False, True, True]
        hub.beat(100.0, stirred=True)
        assert await tasks[0] == []

    served(follow())


def test_who_does_not_take_what_is_sent_is_given_up() -> None:
    async def follow() -> None:
        hub = Hub()
        stuck, busy = hub.subscribe(COLLEAGUE), hub.subscribe(COLLEAGUE)
        for follower, since in ((stuck, 5.0), (busy, 50.0)):
            follower.task, follower.sending = asyncio.create_task(asyncio.sleep(10)), since
        await asyncio.sleep(0)
        hub.beat(0.0, stirred=False, stuck_before=20.0)
        await asyncio.sleep(0.01)
        assert (stuck.given_up, busy.given_up) == (True, False)
        assert stuck.task is not None
        assert busy.task is not None
        assert (stuck.task.cancelled(), busy.task.done()) == (True, False)
        busy.task.cancel()

    served(follow())
