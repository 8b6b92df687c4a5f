from tests.teller_app.loans.desk import SAVINGS
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_those_found_stand_below_and_one_is_taken(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    window.press("F3")
    window.type("a")
    assert view.apply.hits.isVisible()
    view.apply.hits.opened.emit(model.state.hits[0].customer)
    assert model.state.draft.customer is not None
    assert not view.apply.hits.isVisible()
    assert view.apply.product.hasFocus()


def test_bounds_are_said_and_the_account_can_be_chosen(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    window.press("F3")
    model.find_customer("abena")
    model.pick("")
    model.set_product("TRADE")
    assert "3 to 36" in words_on(view.apply)
    view.apply.account.chosen.emit(SAVINGS.account)
    assert (model.state.draft.account, view.apply.account.key()) == (SAVINGS.account, SAVINGS.account)
    view.apply.account.chosen.emit("none")
    assert model.state.draft.account == ""


def test_nothing_is_guessed_before_all_of_it_is_there(qtbot) -> None:
    window, view, _, _ = place(qtbot)
    window.press("F3")
    assert TEXTS("loans.no_plan_do") in words_on(view.cost)
    assert TEXTS("loans.no_plan") in words_on(view.plan)


def test_what_is_missing_is_said_on_the_form(qtbot) -> None:
    window, view, _, _ = place(qtbot)
    window.press("F3", "F9")
    assert TEXTS("error.customer_missing.title") in words_on(view.apply)
