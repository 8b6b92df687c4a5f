"""Held forms kept on the disk: whole, without the manager's code, as long as the policy says."""

from dataclasses import replace

import pytest

from teller_app.counter import held
from teller_app.counter.state import Form, Held
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
    (back,) = held.unpacked(held.packed([ONE]), NOON, 3600)
    assert back == replace(ONE, form=replace(FORM, code="", code_id=""))
    assert b"AMV5" not in held.packed([ONE])


@pytest.mark.parametrize(("life_s", "kept"), [(1800, 1), (1799, 0), (86_400, 1)])
def test_as_long_as_the_policy_says(life_s: int, kept: int) -> None:
    assert len(held.unpacked(held.packed([ONE]), NOON, life_s)) == kept


@pytest.mark.parametrize(
    "value", [None, b"", b"{", b'{"version":1,"held":[{"customer":{}}]}', b'{"version":2,"held":[]}']
)
def test_what_cannot_be_read_is_nothing(value: bytes | None) -> None:
    assert held.unpacked(value, NOON, 3600) == ()


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
