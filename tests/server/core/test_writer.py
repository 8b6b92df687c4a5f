"""The write path: one receipt a command, nothing twice, a bad one never blocks those behind it."""

import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from contract.approvals import DeclineRequest, WithdrawRequest
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken, Refused
from contract.ids import new_id
from contract.notices import AcknowledgeNotice, Level, RaiseNotice
from server.core import journal
from server.core.chain import check
from server.core.flight import Committer
from server.core.journal_tables import quarantine
from server.core.ticket import Ticket
from server.core.writer import Writer
from tests.server.core import toy
from tests.support.postgres import Postgres


def total(engine, tally: str) -> int:
    with engine.connect() as conn:
        return conn.execute(select(toy.tallies.c.total).where(toy.tallies.c.id == tally)).scalar_one()


def test_the_same_command_twice_is_booked_once(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        tally, first = new_id(), toy.header()
        answers = [writer.execute_sync(first, AcknowledgeNotice(notice=tally)) for _ in range(3)]
        assert answers[0] == answers[1] == answers[2] == Executed(seq=1)
        assert total(engine, tally) == 1


def test_the_same_id_with_another_body_is_refused_loudly(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (_, writer):
        first = toy.header()
        writer.execute_sync(first, AcknowledgeNotice(notice=new_id()))
        again = writer.execute_sync(first, AcknowledgeNotice(notice=new_id()))
        assert isinstance(again, NotTaken)
        assert again.code is ErrorCode.COMMAND_ID_REUSED


def test_a_stored_outcome_is_for_its_own_maker(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (_, writer):
        command, mine = AcknowledgeNotice(notice=new_id()), toy.header()
        writer.execute_sync(mine, command)
        other = toy.header(mine.command_id, made_by="00000000-0000-7000-8000-000000000001")
        answer = writer.execute_sync(other, command)
        assert isinstance(answer, NotTaken)
        assert answer.code is ErrorCode.NOT_YOURS


def test_a_refusal_leaves_a_receipt_and_nothing_else(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        command, first = DeclineRequest(request=new_id(), reason="no"), toy.header()
        answer = writer.execute_sync(first, command)
        assert isinstance(answer, Refused)
        assert writer.execute_sync(first, command) == answer
        with engine.connect() as conn:
            assert conn.execute(text("select count(*) from toy_tallies")).scalar_one() == 0


def test_a_broken_command_is_put_aside_and_the_others_go_on(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        tally = new_id()
        commands = [AcknowledgeNotice(notice=tally), WithdrawRequest(request=new_id()), AcknowledgeNotice(notice=tally)]
        futures = _at_once(writer, commands)
        answers = [future.result(10) for future in futures]
        assert isinstance(answers[0], Executed)
        assert answers[1] == NotTaken(code=ErrorCode.QUARANTINED)
        assert isinstance(answers[2], Executed)
        assert total(engine, tally) == 2
        with engine.connect() as conn:
            row = conn.execute(select(quarantine.c.kind, quarantine.c.error)).one()
            assert row.kind == "withdraw_request"
            assert "broken invariant" in row.error


def _at_once(writer: Writer, commands: list) -> list:
    from contract.commands import encode, fingerprint
    from server.core.order import Order

    tickets = []
    for command in commands:
        raw = encode(command)
        tickets.append(Ticket(Order(toy.header(), command, raw, fingerprint(command, raw), raw), None))
    for ticket in tickets:
        writer.submit(ticket)
    return [ticket.future for ticket in tickets]


class Stuck(psycopg.errors.QueryCanceled):
    """What psycopg raises when a statement ran into its time-out."""


def test_a_command_that_takes_for_ever_is_put_aside_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It used to be tried again with all that came beside it, for as long as its workstation came again."""
    decided, tries = Committer.decided, []

    def with_a_stuck_one(committer: Committer, orders: list) -> object:
        tries.append(len(orders))
        if any(isinstance(order.command, WithdrawRequest) for order in orders):
            raise OperationalError("", {}, Stuck("canceling statement due to statement timeout"))
        return decided(committer, orders)

    monkeypatch.setattr(Committer, "decided", with_a_stuck_one)
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        tally, stuck, header = new_id(), WithdrawRequest(request=new_id()), toy.header()
        said = []
        for _ in range(3):
            said.append(writer.execute_sync(header, stuck))
            assert isinstance(writer.execute_sync(toy.header(), AcknowledgeNotice(notice=tally)), Executed)
        assert said == [NotTaken(code=code) for code in (ErrorCode.BUSY, ErrorCode.BUSY, ErrorCode.QUARANTINED)]
        assert tries == [1] * 6, "each took its time-out once"
        with engine.connect() as conn:
            assert "timeout" in conn.execute(select(quarantine.c.error)).scalar_one()


def test_of_a_batch_that_is_too_slow_each_has_its_chance_until_two_are_stuck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = Committer.decided

    def stuck(committer: Committer, orders: list) -> object:
        if any(isinstance(order.command, WithdrawRequest) for order in orders):
            raise OperationalError("", {}, Stuck("canceling statement due to statement timeout"))
        return decided(committer, orders)

    monkeypatch.setattr(Committer, "decided", stuck)
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        tally, gate = new_id(), threading.Event()
        held = Ticket(None, lambda conn: gate.wait(10))
        writer.submit(held)
        good, bad = AcknowledgeNotice(notice=tally), WithdrawRequest(request=new_id())
        futures = _at_once(writer, [good, bad, good, bad, bad, good])
        gate.set()
        answers = [future.result(10) for future in futures]
        busy = NotTaken(code=ErrorCode.BUSY)
        assert [answer == busy for answer in answers] == [False, True, False, True, True, True]
        assert total(engine, tally) == 2


def test_a_disabled_maker_leaves_no_receipt(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        answer = writer.execute_sync(toy.header(made_by=toy.IDLE), AcknowledgeNotice(notice=new_id()))
        assert answer == NotTaken(code=ErrorCode.MAKER_DISABLED)
        with engine.connect() as conn:
            assert journal.read_head(conn).seq == 0


def test_two_writers_share_a_database_without_gaps(tmp_path: Path) -> None:
    url, tally = toy.sqlite_url(tmp_path), new_id()
    with toy.bank(url) as (engine, one), toy.bank(url) as (_, two):
        for _ in range(5):
            one.execute_sync(toy.header(), AcknowledgeNotice(notice=tally))
            two.execute_sync(toy.header(), AcknowledgeNotice(notice=tally))
        assert total(engine, tally) == 10
        with engine.connect() as conn:
            assert journal.read_head(conn).seq == 10
            assert list(check(conn, [toy.TICKS])) == []


def test_a_stopped_writer_says_so(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (_, writer):
        pass
    answer = writer.execute_sync(toy.header(), AcknowledgeNotice(notice=new_id()))
    assert answer == NotTaken(code=ErrorCode.STOPPING)


def test_a_database_that_went_away_and_came_back_gets_the_command_once(postgres: Postgres, postgres_url: str) -> None:
    tally = new_id()
    with toy.bank(postgres_url) as (engine, writer):
        writer.execute_sync(toy.header(), AcknowledgeNotice(notice=tally))
        postgres.restart(crash=True)
        answer = writer.execute_sync(toy.header(), AcknowledgeNotice(notice=tally))
        assert answer == Executed(seq=2), "on a connection of its own, after the old one failed"
        engine.dispose()
        assert total(engine, tally) == 2
        with engine.connect() as conn:
            assert list(check(conn, [toy.TICKS])) == []


def test_what_another_process_wrote_counts_before_the_next_decision(postgres_url: str) -> None:
    """Both remember the tally's row; each must see the other's."""
    tally = new_id()
    with toy.bank(postgres_url) as (engine, one), toy.bank(postgres_url) as (_, two):
        for writer in (one, one, two, two, one, two):
            writer.execute_sync(toy.header(), AcknowledgeNotice(notice=tally))
        assert total(engine, tally) == 6
        with engine.connect() as conn:
            assert list(check(conn, [toy.TICKS])) == []


class _LateStop(Writer):
    """Stops, once it is armed, between saying that it takes something and taking it."""

    armed = False

    def turned_away(self) -> ErrorCode | None:
        code = super().turned_away()
        if self.armed:
            self.armed = False
            self.stop()
        return code


def test_what_comes_while_the_writer_ends_is_answered(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path), make=_LateStop) as (_, writer):
        writer.armed = True
        (future,) = _at_once(writer, [AcknowledgeNotice(notice=new_id())])
        assert future.result(10) == NotTaken(code=ErrorCode.STOPPING)


def test_a_mistake_of_ours_ends_no_thread(tmp_path: Path) -> None:
    """The batch that met it comes again; those after it are booked."""
    with toy.bank(toy.sqlite_url(tmp_path)) as (engine, writer):
        tally = new_id()

        def wrong() -> None:
            writer.committed = lambda: None
            raise ZeroDivisionError

        writer.committed = wrong
        first = AcknowledgeNotice(notice=tally)
        assert _at_once(writer, [first])[0].result(10) == Executed(seq=1)
        unknown = RaiseNotice(notice=new_id(), level=Level.INFO, code="x")
        assert _at_once(writer, [unknown])[0].result(10) == NotTaken(code=ErrorCode.INTERNAL)
        assert _at_once(writer, [first])[0].result(10) == Executed(seq=2)
        assert total(engine, tally) == 2
