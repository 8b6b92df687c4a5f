import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.sign_in.model import SignInModel, SignInState, Workstation
from teller_app.sign_in.view import SignInView
from tests.teller_app.kit import DEVICE
from tests.teller_app.shell.rooms import TEXTS, clock, window


class Door:
    """The view in a window, over a model that remembers what was asked."""

    def __init__(self, qtbot, look: Look, username: str = "") -> None:
        self.asked: list[tuple[str, str]] = []
        state = SignInState(workstation=Workstation(name="MKL-TELLER-04"), username=username)
        self.model = SignInModel(lambda name, password: self.asked.append((name, password)), state)
        self.view = SignInView(look, TEXTS, self.model, clock, "0.1")
        self.window = window(look, (1366, 768))
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.show_welcome(self.view)

    def type(self, words: str, key: Qt.Key | None = None) -> None:
        QTest.keyClicks(self.window.focusWidget(), words)
        if key is not None:
            QTest.keyClick(self.window.focusWidget(), key)


@pytest.fixture
def door(qtbot, look: Look) -> Door:
    made = Door(qtbot, look)
    made.model.opened(DEVICE, "x.y", True)
    return made


def test_name_enter_password_enter(door: Door) -> None:
    panel = door.view.panel
    assert door.window.focusWidget() is panel.username.edit
    door.type("efua.owusu", Qt.Key.Key_Return)
    assert door.window.focusWidget() is panel.password.edit
    assert panel.password.edit.echoMode() is QLineEdit.EchoMode.Password
    door.type("secret", Qt.Key.Key_Return)
    assert door.asked == [("efua.owusu", "secret")]
    assert panel.button.busy and panel.username.edit.isReadOnly()
    door.type("", Qt.Key.Key_Return)
    assert len(door.asked) == 1


def test_a_refusal_in_words_keeps_the_name_and_empties_the_password(door: Door) -> None:
    door.type("efua.owusu", Qt.Key.Key_Return)
    door.type("secret", Qt.Key.Key_Return)
    door.model.refused("bad_credentials", {})
    panel = door.view.panel
    assert panel.problem.isVisible()
    assert panel.problem.accessibleName() == TEXTS.for_code("bad_credentials").title
    assert (panel.username.text(), panel.password.text()) == ("efua.owusu", "")
    assert door.window.focusWidget() is panel.password.edit


def test_a_known_name_leaves_only_the_password_to_type(qtbot, look: Look) -> None:
    door = Door(qtbot, look, "efua.owusu")
    door.model.opened(DEVICE, "x.y", True)
    assert door.window.focusWidget() is door.view.panel.password.edit
    door.type("secret", Qt.Key.Key_Return)
    assert door.asked == [("efua.owusu", "secret")]


def test_an_unknown_workstation_shows_its_key(door: Door) -> None:
    panel = door.view.panel
    assert not panel.key.isVisible()
    door.model.refused("device_unknown", {})
    assert panel.key.isVisible()
    assert panel.key.key.text() == f"{DEVICE} x.y"
    assert panel.key.key.edit.isReadOnly()
    panel.key.copy.click()
    assert QGuiApplication.clipboard().text() == f"{DEVICE} x.y"
    assert "Not registered" in panel.device.accessibleName()


def test_what_else_it_says(door: Door) -> None:
    panel = door.view.panel
    door.model.opened(DEVICE, "x.y", False)
    assert panel.keyless.isVisible() and not panel.offline.isVisible()
    door.model.refused("slow_down", {}, 17)
    assert panel.button.text() == "Wait 17 seconds"
    door.model.line_changed(Line("offline"))
    line = door.view.face.line
    assert line.accessibleName() == TEXTS("sign_in.line.away")
    for code, alone, said in (("offline", True, "alone"), ("wrong_server", False, "wrong_server"), ("", False, "idle")):
        door.model.reached(code, alone)
        assert line.accessibleName() == TEXTS(f"sign_in.line.{said}")


def test_a_profile_that_cannot_be_opened(qtbot, look: Look) -> None:
    door = Door(qtbot, look)
    assert door.view.face.line.accessibleName() == TEXTS("sign_in.line.trying"), "nobody has answered yet"
    door.model.broken("insecure_server")
    door.type("efua")
    panel = door.view.panel
    assert panel.problem.isVisible() and panel.problem.accessibleName() == TEXTS("error.insecure_server.title")
    assert panel.button.toolTip() == TEXTS("sign_in.broken") and "Cannot work" in panel.device.accessibleName()


def test_before_the_keys_are_open_the_button_says_why(qtbot, look: Look) -> None:
    panel = Door(qtbot, look).view.panel
    assert not panel.button.isEnabled()
    assert panel.button.toolTip() == TEXTS("sign_in.starting")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 640)])
def test_it_fits(door: Door, size: tuple[int, int]) -> None:
    door.window.resize(*size)
    door.model.refused("device_unknown", {})
    panel = door.view.panel
    assert door.view.rect().contains(panel.geometry())
    assert panel.geometry().left() >= door.view.face.geometry().right()
    assert panel.rect().contains(panel.button.geometry())


def test_somebody_else_begins_with_the_name(qtbot, look: Look) -> None:
    made = Door(qtbot, look, "efua.owusu")
    made.model.opened(DEVICE, "x.y", True)
    made.model.left()
    assert made.window.focusWidget() is made.view.panel.password.edit
    made.model.left("")
    assert made.window.focusWidget() is made.view.panel.username.edit
    made.type("kojo")
    assert (made.view.panel.username.text(), made.view.panel.password.text()) == ("kojo", "")
