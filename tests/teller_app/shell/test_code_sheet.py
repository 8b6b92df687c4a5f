import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract.doors import CodeSent
from teller_app.glass.look import Look
from teller_app.shell.code_sheet import ANEW, CodeSheet
from tests.teller_app.kit import DEVICE
from tests.teller_app.shell.rooms import TEXTS, window

SENT = CodeSent(challenge=DEVICE, way="sms", expires_at="", tries=5, sent_to="306")


class Desk:
    """Answers as it is told to."""

    def __init__(self, sent: CodeSent | None = SENT, why: str = "", right: str = "482915") -> None:
        self.sent, self.why, self.right = sent, why, right
        self.asked = 0
        self.typed: list[tuple[str, str]] = []

    def ask(self, then) -> None:
        self.asked += 1
        then(self.sent, self.why)

    def confirm(self, challenge: str, code: str, then) -> None:
        self.typed.append((challenge, code))
        then("" if code == self.right else "code_wrong")


def sheet(qtbot, look: Look, desk: Desk) -> CodeSheet:
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    made = CodeSheet(look, shown, TEXTS, desk.ask, desk.confirm)
    made.open()
    return made


def test_the_code_is_asked_for_and_typed_by_the_keyboard_alone(qtbot, look: Look) -> None:
    desk = Desk()
    made = sheet(qtbot, look, desk)
    assert "306" in made.news.accessibleName()
    assert made.window().focusWidget() is made.code.boxes
    QTest.keyClicks(made.code.boxes, "111111")
    assert made.news.accessibleName() == TEXTS.for_code("code_wrong").title
    assert (made.code.text(), made.is_open) == ("", True)
    QTest.keyClicks(made.code.boxes, "482915")
    assert desk.typed == [(DEVICE, "111111"), (DEVICE, "482915")]
    assert not made.is_open


def test_what_is_signed_stands_above_the_code(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    shown.show()
    act = "Approve: Cash withdrawal GH₵ 18,500.00 of Kumasi Timber Ltd, asked by Efua Owusu"
    made = CodeSheet(look, shown, TEXTS, Desk().ask, Desk().confirm, act)
    made.open()
    assert made.act.isVisible()
    assert made.act.text() == act
    assert act in made.accessibleDescription()
    assert made.act.geometry().bottom() < made.code.geometry().top()


def test_without_a_way_it_says_so_and_asks_again_when_told_to(qtbot, look: Look) -> None:
    desk = Desk(None, "no_way_for_code")
    made = sheet(qtbot, look, desk)
    assert made.news.accessibleName() == TEXTS.for_code("no_way_for_code").title
    QTest.keyClicks(made.code.boxes, "482915")
    assert desk.typed == [], "there is nothing to confirm"
    desk.sent, desk.why = CodeSent(challenge=DEVICE, way="totp", expires_at="", tries=5), ""
    made.chosen.emit(ANEW)
    assert desk.asked == 2
    assert made.news.accessibleName() == TEXTS("shell.code.totp")
    QTest.keyClicks(made.code.boxes, "482915")
    QTest.keyClick(made.code.boxes, Qt.Key.Key_Return)
    assert desk.typed == [(DEVICE, "482915")]


def test_whoever_lets_it_be_while_a_code_is_being_sent_is_gone_when_the_answer_comes(qtbot, look: Look) -> None:
    desk, later = Desk(), []
    desk.ask = later.append
    made = sheet(qtbot, look, desk)
    QTest.keyClick(made.code.boxes, Qt.Key.Key_Escape)
    assert not made.is_open
    shiboken6.delete(made)
    later[0](SENT, "")
