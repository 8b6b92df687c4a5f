"""The customer signs where a second person will decide; whoever cannot has a stated reason; what was signed is beneath that amount alone."""

import msgspec

from contract.customers import Band, Flag, MandateFact, Signatory
from contract.customers import Signing as SigningRule
from contract.ink import Dot, Unsigned, packed
from contract.ledger import Transfer, Withdraw
from contract.staff import Limit
from teller_app.counter import standing
from teller_app.counter.model import CounterModel
from tests.teller_app.counter.world import PEOPLE, SAVINGS, World

INK = packed(((Dot(100, 700, 0), Dot(180, 120, 90)),))


def at_amount(world: World, amount: int = 6_000_00) -> CounterModel:
    me = world.port.me
    world.port.me = msgspec.structs.replace(me, limits=(Limit(kind="withdraw", currency="GHS", per_transaction=5_000_00),))  # fmt: skip
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


def by_mandate(world: World, *signings: Band, people: int = 3) -> CounterModel:
    names = ("Abena Serwaa Mensah", "Kojo Mensah", "Esi Mensah")[:people]
    signers = tuple(Signatory(name=one) for one in names)
    world.mandates = {SAVINGS: MandateFact(account=SAVINGS, branch="b", signatories=signers, bands=signings)}
    return at_amount(world, 100_00)


INKS = [packed(((Dot(100, 700, 0), Dot(180 + n, 120, 90)),)) for n in range(3)]
TWO, ALL = Band(signing=SigningRule.ANY_TWO), Band(signing=SigningRule.ALL)


def test_as_many_sign_as_the_mandate_takes_each_by_name_whatever_the_amount() -> None:
    world = World()
    model = by_mandate(world, TWO)
    assert not model.post()
    assert (model.state.signing, standing.whose_turn(model.state)) == ("posting", "Abena Serwaa Mensah")
    model.sign(INKS[0])
    assert (model.state.signing, sent(world)) == ("posting", []), "one more"
    model.another_signs()
    assert standing.whose_turn(model.state) == "Esi Mensah"
    model.sign(INKS[1])
    assert [(hand.name, hand.ink) for hand in sent(world)[0].hands] == [
        ("Abena Serwaa Mensah", INKS[0]),
        ("Esi Mensah", INKS[1]),
    ]
    assert sent(world)[0].ink == ""


def test_who_broke_off_goes_on_and_a_reason_stands_for_the_others() -> None:
    world = World()
    model = by_mandate(world, ALL)
    model.post()
    model.sign(INKS[0])
    model.drop_sign()
    assert (model.state.signing, len(model.state.form.hands), sent(world)) == ("", 1, [])
    model.post()
    assert standing.whose_turn(model.state) == "Kojo Mensah"
    model.another_signs()
    assert standing.whose_turn(model.state) == "Kojo Mensah", "all have to: nobody instead"
    model.leave_unsigned(Unsigned.ON_PAPER)
    assert [(len(one.hands), one.unsigned) for one in sent(world)] == [(1, Unsigned.ON_PAPER)]


def test_bands_ask_for_one_below_and_two_above_and_a_transfer_is_signed_for_too() -> None:
    world = World()
    model = by_mandate(world, Band(signing=SigningRule.ANY_ONE, upto=200_00), ALL, people=2)
    assert model.post()
    assert sent(world)[0].hands == (), "one signs: on the voucher, as ever"
    model = by_mandate(world, Band(signing=SigningRule.ANY_ONE, upto=200_00), ALL, people=2)
    model.set_mode("transfer")
    model.set_target("0402000000024")
    model.set_amount(300_00)
    model.post()
    for ink in INKS[:2]:
        model.sign(ink)
    moved = world.port.sent[-1].command
    assert isinstance(moved, Transfer)
    assert [hand.ink for hand in moved.hands] == INKS[:2]


def test_a_signatory_who_was_removed_meanwhile_has_not_signed() -> None:
    world = World()
    model = by_mandate(world, TWO)
    model.post()
    model.sign(INKS[0])
    before = world.mandates[SAVINGS]
    world.mandates[SAVINGS] = msgspec.structs.replace(before, signatories=before.signatories[1:])
    model.refresh()
    assert model.state.form.hands == ()
    assert standing.whose_turn(model.state) == "Kojo Mensah"
