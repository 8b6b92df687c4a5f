import asyncio
import threading
from typing import Any

import pytest

from server.core.ticket import Ticket, settle


def test_another_thread_has_its_answer_at_once() -> None:
    ticket, failed = Ticket(None, None), Ticket(None, None)
    settle([(ticket, 7), (failed, LookupError("gone"))])
    assert ticket.future.result() == 7
    with pytest.raises(LookupError):
        failed.future.result()


def test_a_loop_is_woken_once_for_all_of_its_tickets() -> None:
    async def wait() -> tuple[list[Any], int]:
        loop, woken = asyncio.get_running_loop(), []
        call = loop.call_soon_threadsafe
        loop.call_soon_threadsafe = lambda *args, **named: (woken.append(1), call(*args, **named))[1]  # type: ignore[method-assign]
        tickets = [Ticket(None, None, loop.create_future()) for _ in range(5)]
        thread = threading.Thread(target=settle, args=([(ticket, n) for n, ticket in enumerate(tickets)],))
        thread.start()
        answers = [await ticket.future for ticket in tickets]  # type: ignore[misc]
        thread.join()
        return answers, len(woken)

    assert asyncio.run(wait()) == ([0, 1, 2, 3, 4], 1)


def test_who_has_gone_is_not_waited_for() -> None:
    async def leave() -> Ticket:
        gone = Ticket(None, None, asyncio.get_running_loop().create_future())
        gone.future.cancel()
        settle([(gone, 1)])
        await asyncio.sleep(0)
        return gone

    gone = asyncio.run(leave())
    settle([(gone, 2)])  # its loop is closed by now
    assert gone.future.cancelled()
