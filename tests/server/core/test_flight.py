"""A crowd's batches are written while the next is decided: all of them once, in their order, also where one does not come through."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from contract.commands import encode, fingerprint
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.core import journal, plan
from server.core.chain import check
from server.core.order import Order
from server.core.ticket import Ticket
from server.core.writer import BATCH_MAX, Writer
from tests.server.core import toy

MANY = 3 * BATCH_MAX
WAIT_S = 60


class Ear:
    """Counts the batches that were decided ahead; the first that is sent on its way fails at its landing where ``error`` is given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
        self.ahead, self._error = 0, error
        ahead, send = plan.ahead, plan.send

        def counted(*args: Any) -> Any:
            made = ahead(*args)
            self.ahead += made is not None
            return made

        def sent(*args: Any) -> Any:
            landed, failing, self._error = send(*args), self._error, None
            return landed if failing is None else lambda: self._lost(args[0], failing)

        monkeypatch.setattr(plan, "ahead", counted)
        monkeypatch.setattr(plan, "send", sent)

    def _lost(self, conn: Any, error: Exception) -> None:
        # Whether it was committed nobody can say: the connection is gone before the answer was there.
        conn.invalidate()
        raise error


def order(tally: str) -> Order:
    command = AcknowledgeNotice(notice=tally)
    raw = encode(command)
    return Order(toy.header(), command, raw, fingerprint(command, raw), raw)


def crowd(writer: Writer, tally: str) -> list[Any]:
    return at_once(writer, [Ticket(order(tally), None) for _ in range(MANY)])


def at_once(writer: Writer, tickets: Sequence[Ticket]) -> list[Any]:
    """All are there before the first is looked at, and no batch but their own has one of them."""
    begun, all_here = threading.Event(), threading.Event()

    def hold(conn: Any) -> bool:
        begun.set()
        return all_here.wait(WAIT_S)

    writer.submit(Ticket(None, hold))
    assert begun.wait(WAIT_S)
    for ticket in tickets:
        writer.submit(ticket)
    all_here.set()
    return [ticket.future for ticket in tickets]


def answers(futures: Sequence[Any]) -> list[Any]:
    return [future.result(WAIT_S) for future in futures]


def booked(engine: Engine, tally: str) -> int:
    with engine.connect() as conn:
        assert not list(check(conn, [toy.TICKS]))
        return toy.TALLIES.fetch(conn, [tally])[tally].total


def test_the_next_is_decided_while_the_first_is_written(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ear, tally = Ear(monkeypatch), new_id()
    with toy.bank(postgres_url) as (engine, writer):
        assert answers(crowd(writer, tally)) == [Executed(seq=seq) for seq in range(1, MANY + 1)]
        assert ear.ahead == 2
        assert booked(engine, tally) == MANY


def test_a_database_within_the_process_takes_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear, tally = Ear(monkeypatch), new_id()
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        assert answers(crowd(writer, tally)) == [Executed(seq=seq) for seq in range(1, MANY + 1)]
        assert ear.ahead == 0
        assert booked(engine, tally) == MANY


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("", {}, psycopg.errors.SerializationFailure("collided")),
        OperationalError("", {}, psycopg.errors.QueryCanceled("too slow")),
        RuntimeError("a broken invariant"),
    ],
)
def test_what_was_decided_on_a_batch_that_failed_is_decided_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The batch that failed may have been committed all the same: then its commands are known again, and nothing is booked twice."""
    ear, tally = Ear(monkeypatch, error), new_id()
    with toy.bank(postgres_url) as (engine, writer):
        assert answers(crowd(writer, tally)) == [Executed(seq=seq) for seq in range(1, MANY + 1)]
        assert ear.ahead == 2
        assert booked(engine, tally) == MANY


def test_two_processes_with_a_crowd_each_share_a_database(postgres_url: str) -> None:
    tally = new_id()
    with toy.bank(postgres_url) as (engine, one), toy.bank(postgres_url) as (_, two):
        found = [answer.seq for answer in answers(crowd(one, tally) + crowd(two, tally))]
        assert sorted(found) == list(range(1, 2 * MANY + 1))
        assert booked(engine, tally) == 2 * MANY


def test_a_writer_that_stops_lands_what_is_under_way(postgres_url: str) -> None:
    with toy.bank(postgres_url) as (_, writer):
        futures = crowd(writer, new_id())
    assert [future.result(0).seq for future in futures] == list(range(1, MANY + 1))


@pytest.mark.parametrize("stumbles", [1, 2])
def test_whoever_is_told_stumbles_and_nothing_is_booked_twice(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, stumbles: int
) -> None:
    """The batch that was on its way is booked and answered; the one behind it comes again."""
    tally, left = new_id(), [stumbles]
    with toy.bank(postgres_url) as (engine, writer):
        poke = writer._hub.poke

        def stumbling(push: Any) -> None:
            left[0] -= 1
            if left[0] >= 0:
                raise RuntimeError("nobody listens")
            poke(push)

        monkeypatch.setattr(writer._hub, "poke", stumbling)
        tickets = [Ticket(order(tally), None) for _ in range(MANY)]
        found = answers(at_once(writer, tickets))
        again = [ticket for ticket, answer in zip(tickets, found, strict=True) if isinstance(answer, NotTaken)]
        assert len(again) == BATCH_MAX
        assert {answer.code for answer in found if isinstance(answer, NotTaken)} == {ErrorCode.INTERNAL}
        answers(at_once(writer, [Ticket(ticket.order, None) for ticket in tickets]))
        assert booked(engine, tally) == MANY


def test_one_that_the_database_refuses_is_put_aside_and_the_crowd_goes_on(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails where it is written, after the next was decided on it."""
    ear, tally = Ear(monkeypatch), new_id()
    with toy.bank(postgres_url) as (engine, writer):
        tickets = [Ticket(order(tally), None) for _ in range(MANY - 1)]
        tickets.insert(10, Ticket(order("no such character: \0"), None))
        found = answers(at_once(writer, tickets))
        assert found.pop(10) == NotTaken(code=ErrorCode.QUARANTINED)
        assert all(isinstance(answer, Executed) for answer in found)
        assert ear.ahead > 0
        assert booked(engine, tally) == MANY - 1


def test_unjournalled_writes_among_a_crowd_come_after_what_is_under_way(postgres_url: str) -> None:
    """And a crowd of nothing else keeps nobody in the air."""
    tally = new_id()
    with toy.bank(postgres_url) as (engine, writer):
        writer.crowd = 1

        def seen(conn: Any) -> int:
            return journal.read_head(conn).seq

        orders = [Ticket(order(tally), None) for _ in range(2 * BATCH_MAX)]
        jobs = [Ticket(None, seen) for _ in range(BATCH_MAX)]
        *_, last = at_once(writer, [*orders, *jobs])
        assert last.result(WAIT_S) == 2 * BATCH_MAX
        assert all(isinstance(ticket.future.result(0), Executed) for ticket in orders)
        assert booked(engine, tally) == 2 * BATCH_MAX
