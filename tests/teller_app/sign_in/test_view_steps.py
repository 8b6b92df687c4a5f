from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.doors import AskedManager
from contract.permissions import Role
from teller_app.glass.look import Look
from teller_app.glass.window import GlassWindow
from teller_app.sign_in.acts import DoorActs
from teller_app.sign_in.model import SignInModel
from teller_app.sign_in.state import SignInState, Workstation
from teller_app.sign_in.view import SignInView
from tests.teller_app.shell.rooms import TEXTS, clock

ASKED = (AskedManager(user="kwesi", full_name="Kwesi Appiah", roles=(Role.MANAGER,), branch_name="Makola"),)
STATION = Workstation(standing="new", name="MKL-TELLER-09", device="d", key="x.y")


class Engine:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.window: GlassWindow | None = None

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self.calls.append((name, *given))


def door(qtbot, look: Look) -> tuple[SignInView, SignInModel, Engine]:
    engine = Engine()
    model = SignInModel(
        lambda username, password: engine.calls.append(("sign_in", username, password)),
        SignInState(workstation=STATION, username="efua"),
        DoorActs(lambda: engine),
    )
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    view = SignInView(look, TEXTS, model, clock, "0.1")
    view.setParent(window)
    view.resize(1366, 768)
    window.show()
    view.show()
    view.setFocus()
    engine.window = window
    return view, model, engine


def test_an_unknown_workstation_is_asked_for_by_keyboard_alone(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    assert view.panel.enrol.isHidden()
    QTest.keyClicks(view.panel.password.edit, "secret")
    QTest.keyClick(view.panel.password.edit, Qt.Key.Key_Return)
    model.refused("device_unknown", {})
    assert not view.panel.enrol.isHidden()
    QTest.keyClick(view, Qt.Key.Key_F5)
    assert engine.calls[-1] == ("enrol", "efua", "secret", "MKL-TELLER-09"), "the password stands, it was not wrong"
    model.code_asked("sms", "306", 84)
    step = view.steps["code"]
    assert not step.isHidden() and view.panel.isHidden()
    assert "306" in step.sub.text() and "1:24" in step.left.text()
    assert view.window().focusWidget() is step.code
    model.second_passed()
    assert "1:23" in step.left.text()
    QTest.keyClicks(step.code, "730118")
    assert engine.calls[-1] == ("confirm_code", "730118")
    model.refused("code_wrong", {})
    assert not step.isHidden() and "not the code" in step.problem.accessibleName()
    assert step.code.text() == ""
    QTest.keyClick(step, Qt.Key.Key_F5)
    assert engine.calls[-1][0] == "enrol", "another code"
    model.code_asked("sms", "306", 300)
    QTest.keyClicks(step.code, "730119")
    model.manager_asked(600, ("baobab", "lantern", "forty-seven"))
    assert not view.steps["manager"].isHidden()
    QTest.keyClick(view.steps["manager"], Qt.Key.Key_Escape)
    assert engine.calls[-1] == ("cancel_enrolment",)
    assert not view.panel.isHidden()


def test_a_code_that_a_manager_reads_is_typed_beside_the_words(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    model.manager_asked(600, ("baobab", "lantern", "forty-seven"))
    model.admission_seen(ASKED, 590, 0)
    model.manager_code_asked("kwesi", "306", 300)
    step = view.steps["manager_code"]
    assert not step.isHidden() and view.window().focusWidget() is step.code
    assert step.compare.words() == ("baobab", "lantern", "forty-seven")
    assert "Kwesi Appiah" in step.sub.text() and "306" in step.sub.text()
    QTest.keyClicks(step.code, "730118")
    assert engine.calls[-1] == ("confirm_manager_code", "730118")
    model.refused("code_wrong", {}, waits=True)
    assert not step.isHidden() and "not the code" in step.problem.accessibleName()
    QTest.keyClick(step, Qt.Key.Key_F5)
    assert engine.calls[-1] == ("ask_manager_code", "kwesi"), "another code"
    model.manager_code_asked("kwesi", "306", 300)
    QTest.keyClick(step, Qt.Key.Key_Escape)
    assert engine.calls[-1][0] == "ask_manager_code", "back to waiting: nobody gave up"
    assert not view.steps["manager"].isHidden() and model.state.left_s == 590


def test_a_code_that_counts_no_more_goes_back_to_the_door(qtbot, look: Look) -> None:
    view, model, _ = door(qtbot, look)
    model.code_asked("totp", "", 300)
    assert "authenticator" in view.steps["code"].sub.text()
    QTest.keyClick(view.steps["code"].code, Qt.Key.Key_Return)
    assert "not whole" in view.steps["code"].problem.accessibleName()
    model.refused("code_over", {})
    assert not view.panel.isHidden() and view.steps["code"].isHidden()


def test_a_one_time_secret_is_changed_for_a_password(qtbot, look: Look) -> None:
    view, model, engine = door(qtbot, look)
    QTest.keyClicks(view.panel.password.edit, "given-once")
    QTest.keyClick(view.panel.password.edit, Qt.Key.Key_Return)
    model.refused("password_due", {})
    step = view.steps["password"]
    assert not step.isHidden() and step.problem.isHidden()
    QTest.keyClicks(step.new.edit, "harmattan over Makola")
    QTest.keyClick(step.new.edit, Qt.Key.Key_Return)
    QTest.keyClicks(step.again.edit, "harmattan over Accra")
    QTest.keyClick(step.again.edit, Qt.Key.Key_Return)
    assert "differ" in step.problem.accessibleName()
    for field in (step.new, step.again):
        QTest.keyClicks(field.edit, "harmattan over Makola")
    QTest.keyClick(step.again.edit, Qt.Key.Key_Return)
    assert engine.calls[-1] == ("choose_password", "efua", "given-once", "harmattan over Makola")
    model.refused("weak_password", {})
    assert not step.isHidden() and step.new.text() == ""
    model.entered("efua", "Akoma", "Makola")
    assert step.isHidden() and model.state.step == ""
