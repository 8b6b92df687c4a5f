"""One command's staging: seen by itself, dropped whole, said once."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from contract.notices import Level, NoticeFact
from server.core.actor import Actor
from server.core.audience import Audience
from server.core.context import Context
from server.core.unit import Resident, Unit
from tests.server.core import toy

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def ctx() -> Context:
    unit = Unit(SimpleNamespace(), Resident([]))  # type: ignore[arg-type]
    unit.take({toy.TALLIES: {"k": toy.TallyRow(id="k", total=1)}}, {})
    actor = Actor(user=toy.MAKER, name="Efua", branch=toy.BRANCH, roles=frozenset(), permissions=frozenset())
    return Context(unit, actor, toy.header(), NOW, "2026-11-24", 7)


def fact(total: int) -> NoticeFact:
    return NoticeFact(notice="n", level=Level.INFO, code="tally", at="", params={"total": total})


def test_staged_rows_hide_those_of_the_unit_until_dropped(ctx: Context) -> None:
    ctx.put(toy.TALLIES, toy.TallyRow(id="k", total=2))
    assert ctx.must(toy.TALLIES, "k").total == 2
    ctx.drop()
    assert ctx.must(toy.TALLIES, "k").total == 1


def test_a_later_word_about_the_same_thing_replaces_the_earlier(ctx: Context) -> None:
    audience = Audience(people=("a",))
    ctx.say(fact(1), audience, "n")
    ctx.say(fact(2), audience, "n")
    ctx.say(fact(3), Audience(people=("b",)), "n")
    assert [said.params["total"] for _, said in ctx.facts] == [2, 3]  # type: ignore[attr-defined]


def test_a_missing_row_is_a_broken_invariant(ctx: Context) -> None:
    ctx.put(toy.TALLIES, toy.TallyRow(id="other", total=0))
    with pytest.raises(LookupError):
        ctx.must(toy.TALLIES, "")


def test_time_and_place(ctx: Context) -> None:
    assert (ctx.at, ctx.after(60)) == ("2026-11-24T09:00:00.000Z", "2026-11-24T09:01:00.000Z")
    ctx.work_at("osu", "2026-11-25", False)
    assert (ctx.branch, ctx.business_date, ctx.day_open) == ("osu", "2026-11-25", False)


def test_a_commit_hands_everything_to_the_unit(ctx: Context) -> None:
    ctx.put(toy.TALLIES, toy.TallyRow(id="k", total=5))
    ctx.add(toy.TICKS, toy.TickRow(seq=7, n=0, tally="k"))
    ctx.commit()
    ctx.drop()
    assert ctx.must(toy.TALLIES, "k").total == 5
