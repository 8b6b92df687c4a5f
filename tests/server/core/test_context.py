"""One command's overlay: it sees its own changes first, hands over on commit, and forgets everything on a refusal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.ids import new_id
from contract.notices import Level, NoticeFact
from server.core.actor import Actor
from server.core.audience import Audience
from server.core.branch_table import BRANCHES, BranchRow
from server.core.context import Context
from server.core.unit import Resident, Unit
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.server.core.toy import TALLIES, TICKS, TallyRow, TickRow

EVERYONE, OTHERS = Audience(permission="read"), Audience(permission="decide")
TALLY = new_id()


def person(name: str) -> Actor:
    return Actor(user=name, name=name, branch=f"{name}'s branch", roles=frozenset(), permissions=frozenset())


def context(unit: Unit, seq: int = 1) -> Context:
    return Context(unit, person("efua"), toy.header(), datetime(2026, 11, 24, 12, tzinfo=UTC), "2026-11-24", seq)


def fact(total: int) -> NoticeFact:
    return NoticeFact(notice=TALLY, level=Level.INFO, code="tally", at="", params={"total": total})


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[Unit]:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        yield Unit(conn, Resident([BRANCHES]))
    engine.dispose()


def test_its_own_change_comes_first_and_the_next_command_sees_it_after_commit(unit: Unit) -> None:
    first, second = context(unit), context(unit, 2)
    first.put(TALLIES, TallyRow(id=TALLY, total=1))
    assert first.must(TALLIES, TALLY).total == 1
    assert second.get(TALLIES, TALLY) is None
    first.commit()
    assert second.must(TALLIES, TALLY).total == 1


def test_a_dropped_command_leaves_nothing(unit: Unit) -> None:
    ctx = context(unit)
    ctx.put(TALLIES, TallyRow(id=TALLY, total=1))
    ctx.add(TICKS, TickRow(seq=1, n=0, tally=TALLY))
    ctx.say(fact(1), EVERYONE, key=TALLY)
    ctx.drop()
    ctx.commit()
    assert (ctx.facts, unit.dirty, unit.appended) == ([], {}, {})
    ctx.say(fact(2), EVERYONE, key=TALLY)  # the forgotten one's place is not remembered either
    assert ctx.facts == [(EVERYONE, fact(2))]


def test_what_must_be_there_and_is_not_breaks(unit: Unit) -> None:
    with pytest.raises(LookupError, match="toy_tallies"):
        context(unit).must(TALLIES, TALLY)
    assert context(unit).get(TALLIES, "") is None


def test_a_later_statement_replaces_the_earlier_for_the_same_audience_only(unit: Unit) -> None:
    ctx = context(unit)
    ctx.say(fact(1), EVERYONE, key=TALLY)
    ctx.say(fact(1), OTHERS, key=TALLY)
    ctx.say(fact(1), EVERYONE)
    ctx.say(fact(2), EVERYONE, key=TALLY)
    assert ctx.facts == [(EVERYONE, fact(2)), (OTHERS, fact(1)), (EVERYONE, fact(1))]


def test_all_of_a_resident_store_with_the_changes_of_batch_and_command(unit: Unit) -> None:
    one, two = (BranchRow(id=name, code=name, name=name) for name in ("one", "two"))
    unit.take({BRANCHES: {"one": one}}, {})
    ctx = context(unit)
    ctx.put(BRANCHES, two)
    assert ctx.all(BRANCHES) == {"one": one, "two": two}


def test_an_approval_acts_in_the_makers_name_on_the_same_overlay(unit: Unit) -> None:
    ctx = context(unit)
    twin = ctx.acting_for(person("abena"), toy.header(), "request", "2026-11-25", False)
    twin.put(TALLIES, TallyRow(id=TALLY, total=5))
    twin.say(fact(5), EVERYONE)
    assert (twin.approved_by, twin.request, twin.branch) == ("efua", "request", "abena's branch")
    assert (twin.business_date, twin.day_open, twin.seq) == ("2026-11-25", False, ctx.seq)
    assert ctx.must(TALLIES, TALLY).total == 5
    assert ctx.facts == [(EVERYONE, fact(5))]


def test_time_and_place(unit: Unit) -> None:
    ctx = context(unit)
    assert (ctx.at, ctx.after(600)) == ("2026-11-24T12:00:00.000Z", "2026-11-24T12:10:00.000Z")
    ctx.work_at("osu", "2026-11-20", False)
    assert (ctx.branch, ctx.business_date, ctx.day_open) == ("osu", "2026-11-20", False)


def test_a_question_is_asked_once_until_something_is_staged(unit: Unit) -> None:
    ctx, asked = context(unit), []

    def ask(where: Context, word: str) -> int:
        asked.append(word)
        row = where.get(TALLIES, TALLY)
        return row.total if row else 0

    assert [ctx.once(ask, "a"), ctx.once(ask, "a"), ctx.once(ask, "b")] == [0, 0, 0]
    twin = ctx.acting_for(person("abena"), toy.header(), "request", "2026-11-25", True)
    twin.put(TALLIES, TallyRow(id=TALLY, total=3))
    assert ctx.once(ask, "a") == 3, "also where its twin staged it"
    ctx.drop()
    assert ctx.once(ask, "a") == 0
    ctx.work_at("another branch", "2026-11-24", True)
    assert ctx.once(ask, "a") == 0
    assert asked == ["a", "b", "a", "a", "a"], "also where it goes on working at another branch"
