"""One batch line by line: recognised, decided in sequence, chained."""

from pathlib import Path

import pytest

from contract.approvals import DeclineRequest
from contract.base import Command
from contract.commands import encode, fingerprint
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken, Refused
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.core import batch, journal
from server.core.branch_table import BRANCHES
from server.core.clock import system_clock
from server.core.order import Order
from server.core.unit import Resident
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy


def order(command: Command, command_id: str = "", made_by: str = toy.MAKER) -> Order:
    raw = encode(command)
    return Order(toy.header(command_id, made_by), command, raw, fingerprint(command, raw), raw)


@pytest.fixture
def run(tmp_path: Path):
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        journal.start_head(conn)
        at = journal.lock_head(conn)
        yield lambda orders: batch.run(conn, Resident([BRANCHES]), toy.rules(), orders, at, system_clock())
    engine.dispose()


def test_commands_of_one_batch_see_each_other(run) -> None:
    tally = new_id()
    unit, done = run([order(AcknowledgeNotice(notice=tally)) for _ in range(3)])
    assert [answer.seq for answer in done.answers] == [1, 2, 3]
    assert unit.get(toy.TALLIES, tally).total == 3
    assert done.lines[1].row["prev_hash"] == done.lines[0].row["hash"]


def test_the_same_id_twice_in_one_batch(run) -> None:
    key, command = new_id(), AcknowledgeNotice(notice=new_id())
    _, done = run([order(command, key), order(command, key), order(AcknowledgeNotice(notice=new_id()), key)])
    assert done.answers[:2] == [Executed(seq=1)] * 2
    assert done.answers[2] == NotTaken(code=ErrorCode.COMMAND_ID_REUSED)
    assert len(done.lines) == 1


def test_the_push_says_after_and_upto(run) -> None:
    _, done = run([order(AcknowledgeNotice(notice=new_id()))])
    at = journal.Head(seq=1, hash=done.lines[0].row["hash"], epoch="e", safe_seq=0)
    push = batch.push_of(0, at, done)
    assert (push.after, push.upto, len(push.rows)) == (0, 1, 1)


def test_a_refusal_between_two_takes_a_number_and_leaves_no_row(run) -> None:
    tally, refused = new_id(), DeclineRequest(request=new_id(), reason="no")
    acknowledge = AcknowledgeNotice(notice=tally)
    unit, done = run([order(acknowledge), order(refused), order(acknowledge)])
    assert [type(answer) for answer in done.answers] == [Executed, Refused, Executed]
    assert [row.seq for row in done.pushed] == [1, 2, 3]
    assert unit.get(toy.TALLIES, refused.request) is None
    assert unit.get(toy.TALLIES, tally).total == 2
    assert list(done.pushed[1].facts) == []


def test_a_disabled_maker_and_a_stranger_leave_no_line(run) -> None:
    command, mine = AcknowledgeNotice(notice=new_id()), new_id()
    orders = [order(command, mine), order(command, mine, toy.IDLE), order(command, made_by=toy.IDLE)]
    _, done = run([*orders, order(command, made_by=new_id())])
    disabled = NotTaken(code=ErrorCode.MAKER_DISABLED)
    assert done.answers == [Executed(seq=1), NotTaken(code=ErrorCode.NOT_YOURS), disabled, disabled]
    assert len(done.lines) == 1
