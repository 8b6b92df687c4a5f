from contract.advances import RequestAdvance
from contract.feed import Executed
from teller_app.advances.room import MANIFEST, make_view
from tests.teller_app.advances.desk import APPROVED, OWN, Replica, advance, room
from tests.teller_app.room_window import TEXTS, look, shown, words_on


def place(qtbot, replica: Replica):
    model, port = room(replica)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_asked_for_by_keys_alone(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    window.press("F3")
    window.type("120")
    view.form.text.setFocus()
    window.type("Fuel")
    model.set_due("2026-11-30")
    window.press("F9")
    assert isinstance(port.sent[0].command, RequestAdvance)
    assert port.sent[0].command.amount.minor == 120_00


def test_what_is_owed_and_its_steps(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    model.choose(advance().advance)
    assert "Owed 240.00" in words_on(view)
    assert "Efua Owusu" in view.form.steps.accessibleDescription()
    model.choose(OWN.advance)
    window.press("F5")
    assert window.answers == [False]
    assert view.why_off("retire") == TEXTS("advances.off.own")
    assert view.why_off("forward") == TEXTS("advances.off.choice")


def test_whoever_comes_in_finds_the_first_one_chosen(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    view.enter()
    assert model.state.chosen == view.table.current_key() != ""
    _, empty, nothing, _ = place(qtbot, Replica(advances=()))
    empty.enter()
    assert nothing.state.chosen == ""


def test_none(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(advances=()))
    assert TEXTS("advances.none") in words_on(view)


def test_notes_are_typed_at_once_and_the_list_has_the_keys_again(qtbot) -> None:
    window, view, model, port = place(qtbot, Replica())
    model.choose(APPROVED.advance)
    window.press("F4")
    window.type("1")
    assert model.state.counts == {"20000": 1}
    model.set_counts({"5000": 2, "1000": 2})
    window.press("F9")
    port.settle(Executed(seq=1))
    assert view.table.isAncestorOf(view.window().focusWidget())


def test_a_proposed_amount_is_typed_over(qtbot) -> None:
    window, view, model, _ = place(qtbot, Replica())
    model.choose(advance().advance)
    window.press("F5")
    window.type("30")
    window.press("F5")
    assert (model.state.amount, view.form.amount.edit.text()) == (30_00, "30")
    window.type("k")
    assert TEXTS("error.amount_not_a_number.title") == view.form.amount.error()
    window.press("Ctrl+W")
    window.press("F3")
    assert view.form.amount.edit.text() == ""
