"""The dead line's screen by keyboard: budgets, codes, and a code that does not stay."""

from contract.standin import GrantStandIn
from teller_app.standin.room import MANIFEST, make_view
from tests.teller_app.counter.world import granted
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.standin.desk import Branch
from tests.teller_app.standin.test_model import made, room


def place(qtbot, model):
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view


def test_a_code_stands_large_until_one_leaves(qtbot) -> None:
    model, port = made(Branch())
    window, view = place(qtbot, model)
    port.go_offline()
    window.press("Ctrl+G")
    assert view.account.edit.hasFocus(), "first what it is for"
    window.type("0017")
    window.press("Return")
    assert view.sum.edit.hasFocus(), "Enter goes on"
    window.type("600")
    window.press("Return")
    assert view.read.hasFocus()
    window.press("Ctrl+G")
    assert view.code.note == "Pays GH₵ 600.00 from the account that ends in 0017", "while it is read out"
    assert view.code.figure == model.state.shown
    assert view.code.accessibleDescription() == " ".join(model.state.shown), "sign by sign"
    assert view.make.toolTip() == TEXTS("standin.off.offline")
    view.leave()
    assert not view.code.isVisible()


def test_a_budget_by_keyboard(qtbot) -> None:
    model, port = room(Branch(budgets=(granted(100_00, 40_00),)))
    window, view = place(qtbot, model)
    assert view._row(model.state.drawers[0]).cells[1].text == "60.00"
    window.press("F9")
    assert view.amount.edit.hasFocus()
    window.type("2500")
    window.press("F9")
    assert isinstance(port.sent[0].command, GrantStandIn)
    assert port.sent[0].command.amount == 2_500_00


def test_no_code_says_how_to_get_one(qtbot) -> None:
    model, _ = room(Branch(sessions=()))
    window, view = place(qtbot, model)
    window.press("Ctrl+G")
    assert window.answers == [False]
    assert TEXTS("standin.no_ready") in words_on(view)
    assert view.none.isVisible()
