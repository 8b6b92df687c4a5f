"""Held forms kept on the disk: whole, without the manager's code, as long as the policy says."""

from dataclasses import replace

import pytest

from teller_app.counter import held
from teller_app.counter.held import Shelf
from teller_app.counter.state import Form, Held
from teller_app.manifest import Line
from tests.teller_app.counter.world import ABENA, ACCOUNTS, PEOPLE, World

NOON = "2026-11-22T12:00:00.000Z"
FORM = Form(
    mode="withdraw",
    amount=500_00,
    counts={"20000": 2},
    narration="rent",
    target=ACCOUNTS[ABENA][1],
    code="AMV5",
    code_id="c1",
)
ONE = Held(PEOPLE[0], ACCOUNTS[ABENA], 1, FORM, "2026-11-22T11:30:00.000Z")


def test_a_form_comes_back_whole_but_for_the_code() -> None:
    (back,) = held.unpacked(held.packed([ONE]))
    assert back == replace(ONE, form=replace(FORM, code="", code_id=""))
    assert b"AMV5" not in held.packed([ONE])


@pytest.mark.parametrize(("life_s", "kept"), [(1800, 1), (1799, 0), (86_400, 1)])
def test_as_long_as_the_policy_says(life_s: int, kept: int) -> None:
    seen, shelf = Shelf(life_s=life_s).judged([ONE], NOON)
    assert (len(seen), len(shelf.away)) == (kept, 1 - kept), "by this machine's clock it is out of sight and not gone"
    assert Shelf(life_s=life_s).told(NOON, NOON).judged([replace(ONE, sure=True)], NOON)[1].away == ()


@pytest.mark.parametrize(
    "value", [None, b"", b"{", b'{"version":1,"held":[{"customer":{}}]}', b'{"version":2,"held":[]}']
)
def test_what_cannot_be_read_is_nothing(value: bytes | None) -> None:
    assert held.unpacked(value) == ()


def put_aside(world: World) -> None:
    model = world.at_abena()
    model.set_mode("withdraw")
    model.set_amount(300_00)
    model.hold()


def test_after_a_crash_the_same_person_takes_it_up_again() -> None:
    world = World()
    put_aside(world)
    # Nothing was closed or said goodbye: another process begins with what the disk holds.
    again = World(port=type(world.port)(world.port.me))
    again.port.notes = world.port.notes
    model = again.model()
    assert [one.customer.full_name for one in model.state.held] == ["Abena Serwaa Mensah"]
    model.hold()
    assert (model.state.form.mode, model.state.form.amount, model.state.held) == ("withdraw", 300_00, ())
    later = World(port=type(world.port)(world.port.me))
    later.port.notes = again.port.notes
    assert later.model().state.held == (), "what was taken up is not there twice"


def test_what_is_too_old_stays_away_and_what_is_held_meanwhile_comes_first() -> None:
    world = World()
    put_aside(world)
    old = World(port=type(world.port)(world.port.me), now="2026-11-22T11:00:00.001Z")
    old.port.notes = world.port.notes
    assert old.model().state.held == ()
    slow = World(port=type(world.port)(world.port.me))
    recalled: list[object] = []
    slow.port.recall = lambda name, then: recalled.append(then)  # type: ignore[method-assign]
    model = slow.at_abena()
    model.set_amount(1_00)
    model.hold()
    recalled[0](world.port.notes[held.NOTE])  # type: ignore[operator]
    assert [one.form.amount for one in model.state.held] == [300_00, 1_00]


def hold_one(world: World, amount: int) -> None:
    model = world.at_abena()
    model.set_amount(amount)
    model.hold()


def after(world: World, now: str, line: Line | None = None) -> World:
    """Another start of the app with what the disk holds, by another clock."""
    port = type(world.port)(world.port.me, line or Line("offline"))
    port.notes = world.port.notes
    return World(port=port, now=now)


WRONG, RIGHT = "2027-11-22T10:00:00.000Z", "2026-11-22T10:05:00.000Z"


def test_under_a_wrong_clock_nothing_that_was_put_aside_is_overwritten() -> None:
    world = World()
    hold_one(world, 300_00)
    ahead = after(world, WRONG)
    assert ahead.model().state.held == (), "a year too old by this clock"
    hold_one(ahead, 1_00)
    again = after(ahead, RIGHT)
    assert [one.form.amount for one in again.model().state.held] == [300_00, 1_00]


def test_the_bank_says_what_time_it_is_and_what_was_out_of_sight_is_there() -> None:
    world = World()
    hold_one(world, 300_00)
    ahead = after(world, WRONG)
    model = ahead.at_abena()
    ahead.port.set_line(Line("online", 42, 0, RIGHT))
    assert [one.form.amount for one in model.state.held] == [300_00]
    model.set_amount(2_00)
    model.hold()
    assert (model.state.held[-1].at, model.state.held[-1].sure) == (RIGHT, True)
    behind = after(ahead, "2020-01-01T00:00:00.000Z")
    assert len(behind.model().state.held) == 2
    over = after(behind, WRONG).model()
    over._port.set_line(Line("online", 42, 0, "2026-11-22T11:05:00.001Z"))  # type: ignore[attr-defined]
    assert over.state.held == (), "only the bank's clock ends a form, and it does"
    assert held.unpacked(over._port.notes[held.NOTE]) == ()  # type: ignore[attr-defined]


def test_a_late_word_of_the_bank_makes_no_form_older() -> None:
    shelf = Shelf(life_s=60).told("2026-11-22T12:00:00.000Z", NOON).told("2026-11-22T11:00:00.000Z", NOON)
    assert shelf.stamp(NOON) == (NOON, True)
    assert len(shelf.judged([replace(ONE, at=NOON, sure=True)], NOON)[0]) == 1
