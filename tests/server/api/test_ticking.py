"""A clock of the bank outlives a database that is away, and hides no mistake."""

import asyncio
import logging

import pytest
from sqlalchemy.exc import OperationalError

from contract.errors import ErrorCode
from server.api.ticking import ticking
from server.staff.denied import Denied


class Clock:
    """Says what each tick raises, and that the ticks are over by ending the task."""

    def __init__(self, *raised: BaseException | None) -> None:
        self.raised = list(raised)
        self.said: list[str] = []

    async def pause(self) -> None:
        self.said.append("pause")
        if not self.raised:
            raise asyncio.CancelledError

    async def tick(self) -> None:
        self.said.append("tick")
        error = self.raised.pop(0)
        if error is not None:
            raise error


def run(clock: Clock) -> None:
    asyncio.run(ticking("expiry", clock.pause, clock.tick))


def test_each_tick_has_its_pause_before_it_until_it_is_cancelled() -> None:
    clock = Clock(None, None)
    with pytest.raises(asyncio.CancelledError):
        run(clock)
    assert clock.said == ["pause", "tick", "pause", "tick", "pause"]


def test_a_database_that_is_away_is_asked_again_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    away = OperationalError("select 1", {}, Exception("password=secret"))
    clock = Clock(away, Denied(ErrorCode.BUSY), None)
    with caplog.at_level(logging.WARNING, "coastal.api"), pytest.raises(asyncio.CancelledError):
        run(clock)
    assert clock.said.count("tick") == 3
    said = [(record.message, record.__dict__["error"]) for record in caplog.records]
    assert said == [("expiry", "OperationalError"), ("expiry", "Denied")]
    assert "secret" not in caplog.text


def test_a_mistake_of_ours_is_told_whole_and_stops_no_clock(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock(KeyError("rule"), None)
    with pytest.raises(asyncio.CancelledError):
        run(clock)
    assert clock.said.count("tick") == 2
    (record,) = caplog.records
    assert (record.levelname, record.message, record.exc_info is not None) == ("ERROR", "expiry", True)
