from contract.approvals import RequestState, WithdrawRequest
from tests.teller_app.loans.desk import APPROVED, STEPS, Replica, loan, request
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_who_has_it_and_taking_it_back(qtbot) -> None:
    asked = request(taken_by_name="Kwesi Appiah", taken_at="2026-11-22T09:41:00.000Z")
    _, view, model, port = place(qtbot, Replica(requests=(asked,)))
    model.open(APPROVED.loan)
    assert "Kwesi Appiah has it" in words_on(view.side)
    view.side._tick()
    view.side.withdraw.click()
    assert isinstance(port.sent[0].command, WithdrawRequest)


def test_less_was_approved_and_until_when_it_may_be_counted(qtbot) -> None:
    ready = request(state=RequestState.APPROVED, ceiling=18_000_00)
    _, view, model, _ = place(qtbot, Replica(requests=(ready,)))
    model.open(APPROVED.loan)
    assert "Less was approved: GH₵ 18,000.00" in words_on(view.side)
    model.pay()
    assert not view.side.ready.isVisible(), "it is being counted"


def test_payments_are_listed_and_the_chosen_one_printed(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    view.side.steps.select_key(STEPS[2].transaction)
    assert model.state.step == STEPS[2].transaction
    view.side.print.click()
    said = words_on(view.side)
    assert TEXTS("loans.arrears") in said
    assert view.side.steps._model.source.count() == 9


def test_what_a_payment_covers_stands_beside_it(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    assert not view.side.cover.isVisible()
    model.begin("repay")
    model.set_amount(1_500_00)
    assert "948.74" in view.side.cover.accessibleDescription()
    assert view.side.undo.isVisible()
    view.side.undo.click()
    assert model.state.draft.act == "undo"


def test_no_money_moved_yet(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(APPROVED.loan)
    assert TEXTS("loans.no_steps") in words_on(view.side)
