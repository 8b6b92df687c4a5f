from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.sidebar import RAIL, WIDE
from teller_app.glass.toast import ToastWords
from teller_app.shell.help_sheet import HelpSheet
from teller_app.shell.lock import LockActs
from teller_app.shell.window import TellerWindow
from teller_app.shell.work_page import WorkPage
from tests.teller_app.kit import EFUA, FakePort
from tests.teller_app.shell.rooms import ABENA, PlainView, World, page, window

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Shown:
    """A window with somebody's rooms in it."""

    window: TellerWindow
    page: WorkPage
    port: FakePort
    world: World
    opened: list[object] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    switched: list[int] = field(default_factory=list)

    def view(self, name: str) -> PlainView:
        return self.page.nav.rooms[name].widget

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)


@pytest.fixture
def shown(qtbot, look: Look) -> Shown:
    made = window(look)
    qtbot.addWidget(made)
    port, world = FakePort(), World()
    desk = Shown(made, page(look, made, port, world, []), port, world)

    def unlock(password: str, then: Callable[[str, dict[str, object]], None]) -> None:
        desk.passwords.append(password)
        then("" if password == "right" else "bad_credentials", {})

    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    desk.page.finder._open_customer = desk.opened.append
    made.show_work(desk.page, QLabel("list"), LockActs(unlock, lambda user: desk.switched.append(1)))
    return desk


def test_the_first_room_has_the_focus_and_rooms_without_a_right_are_not_there(shown: Shown) -> None:
    assert shown.page.nav.current.manifest.name == "counter"
    assert shown.window.focusWidget() is shown.view("counter").field
    assert list(shown.page.sidebar.buttons) == ["counter", "journal", "approvals"]


def test_keys_reach_the_room_or_the_shell(shown: Shown) -> None:
    shown.key(Qt.Key.Key_F3)
    shown.key(Qt.Key.Key_Return, CTRL)
    assert shown.view("counter").asked == ["deposit", "approve"]
    shown.key(Qt.Key.Key_F7)
    assert shown.window.focusWidget() is shown.view("journal").field
    shown.key(Qt.Key.Key_F3)
    assert shown.view("journal").asked == ["reverse"]
    shown.key(Qt.Key.Key_F2)
    assert shown.view("counter").asked[-1] == "find"
    shown.key(Qt.Key.Key_2, CTRL)
    assert shown.page.nav.current.manifest.name == "journal"


def test_a_key_that_is_off_says_why_once(shown: Shown) -> None:
    shown.key(Qt.Key.Key_F4)
    shown.page._taken = ("", 0.0)  # As if it were later.
    shown.key(Qt.Key.Key_F4)
    assert [toast.words.body for toast in shown.window.toasts.toasts] == ["No drawer"]


