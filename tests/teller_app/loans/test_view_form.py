from contract.approvals import RequestState
from tests.teller_app.kit import FakePort
from tests.teller_app.loans.desk import APPROVED, SAVINGS, SETTLER, Replica, loan, request
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_cash_is_matched_and_change_is_another_side(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    model.open(loan().loan)
    model.begin("repay")
    model.set_amount(1_500_00)
    assert view.form.match.state == "counting"
    model.set_counts({"20000": 8})
    assert (view.form.match.state, view.form.change.isVisible()) == ("matches", True)
    window.press("F6")
    assert view.form.grid.counts() == {"10000": 1}
    model.set_counts({})
    window.press("F9")
    assert view.form.match.state == "refused"
    assert TEXTS("error.cash_mismatch.title") in words_on(view.form)


def test_by_the_account_there_is_no_grid(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    model.begin("repay")
    view.form.ways.setCurrentIndex(1)
    assert not view.form.grid.isVisible()
    assert view.form.account.isVisible() and view.form.account.key() == SAVINGS.account


def test_handing_out_asks_first_and_counts_after_that(qtbot) -> None:
    replica = Replica()
    _, view, model, port = place(qtbot, replica)
    model.open(APPROVED.loan)
    model.begin("disburse")
    assert view.form.first.isVisible() and view.form.first.text() == "22 Dec 2026"
    assert TEXTS("loans.asks.disburse") in words_on(view.form)
    view.form.ways.setCurrentIndex(0)
    assert not view.form.grid.isVisible()
    replica.requests = (request(state=RequestState.APPROVED),)
    port.tell("request")
    model.pay()
    assert view.form.grid.isVisible() and not view.form.first.isVisible()
    assert view.form.go.text() == TEXTS("loans.go.pay_now")


def test_a_reason_is_typed_at_once(qtbot) -> None:
    window, view, model, _ = place(qtbot, port=FakePort(SETTLER))
    model.open(loan().loan)
    window.press("Alt+W")
    window.type("Left the country")
    assert model.state.draft.text == "Left the country"
    assert not view.form.amount.isVisible()


def test_without_the_line_the_button_says_so_and_what_was_typed_stays(qtbot) -> None:
    _, view, model, port = place(qtbot)
    model.open(loan().loan)
    model.begin("repay")
    model.set_amount(300_00)
    port.go_offline()
    assert not view.form.go.isEnabled()
    assert view.form.amount.minor() == 300_00
