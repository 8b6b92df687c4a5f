from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.doors import AskedManager
from contract.permissions import Role
from teller_app.glass.look import Look
from teller_app.sign_in.model import SignInModel
from teller_app.sign_in.view import SignInView
from tests.teller_app.sign_in.test_view_steps import door

WORDS = ("baobab", "lantern", "forty-seven")


def asked(user: str, name: str, **more: Any) -> AskedManager:
    return AskedManager(user=user, full_name=name, roles=(Role.MANAGER,), branch_name="Makola", **more)


KWESI = asked("kwesi", "Kwesi Appiah", here=True, seen_at="2026-11-22T15:45:00.000Z")
GRACE, HAJARA = asked("grace", "Grace Tagoe", here=True), asked("hajara", "Hajara Bawa")


def waiting(view: SignInView, model: SignInModel, **more: Any) -> None:
    model.manager_asked(600, WORDS)
    model.admission_seen((KWESI, GRACE, HAJARA), 252, 0)


def test_the_words_who_is_asked_and_how_far_it_got_are_shown_and_read_out(qtbot, look: Look) -> None:
    view, model, _ = door(qtbot, look)
    model.manager_asked(600, WORDS)
    panel = view.steps["manager"]
    assert not panel.isHidden() and view.panel.isHidden()
    assert panel.words.accessibleDescription() == "baobab, lantern, forty-seven"
    assert not panel.asked.nobody.isHidden() and not panel.go.isEnabled(), "nobody can be reminded yet"
    model.admission_seen((KWESI, GRACE, HAJARA), 252, 0)
    assert panel.left.text() == "4:12 left"
    said = [(row.accessibleName(), row.accessibleDescription()) for row in panel.asked.rows]
    assert said == [
        ("Kwesi Appiah", "Manager, Makola, Seen 15:45"),
        ("Grace Tagoe", "Manager, Makola, Delivered"),
        ("Hajara Bawa", "Manager, Makola, Not signed in"),
    ]
    assert "efua" in panel.device.detail.text()
    model.second_passed()
    assert panel.left.text() == "4:11 left"


def test_keys_are_heard_before_anybody_is_known_and_after_a_reminder(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    model.manager_asked(600, WORDS)
    window, panel = view.window(), view.steps["manager"]
    assert window.focusWidget() is panel
    before = len(engine.calls)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert len(engine.calls) == before, "a second Enter after the code gives nothing up"
    model.admission_seen((KWESI, GRACE), 252, 0)
    assert window.focusWidget() is panel.asked.rows[0], "a reader says who is chosen"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert engine.calls[-1] == ("remind_manager", "kwesi")
    model.admission_seen((KWESI, GRACE), 251, 60)
    before = len(engine.calls)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert len(engine.calls) == before, "a second Enter neither reminds again nor asks for a code"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert engine.calls[-1] == ("cancel_enrolment",)


def test_enter_reminds_the_one_whom_the_arrows_chose_and_then_waits_a_minute(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    waiting(view, model)
    panel = view.steps["manager"]
    assert panel.asked.rows[0].isChecked() and "Kwesi Appiah" in panel.go.text()
    QTest.keyClick(panel, Qt.Key.Key_Up)
    QTest.keyClick(panel, Qt.Key.Key_Down)
    assert panel.asked.rows[1].isChecked() and "Grace Tagoe" in panel.go.text()
    QTest.keyClick(panel.go, Qt.Key.Key_Return)
    assert engine.calls[-1] == ("remind_manager", "grace")
    model.admission_seen((GRACE, KWESI), 240, 60)
    assert panel.asked.rows[0].isChecked(), "whoever was chosen stays chosen, wherever they stand"
    assert "60 seconds" in panel.go.text() and not panel.go.isEnabled()
    before = len(engine.calls)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert len(engine.calls) == before
    for _ in range(60):
        model.second_passed()
    assert "Grace Tagoe" in panel.go.text() and panel.go.isEnabled()


def test_the_focus_stays_with_the_chosen_one_and_with_a_button_that_still_goes(qtbot, look: Look) -> None:
    view, model, _ = door(qtbot, look)
    waiting(view, model)
    window, panel = view.window(), view.steps["manager"]
    window.activateWindow()
    qtbot.waitUntil(panel.asked.rows[0].hasFocus)
    QTest.keyClick(panel.asked.rows[0], Qt.Key.Key_Down)
    assert window.focusWidget() is panel.asked.rows[1]
    model.admission_seen((GRACE, KWESI, HAJARA), 240, 0)
    assert window.focusWidget() is panel.asked.rows[0] and panel.asked.rows[0].isChecked()
    panel.type_code.setFocus()
    model.admission_seen((GRACE, KWESI, HAJARA), 239, 60)
    assert window.focusWidget() is panel.type_code, "nothing is taken from who went there by Tab"
    model.admission_seen((), 238, 60)
    assert window.focusWidget() is panel
    assert not panel.focusPolicy(), "no stop of Tab"


def test_what_was_refused_is_said_and_the_waiting_goes_on(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    waiting(view, model)
    QTest.keyClick(view.steps["manager"], Qt.Key.Key_F5)
    assert engine.calls[-1] == ("ask_manager_code", "kwesi")
    model.refused("no_way_for_code", {}, waits=True)
    assert not view.steps["manager"].isHidden() and view.steps["manager"].problem.accessibleName()
    assert view.steps["manager"].no_line.isHidden()
    model.refused("device_declined", {"reason": "not ours"})
    assert view.steps["manager"].isHidden() and not view.panel.isHidden()
    assert "not ours" in view.panel.problem.accessibleDescription()


def test_what_happens_next_stands_where_there_is_room(qtbot, look: Look) -> None:
    view, model, _ = door(qtbot, look)
    waiting(view, model)
    assert view.next.isHidden(), "a low window has none"
    view.resize(1920, 1080)
    assert not view.next.isHidden()
    model.back()
    assert view.next.isHidden()
