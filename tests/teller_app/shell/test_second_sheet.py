import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.shell.second_sheet import CANCEL, SAY, SecondSheet
from tests.teller_app.shell.rooms import TEXTS, window

ACT = "VT-0612  Vault → Drawer 03, GH₵ 5,000.00"


class Desk:
    """Answers as it is told to; ``later`` keeps the answer back."""

    def __init__(self) -> None:
        self.typed: list[str] = []
        self.later: list = []

    def prove(self, password: str, then) -> None:
        self.typed.append(password)
        self.later.append(then)


def sheet(qtbot, look: Look, desk: Desk) -> SecondSheet:
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    made = SecondSheet(look, shown, TEXTS, desk.prove, "Yaw Boateng", ACT)
    made.open()
    return made


def test_the_person_beside_types_their_own_password_by_the_keyboard_alone(qtbot, look: Look) -> None:
    desk = Desk()
    made = sheet(qtbot, look, desk)
    edit = made.password.edit
    assert made.window().focusWidget() is edit
    assert ACT in made.accessibleDescription()
    assert "Yaw Boateng" in edit.accessibleName()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.error.accessibleName() == TEXTS.for_code("password_missing").title)
    assert desk.typed == []
    QTest.keyClicks(edit, "wrong one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.typed == ["wrong one"])
    assert made.password.text() == "", "it does not stay on the screen while the server looks"
    QTest.keyClicks(edit, "impatient")
    made.chosen.emit(SAY)
    assert desk.typed == ["wrong one"], "one try at a time"
    desk.later.pop()("bad_credentials")
    made.password.clear()
    assert (made.error.accessibleName(), made.is_open) == (TEXTS.for_code("wrong_password").title, True)
    assert made.window().focusWidget() is edit
    QTest.keyClicks(edit, "the right one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.later) == 1)
    desk.later.pop()("")
    assert not made.is_open
    qtbot.waitUntil(lambda: not shiboken6.isValid(made))


def test_it_is_let_be_with_escape(qtbot, look: Look) -> None:
    made, heard = sheet(qtbot, look, Desk()), []
    made.chosen.connect(heard.append)
    QTest.keyClick(made.password.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == [CANCEL])
    assert not made.is_open


def test_what_was_given_away_cannot_be_let_be(qtbot, look: Look) -> None:
    """The password is on its way and the act goes out with it: nobody is told meanwhile that nothing will come of it."""
    desk = Desk()
    made, heard = sheet(qtbot, look, desk), []
    made.chosen.connect(heard.append)
    QTest.keyClicks(made.password.edit, "the right one")
    QTest.keyClick(made.password.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.later) == 1)
    QTest.keyClick(made.password.edit, Qt.Key.Key_Escape)
    QTest.keyClick(made.password.edit, Qt.Key.Key_Return)
    assert made.is_open
    desk.later[0]("bad_credentials")
    QTest.keyClick(made.password.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == [SAY, CANCEL])


def test_an_answer_that_comes_after_the_person_went_is_nobodys(qtbot, look: Look) -> None:
    desk = Desk()
    made = sheet(qtbot, look, desk)
    QTest.keyClicks(made.password.edit, "the right one")
    QTest.keyClick(made.password.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.later) == 1)
    shiboken6.delete(made)
    desk.later[0]("")