def test_a_message_that_stays_is_closed_by_a_key(shown: Shown) -> None:
    for title in ("No printer", "No line"):
        shown.window.toast(ToastWords(title, tone="neg"))
    for left in (["No printer"], [], []):
        shown.key(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
        assert [toast.words.title for toast in shown.window.toasts.toasts] == left


def test_the_second_press_of_a_nervous_finger_is_told_nothing(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([True, False])
    monkeypatch.setattr(shown.view("counter"), "act", lambda intent: next(answers))
    for _ in range(2):
        shown.key(Qt.Key.Key_F4)
    assert shown.window.toasts.toasts == []


def test_the_lock_covers_everything_and_gives_it_back(qtbot, shown: Shown) -> None:
    field = shown.view("counter").field
    QTest.keyClicks(field, "Abena")
    shown.window.open_palette("mens")
    shown.window.lock("asked")
    assert shown.window.locked
    assert not shown.page.isVisible()
    assert not shown.window.palette_layer.isVisible()
    words = " ".join(label.text() for label in shown.window.lock_page.findChildren(QLabel) if label.isVisible())
    assert "Efua Owusu" in words and "Abena" not in words and "18,420" not in words
    shown.key(Qt.Key.Key_F3)
    shown.key(Qt.Key.Key_F7)
    assert shown.view("counter").asked == []
    shown.window.toast(ToastWords("Posted"))
    assert shown.window.toasts.toasts == []
    password: QLineEdit = shown.window.lock_page.panel.password.edit
    assert shown.window.focusWidget() is password
    QTest.keyClicks(password, "wrong")
    QTest.keyClick(password, Qt.Key.Key_Return)
    assert shown.window.locked and password.text() == ""
    assert shown.window.lock_page.panel.error.isVisible()
    QTest.keyClicks(password, "right")
    QTest.keyClick(password, Qt.Key.Key_Return)
    assert shown.passwords == ["wrong", "right"]
    assert not shown.window.locked
    assert shown.window.palette_layer.isVisible()
    assert [toast.words.title for toast in shown.window.toasts.toasts] == ["Posted"]
    shown.window.palette_layer.close_layer()
    assert field.text() == "Abena"
    shown.key(Qt.Key.Key_F3)
    assert shown.view("counter").asked == ["deposit"]


def unlock(shown: Shown) -> None:
    QTest.keyClicks(shown.window.lock_page.panel.password.edit, "right")
    QTest.keyClick(shown.window.lock_page.panel.password.edit, Qt.Key.Key_Return)
    assert not shown.window.locked


def sheet_of(shown: Shown) -> Dialog:
    """What an answer of the server opens: a code's sheet, a secret."""
    return Dialog(shown.window.look, shown.window, "Approve GH₵ 18,420.00", "of Abena Serwaa Mensah", "lock")


def test_what_an_answer_opens_waits_below_the_lock(qtbot, shown: Shown) -> None:
    shown.window.lock("idle")
    sheet, told = sheet_of(shown), sheet_of(shown)
    for one in (sheet, told):
        one.open()
    assert (sheet.isVisible(), sheet.is_open, sheet.is_wanted) == (False, False, True)
    assert shown.window.focusWidget() is shown.window.lock_page.panel.password.edit
    told.close_layer()
    unlock(shown)
    assert sheet.isVisible()
    assert not told.isVisible()


def test_the_keys_of_the_lock_go_through_what_is_open(qtbot, shown: Shown) -> None:
    sheet = sheet_of(shown)
    sheet.open()
    shown.key(Qt.Key.Key_F3)
    assert shown.view("counter").asked == [], "no other key does"
    for key, modifiers in ((Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_L, CTRL)):
        shown.key(key, modifiers)
        assert shown.window.locked and not sheet.isVisible()
        unlock(shown)
        assert sheet.isVisible()


def test_the_question_before_signing_out_has_the_lock_for_itself(qtbot, shown: Shown) -> None:
    shown.window.ask_sign_out()
    shown.key(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: shown.window.locked)
    unlock(shown)
    assert not any(dialog.isVisible() for dialog in shown.window.findChildren(Dialog)), "it was answered"


def test_what_was_closed_below_the_lock_stays_closed(qtbot, shown: Shown) -> None:
    sheet = sheet_of(shown)
    sheet.open()
    shown.window.lock("idle")
    sheet.close_layer()
    unlock(shown)
    assert not sheet.isVisible()


def test_what_waits_below_a_lock_goes_with_its_person(qtbot, shown: Shown) -> None:
    before, during = sheet_of(shown), sheet_of(shown)
    before.open()
    shown.window.lock("idle")
    during.open()
    shown.window.show_welcome(QLabel("sign in"))
    qtbot.waitUntil(lambda: not shiboken6.isValid(before) and not shiboken6.isValid(during))


def test_a_lock_hears_that_the_server_wants_the_password(qtbot, shown: Shown) -> None:
    asked: list[int] = []
    shown.window.lock("asked")
    shown.window.lock_page._acts = replace(shown.window.lock_page._acts, pin_left=lambda then: asked.append(1))
    shown.window.lock("idle")
    assert asked == [], "it is locked already"
    shown.window.lock("session")
    assert asked == [1]
    assert "asks for your password again" in shown.window.lock_page.face.note.text()


def test_somebody_else_at_the_lock(qtbot, shown: Shown) -> None:
    shown.key(Qt.Key.Key_F12)
    shown.key(Qt.Key.Key_F6)
    assert shown.switched == [1]


def test_nobody_there_locks(qtbot, shown: Shown) -> None:
    shown.window.idle.start(0.05)
    qtbot.waitUntil(lambda: shown.window.locked)
    assert "5 minutes" in shown.window.lock_page.face.note.text()


def test_the_palette_opens_from_a_field_and_runs_what_is_picked(qtbot, shown: Shown) -> None:
    shown.key(Qt.Key.Key_K, CTRL)
    layer = shown.window.palette_layer
    assert layer.is_open
    QTest.keyClicks(layer.input, "mensah")
    QTest.keyClick(layer.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.opened == [ABENA])
    shown.key(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(layer.input, ">withdrawal")
    QTest.keyClick(layer.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.view("counter").asked == ["withdraw"])


def test_help_notices_and_theme_by_key(qtbot, shown: Shown) -> None:
    shown.key(Qt.Key.Key_F1)
    sheet = shown.window.findChild(HelpSheet)
    assert sheet is not None and sheet.is_open
    shown.key(Qt.Key.Key_Escape)
    shown.key(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert shown.window.bell.is_open
    shown.key(Qt.Key.Key_Escape)
    assert not shown.window.bell.is_open
    with qtbot.waitSignal(shown.window.theme_chosen) as chosen:
        shown.key(Qt.Key.Key_T, CTRL)
    assert chosen.args == ["light"]


def test_signing_out_says_what_stays_behind(qtbot, shown: Shown) -> None:
    from contract.notices import AcknowledgeNotice

    shown.port.submit(AcknowledgeNotice(notice=EFUA.user))
    shown.port.tell("outbox")
    shown.key(Qt.Key.Key_Q, CTRL)
    dialog = shown.window.findChild(Dialog)
    assert "1 posting is still on this workstation" in dialog.text.text()
    assert "Drawer 04 stays open" in dialog.text.text()
    with qtbot.waitSignal(shown.window.signed_out):
        shown.key(Qt.Key.Key_Return)


def test_the_next_person_sees_nothing_of_the_last(qtbot, shown: Shown) -> None:
    shown.window.toast(ToastWords("Posted"))
    shown.window.open_palette("mens")
    welcome = QWidget()
    shown.window.show_welcome(welcome)
    qtbot.wait(10)
    assert shown.window.work is None
    assert welcome.isVisible()
    assert shown.window.findChildren(PlainView) == []
    assert shown.window.keys.keys() == frozenset()
    assert shown.window.toasts.toasts == []


def test_density_follows_the_width(qtbot, shown: Shown, look: Look) -> None:
    assert (look.compact, shown.page.sidebar.width()) == (False, WIDE)
    shown.window.resize(1366, 768)
    qtbot.waitUntil(lambda: shown.page.sidebar.width() == RAIL and shown.page.sidebar.x() == 8)
    assert shown.page.nav.stack.geometry().left() == 8 + RAIL + 8
    shown.window.resize(1600, 900)
    qtbot.waitUntil(lambda: shown.page.sidebar.width() == WIDE and shown.page.sidebar.x() == 12)


def test_three_columns_are_not_forced_into_a_narrow_window(qtbot, look: Look) -> None:
    made = window(look, (1366, 768), "regular")
    qtbot.addWidget(made)
    made.show()
    assert look.compact
    made.resize(1600, 900)
    qtbot.waitUntil(lambda: not look.compact)


def test_a_chosen_density_stays(qtbot, look: Look) -> None:
    look.set_density("compact")
    made = window(look, (1920, 1080), "compact")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert look.compact
