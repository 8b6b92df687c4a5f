"""The customer signs where a second person will decide; whoever cannot has a stated reason; what was signed is beneath that amount alone."""

import msgspec

from contract.customers import Flag
from contract.ink import Dot, Unsigned, packed
from contract.ledger import Withdraw
from contract.staff import Limit
from teller_app.counter.model import CounterModel
from tests.teller_app.counter.world import PEOPLE, World

INK = packed(((Dot(100, 700, 0), Dot(180, 120, 90)),))


def at_amount(world: World, amount: int = 6_000_00) -> CounterModel:
    me = world.port.me
    world.port.me = msgspec.structs.replace(me, limits=(Limit(kind="withdraw", currency="GHS", per_transaction=5_000_00, per_day=0),))  # fmt: skip
    model = world.at_abena()
    model.set_mode("withdraw")
    model.set_amount(amount)
    return model


def sent(world: World) -> list[Withdraw]:
    return [item.command for item in world.port.sent if isinstance(item.command, Withdraw)]


def test_f9_above_the_own_limit_asks_first_and_goes_on_with_the_signature() -> None:
    world = World()
    model = at_amount(world)
    assert not model.post()
    assert (model.state.signing, sent(world)) == ("posting", [])
    model.sign(INK)
    assert model.state.signing == ""
    assert [(one.ink, one.unsigned) for one in sent(world)] == [(INK, None)]


def test_a_reason_goes_on_too_and_esc_posts_nothing() -> None:
    world = World()
    model = at_amount(world)
    model.post()
    model.drop_sign()
    assert (model.state.signing, sent(world), model.state.form.amount) == ("", [], 6_000_00)
    model.post()
    model.leave_unsigned(Unsigned.CANNOT)
    assert [(one.ink, one.unsigned) for one in sent(world)] == [("", Unsigned.CANNOT)]


def test_a_small_amount_asks_nobody_and_may_be_signed_all_the_same() -> None:
    world = World()
    model = at_amount(world, 100_00)
    model.ask_sign()
    assert model.state.signing == "asked"
    model.sign(INK)
    assert sent(world) == [], "asked for, not posted"
    assert model.post()
    assert [one.ink for one in sent(world)] == [INK]


def test_a_dormant_customer_signs_whatever_the_amount() -> None:
    world = World(people=(msgspec.structs.replace(PEOPLE[0], flags=(Flag.DORMANT,)), PEOPLE[1]))
    model = at_amount(world, 100_00)
    model.post()
    assert model.state.signing == "posting"


def test_another_amount_account_or_direction_is_not_what_was_signed() -> None:
    for change in (
        lambda model: model.set_amount(7_000_00),
        lambda model: model.choose_account(1),
        lambda model: model.set_mode("deposit"),
    ):
        model = at_amount(World())
        model.ask_sign()
        model.sign(INK)
        model.set_text("narration", "rent")
        assert model.state.form.ink == INK
        change(model)
        assert (model.state.form.ink, model.state.form.unsigned) == ("", "")


def test_a_held_form_comes_back_signed_and_a_deposit_has_no_pad() -> None:
    world = World()
    model = at_amount(world)
    model.ask_sign()
    model.sign(INK)
    model.hold()
    assert model.state.form.ink == ""
    model.hold()
    assert model.state.form.ink == INK
    model.set_mode("deposit")
    model.ask_sign()
    assert model.state.signing == ""
