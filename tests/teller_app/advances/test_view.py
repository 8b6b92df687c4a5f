from contract.advances import RequestAdvance
from teller_app.advances.room import MANIFEST, make_view
from tests.teller_app.advances.desk import OWN, Replica, advance, room
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


def test_none(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(advances=()))
    assert TEXTS("advances.none") in words_on(view)
