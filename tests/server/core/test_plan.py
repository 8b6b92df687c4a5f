"""The next batch, decided on what the one under way will leave: it is right, or it is dropped."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine

from contract.commands import encode, fingerprint
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from contract.permissions import Permission
from server.core import journal, plan
from server.core.branch_table import BRANCHES, BranchRow
from server.core.chain import check
from server.core.clock import system_clock
from server.core.context import Context, NotAhead
from server.core.device_chain import CHAINS, ChainRow
from server.core.order import Order
from server.core.plan import Moved, Plan
from server.core.registry import Handler, Registry
from server.core.unit import Recent, Resident
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy


def order(tally: str, command_id: str = "") -> Order:
    command = AcknowledgeNotice(notice=tally)
    raw = encode(command)
    return Order(toy.header(command_id), command, raw, fingerprint(command, raw), raw)


class Desk:
    """Two batches: the first decided and not committed, the second on top of it."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        metadata.create_all(self.engine)
        self.writing = self.engine.execution_options(coastal_write=True).connect()
        self.eyes = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with self.writing.begin():
            journal.start_head(self.writing)
        self.resident, self.recent, self.rules = Resident([BRANCHES]), Recent(), toy.rules()

    def first(self, *orders: Order) -> Plan:
        return plan.under_lock(self.writing, self.resident, self.recent, self.rules, orders, 0, system_clock())

    def second(self, first: Plan, *orders: Order) -> Plan | None:
        made = plan.ahead(self.eyes, self.resident, self.recent, self.rules, orders, first, system_clock())
        self.eyes.rollback()
        return made

    def commit(self, *plans: Plan | None) -> None:
        for made in plans:
            assert made is not None
            if not self.writing.in_transaction():
                plan.locked(self.writing, made)
            plan.commit(self.writing, made, self.rules.seal)

    def total(self, tally: str) -> int:
        with self.engine.connect() as conn:
            return toy.TALLIES.fetch(conn, [tally])[tally].total

    def close(self) -> None:
        self.writing.close()
        self.eyes.close()
        self.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    sqlite = request.param == "sqlite"
    made = Desk(toy.sqlite_url(tmp_path) if sqlite else request.getfixturevalue("postgres_url"))
    yield made
    made.close()


def whole(engine: Engine) -> bool:
    with engine.connect() as conn:
        return not list(check(conn, [toy.TICKS]))


def test_the_second_counts_on_what_the_first_will_have_written(desk: Desk) -> None:
    tally, other = new_id(), new_id()
    first = desk.first(order(tally), order(tally))
    second = desk.second(first, order(tally), order(other))
    desk.commit(first, second)
    assert (desk.total(tally), desk.total(other)) == (3, 1)
    assert second is not None
    assert [answer.seq for answer in second.done.answers] == [3, 4]
    assert whole(desk.engine)


def test_it_makes_no_difference_whether_the_first_is_committed_when_one_looks(desk: Desk) -> None:
    tally = new_id()
    first = desk.first(order(tally))
    desk.commit(first)
    desk.commit(desk.second(first, order(tally)))
    assert desk.total(tally) == 2
    assert whole(desk.engine)


def test_a_command_of_the_batch_under_way_is_known_again(desk: Desk) -> None:
    tally, key = new_id(), new_id()
    mine, stranger = order(tally, key), order(new_id(), key)
    first = desk.first(mine)
    second = desk.second(first, mine, stranger)
    assert second is not None
    assert second.done.answers == [Executed(seq=1), NotTaken(code=ErrorCode.COMMAND_ID_REUSED)]
    assert second.done.lines == []
    desk.commit(first, second)
    assert desk.total(tally) == 1


def test_where_somebody_else_wrote_in_between_it_is_dropped(desk: Desk) -> None:
    tally = new_id()
    first = desk.first(order(tally))
    second = desk.second(first, order(tally))
    desk.commit(first)
    desk.commit(plan.under_lock(desk.writing, desk.resident, Recent(), desk.rules, [order(tally)], 1, system_clock()))
    assert second is not None
    with pytest.raises(Moved):
        plan.locked(desk.writing, second)
    assert not desk.writing.in_transaction(), "the lock is free again"
    assert desk.total(tally) == 2


def test_after_a_first_that_failed_it_is_dropped_though_as_many_were_booked(desk: Desk) -> None:
    tally, mine = new_id(), order(new_id())
    first = desk.first(mine)
    second = desk.second(first, order(tally))
    desk.writing.rollback()
    desk.commit(desk.first(mine))
    assert second is not None
    with pytest.raises(Moved):
        plan.locked(desk.writing, second)


@pytest.mark.parametrize("another", [True, False])
def test_where_a_device_went_on_elsewhere_it_is_dropped_though_nothing_was_booked(desk: Desk, another: bool) -> None:
    """An envelope that is not taken leaves no row in the journal, and moves its device's chain all the same."""
    mine = order(new_id())
    device = msgspec.structs.replace(mine.header, chain="-", link="one")
    first = desk.first(order(new_id()))
    second = desk.second(first, msgspec.structs.replace(mine, header=device))
    desk.commit(first)
    row = ChainRow(device=device.device if another else new_id(), counter=1, link="one", chained=True)
    with desk.writing.begin():
        CHAINS.insert(desk.writing, [row])
    assert second is not None
    if another:
        with pytest.raises(Moved):
            plan.locked(desk.writing, second)
        assert not desk.writing.in_transaction(), "the lock is free again"
    else:
        desk.commit(second)
        assert whole(desk.engine)


def test_a_device_goes_on_from_what_the_first_has_of_it(desk: Desk) -> None:
    one, two = order(new_id()), order(new_id())
    header = msgspec.structs.replace(two.header, counter=2, chain="one", link="two")
    before = msgspec.structs.replace(header, command_id=new_id(), counter=1, chain="-", link="one")
    first = desk.first(msgspec.structs.replace(one, header=before))
    desk.commit(first, desk.second(first, msgspec.structs.replace(two, header=header)))
    with desk.engine.connect() as conn:
        assert CHAINS.fetch(conn, [header.device])[header.device].link == "two"


def test_what_a_first_changes_of_the_small_stores_has_to_be_seen(desk: Desk) -> None:
    first = desk.first(order(new_id()))
    first.unit.take({BRANCHES: {"b": BranchRow(id="b", code="1", name="One")}}, {})
    assert desk.second(first, order(new_id())) is None
    desk.writing.rollback()


def test_who_must_search_waits_for_the_lock(desk: Desk) -> None:
    def search(command: AcknowledgeNotice, ctx: Context) -> None:
        ctx.conn.exec_driver_sql("SELECT 1")

    desk.rules.registry = Registry([Handler(AcknowledgeNotice, Permission.READ_NOTICES, search)])
    first = desk.first(order(new_id()))
    with pytest.raises(NotAhead):
        desk.second(first, order(new_id()))
    desk.writing.rollback()
