from contract.approvals import RequestState
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan
from tests.teller_app.loans.desk import APPROVED, Replica, loan, request
from tests.teller_app.loans.desk import view as whole
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_a_repayment_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot)
    model.show_tab("all")
    view.list.table.select_key(loan().loan)
    view.list.table.setFocus()
    window.press("Return")
    assert model.state.page == "loan"
    window.press("F5")
    window.type("1400")
    view.form.grid.focus_first()
    window.type("7")
    assert model.state.net == 1_400_00
    window.press("F9")
    command = port.sent[0].command
    assert isinstance(command, RepayLoan)
    assert command.cash.received == {"20000": 7}


def test_an_application_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot)
    window.press("F3")
    window.type("abena")
    window.press("Return")
    assert model.state.draft.customer is not None
    view.apply.product.setFocus()
    model.set_product("TRADE")
    view.apply.amount.setFocus()
    window.type("12000")
    view.apply.term.setFocus()
    window.type("18")
    view.apply.first.setFocus()
    window.type("22 12 26")
    view.apply.purpose.setFocus()
    window.type("Cloth")
    assert model.state.plan is not None
    assert "31.9%" in words_on(view.cost)
    window.press("F9")
    command = port.sent[0].command
    assert isinstance(command, ApplyForLoan)
    assert (command.first_due, command.term) == ("2026-12-22", 18)


def test_the_same_key_counts_what_was_approved(qtbot) -> None:
    ready = request(state=RequestState.APPROVED)
    window, view, model, port = place(qtbot, Replica(requests=(ready,)))
    model.open(APPROVED.loan)
    assert view.figures.go.isVisible()
    window.press("F10")
    assert view.form.grid.isAncestorOf(view.window().focusWidget())
    window.press("F9")
    assert isinstance(port.sent[0].command, DisburseLoan)


def test_the_keys_go_back_where_one_came_from(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    model.open(loan().loan)
    window.press("F5")
    assert view.form.amount.isAncestorOf(view.window().focusWidget())
    window.press("Ctrl+W")
    assert view.schedule.isAncestorOf(view.window().focusWidget())
    window.press("Ctrl+W")
    assert view.list.table.isAncestorOf(view.window().focusWidget())
    assert view.why_off("forward") == TEXTS("loans.off.written")
    assert view.why_off("hold") == view.why_off("next") == ""
    assert view.why_off("write_off") == TEXTS("loans.off.right")


def test_one_filled_button_is_seen_at_a_time(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    assert view.figures.go.isVisible() and not view.form.go.isVisible()
    model.begin("repay")
    assert view.form.go.isVisible() and not view.figures.go.isVisible()


def test_f6_shows_the_next_list(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    window.press("F6")
    assert (model.state.tab, view.list.tabs.currentIndex()) == ("active", 1)
    model.open(loan().loan)
    window.press("F6")
    assert window.answers[-1] is False


def test_a_loan_that_was_undone_after_its_first_day_has_no_schedule_until_that_is_moved(qtbot) -> None:
    bare = whole(APPROVED, schedule=())
    window, view, model, _ = place(qtbot, Replica(views=(bare,)))
    model.open(APPROVED.loan)
    assert (model.state.view, view.schedule.isVisible()) == (bare, True)
    window.press("F4")
    assert view.form.first.isVisible(), "where the day is moved"
