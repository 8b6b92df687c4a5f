"""What waits for the writer, and how its answer gets back: to another thread at once, to an event loop once a batch.

Waking a loop is a system call and a switch of threads: for each command of a batch that cost more than the command's own booking.
"""

import asyncio
import queue
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection

from contract.errors import ErrorCode
from contract.feed import NotTaken
from server.core.order import Order

type Promise = Future[Any] | asyncio.Future[Any]


class Ticket:
    """An order, or a small unjournalled write. ``future`` is of the thread or of the loop that waits for it."""

    __slots__ = ("failures", "future", "job", "order")

    def __init__(
        self, order: Order | None, job: Callable[[Connection], Any] | None, future: Promise | None = None
    ) -> None:
        self.order = order
        self.job = job
        self.failures = 0
        self.future: Promise = Future() if future is None else future

    @property
    def command_id(self) -> str:
        """The order's; empty for an unjournalled write."""
        return self.order.header.command_id if self.order is not None else ""

    def failed(self) -> int:
        """Once more; how often by now."""
        self.failures += 1
        return self.failures


def settle(answers: Iterable[tuple[Ticket, Any]]) -> None:
    """Give each its answer; an exception is raised where it is waited for. From the writer's thread."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[Promise, Any]]] = {}
    for ticket, answer in answers:
        future = ticket.future
        if isinstance(future, Future):
            _resolve(future, answer)
        else:
            loops.setdefault(future.get_loop(), []).append((future, answer))
    for loop, pairs in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve_all, pairs)


def turn_away(*lanes: "queue.SimpleQueue[Ticket | None]") -> None:
    """Tell whatever waits in these queues that the server stops. From any thread, and from several at once."""
    for lane in lanes:
        while True:
            try:
                ticket = lane.get_nowait()
            except queue.Empty:
                break
            # What only wakes the writer is nobody's.
            if ticket is not None and (ticket.order is not None or ticket.job is not None):
                settle([(ticket, NotTaken(code=ErrorCode.STOPPING))])


def _resolve_all(pairs: list[tuple[Promise, Any]]) -> None:
    for future, answer in pairs:
        _resolve(future, answer)


def _resolve(future: Promise, answer: Any) -> None:
    # Whoever waited may have gone, with its request; the booking stands all the same.
    if future.done():
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
