"""Paying against a manager's yes: from the account it names, up to its ceiling, and given back where something else is posted."""

import pytest

from contract.approvals import RequestState, WithdrawRequest
from contract.errors import ErrorCode, Rejected
from contract.feed import Refused
from teller_app.counter.model import CounterModel
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.test_model import away
from tests.teller_app.counter.world import CURRENT, SAVINGS, World


def permit(model: CounterModel, **changes: object) -> None:
    model.use_permit(
        request(
            state=RequestState.APPROVED,
            kind="withdraw",
            amount=600_00,
            **({"account": SAVINGS, "account_number": "0401000000012"} | changes),
        )
    )


def test_a_permit_is_paid_from_the_account_that_it_names() -> None:
    world = World()
    model = world.model()
    permit(model, account=CURRENT, account_number="0402000000024")
    assert model.state.account is not None
    assert model.state.account.account == CURRENT
    assert model.post()
    assert world.port.sent[0].command.account == CURRENT


@pytest.mark.parametrize(
    ("account", "number"), [(SAVINGS, "0401000000036"), (SAVINGS, "abena"), ("closed", "0401000000012"), (SAVINGS, "")]
)
def test_where_the_named_account_is_not_at_hand_no_other_pays(account: str, number: str) -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(70_00)
    before = model.state.customer, model.state.account, model.state.form
    permit(model, account=account, account_number=number)
    assert (model.state.customer, model.state.account, model.state.form) == before
    assert (model.state.notice, model.state.notice_tone) == ("error.account_unknown", "neg")


def test_a_permit_is_paid_up_to_its_ceiling() -> None:
    world = World()
    model = world.model()
    permit(model, ceiling=400_00)
    assert (model.state.form.amount, model.state.form.ceiling) == (400_00, 400_00)
    model.set_amount(400_01)
    assert not model.post()
    assert model.state.problem == "permit_exceeded"
    model.set_amount(300_00)
    assert model.post()
    assert world.port.sent[0].command.permit == request().request


def test_another_content_gives_the_permit_back() -> None:
    for change in (lambda model: model.set_mode("deposit"), lambda model: model.choose_account(1)):
        world = World()
        model = world.model()
        permit(model)
        change(model)
        assert world.port.sent[0].command == WithdrawRequest(request=request().request)
        assert (model.state.form.permit, model.state.notice) == ("", "let_go")


def test_what_the_server_calls_another_content_is_given_back_too() -> None:
    world = World()
    model = world.model()
    permit(model)
    model.post()
    world.port.settle(Refused(seq=3, problem=Rejected(code=ErrorCode.PERMIT_MISMATCH)))
    assert world.port.sent[1].command == WithdrawRequest(request=request().request)


def test_notes_that_go_out_on_the_budget_are_no_longer_the_permits() -> None:
    world = World()
    model = away(world, 500_00)
    permit(model, transaction="t")
    assert model.post()
    back, paid = (sent.command for sent in world.port.sent)
    assert back == WithdrawRequest(request=request().request)
    assert (paid.paid_offline, paid.transaction != "t") == (True, True)


def test_the_key_that_pays_says_so_where_nothing_is_approved() -> None:
    model = World().at_abena()
    assert not model.pay()
    assert model.state.notice == "nothing_to_pay"


def test_the_next_customer_is_served_while_one_waits() -> None:
    world = World(asked=(request(state=RequestState.APPROVED, account=SAVINGS, account_number="0401000000012"),))
    model = world.at_abena()
    model.set_amount(70_00)
    model.hold()
    assert (model.state.customer, len(model.state.held)) == (None, 1)
    model.hold()
    assert (model.state.form.amount, model.state.held) == (70_00, ())
    assert model.pay()
    assert model.state.form.permit == request().request


def test_whoever_leaves_with_cash_counted_finds_the_form_put_aside() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(70_00)
    assert not model.counting
    model.put_aside()
    assert model.state.held == (), "typing alone lies nowhere on the desk"
    model.set_counts({"5000": 1})
    assert model.counting
    model.put_aside()
    again = world.model()
    assert [one.form.counts for one in again.state.held] == [{"5000": 1}]
    assert model.state.customer is None and not model.counting
