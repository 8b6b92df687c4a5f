from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.shell.pin_sheet import PinSheet
from tests.teller_app.shell.rooms import TEXTS, window


class Keeper:
    def __init__(self, answer: str = "") -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.done = 0

    def set_pin(self, password: str, pin: str, then) -> None:
        self.asked.append((password, pin))
        then(self.answer)

    def finish(self) -> None:
        self.done += 1


def sheet(qtbot, look: Look, keeper: Keeper) -> PinSheet:
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    made = PinSheet(look, shown, TEXTS, keeper.set_pin, keeper.finish)
    made.open()
    return made


def fill(made: PinSheet, password: str, pin: str, again: str) -> None:
    QTest.keyClicks(made.password.edit, password)
    QTest.keyClicks(made.pin.boxes, pin)
    QTest.keyClicks(made.again.boxes, again)


def test_the_keyboard_alone_sets_a_pin(qtbot, look: Look) -> None:
    keeper = Keeper()
    made = sheet(qtbot, look, keeper)
    assert made.window().focusWidget() is made.password.edit
    QTest.keyClicks(made.password.edit, "secret")
    QTest.keyClick(made.password.edit, Qt.Key.Key_Return)
    assert made.window().focusWidget() is made.pin.boxes
    QTest.keyClicks(made.pin.boxes, "482915")
    assert made.window().focusWidget() is made.again.boxes
    QTest.keyClicks(made.again.boxes, "482915")
    assert keeper.asked == [("secret", "482915")]
    assert keeper.done == 1
    assert not made.is_open


def test_what_is_wrong_is_said_and_nothing_is_asked_for_it(qtbot, look: Look) -> None:
    keeper = Keeper()
    made = sheet(qtbot, look, keeper)
    fill(made, "secret", "482915", "482916")
    assert "differ" in made.error.accessibleName()
    assert (keeper.asked, made.pin.text(), made.again.text()) == ([], "", "")
    fill(made, "", "48", "")
    QTest.keyClick(made, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "PIN is missing" in made.error.accessibleName())
    assert keeper.asked == []


def test_a_refusal_keeps_the_sheet_open(qtbot, look: Look) -> None:
    for answer, focus in (("weak_pin", "pin"), ("bad_credentials", "password")):
        keeper = Keeper(answer)
        made = sheet(qtbot, look, keeper)
        fill(made, "secret", "123456", "123456")
        assert keeper.asked == [("secret", "123456")]
        assert made.is_open and made.error.isVisible()
        assert made.window().focusWidget() is (made.pin.boxes if focus == "pin" else made.password.edit)
        assert keeper.done == 0
