from dataclasses import replace

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.shell.desk import Aside, DeskState
from teller_app.shell.lock import LockActs, LockPage, line_words
from teller_app.sync.others import Other
from tests.teller_app.kit import EFUA
from tests.teller_app.shell.rooms import DAY, SESSION, TEXTS, clock

STATE = DeskState(EFUA, Line("offline"), DAY, SESSION, unseen=2, decisions=1, waiting=9, own_waiting=7)


def lock(qtbot, look: Look, unlock, **acts) -> LockPage:
    made = LockPage(
        look, TEXTS, STATE, clock, "MKL-TELLER-04", LockActs(unlock, acts.pop("switch", lambda user: None), **acts)
    )
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    return made


def test_it_shows_counts_only(qtbot, look: Look) -> None:
    made = lock(qtbot, look, lambda password, then: None)
    assert made.counts.accessibleName() == "2 notices · 1 request waits for you"
    assert made.counts.isVisible()
    assert (made.panel.drawer.what.text(), made.panel.drawer.count.text()) == ("Drawer 04 open", "47 postings")
    assert made.panel.unsent.count.text() == "7"
    made.show_state(replace(STATE, session=None, own_waiting=0, unseen=0, decisions=0))
    assert not made.counts.isVisible()
    assert not made.panel.kept.isVisible() and not made.panel.kept_title.isVisible()


def test_the_counts_stand_above_the_foot_before_the_clock_is_laid_out(qtbot, look: Look) -> None:
    made = LockPage(
        look, TEXTS, STATE, clock, "MKL-TELLER-04", LockActs(lambda password, then: None, lambda user: None)
    )
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made._place()
    made.face.line.resize(640, 480)
    made._place()
    assert made.counts.y() > 800, "a line that was not laid out yet has the height that every new widget has"


def test_one_try_at_a_time(qtbot, look: Look) -> None:
    asked: list[str] = []
    made = lock(qtbot, look, lambda password, then: asked.append(password))
    made.show_lock("Locked.")
    QTest.keyClick(made.panel.password.edit, Qt.Key.Key_Return)
    assert "missing" in made.panel.error.accessibleName() and asked == []
    QTest.keyClicks(made.panel.password.edit, "secret")
    QTest.keyClick(made.panel.password.edit, Qt.Key.Key_Return)
    QTest.keyClick(made.panel.password.edit, Qt.Key.Key_Return)
    assert asked == ["secret"]


class Bank:
    """A person with a PIN and some tries."""

    def __init__(self, left: int = 2) -> None:
        self.left = left
        self.typed: list[tuple[str, str]] = []

    def pin(self, typed: str, then) -> None:
        self.typed.append(("pin", typed))
        self.left -= typed != "482915"
        then("" if typed == "482915" else "wrong_pin", {})

    def password(self, typed: str, then) -> None:
        self.typed.append(("password", typed))
        then("" if typed == "right" else "bad_credentials", {})


def with_pin(qtbot, look: Look, bank: Bank) -> LockPage:
    made = lock(qtbot, look, bank.password, pin=bank.pin, pin_left=lambda then: then(bank.left))
    made.show_lock("Locked.")
    return made


def test_digits_go_to_the_pin_and_the_sixth_unlocks(qtbot, look: Look) -> None:
    bank = Bank()
    made = with_pin(qtbot, look, bank)
    assert made.panel.pin.left.text() == "2 tries left"
    assert made.focusWidget() is made.panel.pin.boxes
    with qtbot.waitSignal(made.unlocked):
        QTest.keyClicks(made.panel.pin.boxes, "482915")
    assert bank.typed == [("pin", "482915")]
    assert made.panel.pin.text() == ""


def test_wrong_pins_are_counted_and_then_only_the_password_is_asked(qtbot, look: Look) -> None:
    bank = Bank()
    made = with_pin(qtbot, look, bank)
    QTest.keyClicks(made.panel.pin.boxes, "111222")
    assert made.panel.pin.left.text() == "1 try left"
    assert "not the PIN" in made.panel.error.accessibleName()
    QTest.keyClicks(made.panel.pin.boxes, "111222")
    assert made.panel.pin.isHidden() and not made.panel.password.isHidden()
    assert made.panel.other.isHidden(), "no way back to the PIN"
    QTest.keyClick(made, Qt.Key.Key_F2)
    assert made.panel.pin.isHidden()
    QTest.keyClicks(made.panel.password.edit, "right")
    with qtbot.waitSignal(made.unlocked):
        QTest.keyClick(made.panel.password.edit, Qt.Key.Key_Return)


def test_f2_takes_the_other_way_in(qtbot, look: Look) -> None:
    made = with_pin(qtbot, look, Bank())
    assert made.panel.other.text() == "Use password"
    QTest.keyClick(made, Qt.Key.Key_F2)
    assert made.panel.pin.isHidden() and made.focusWidget() is made.panel.password.edit
    assert made.panel.other.text() == "Use PIN"
    QTest.keyClick(made, Qt.Key.Key_F2)
    assert not made.panel.pin.isHidden()
    QTest.keyClick(made.panel.pin.boxes, Qt.Key.Key_Return)
    assert "PIN is missing" in made.panel.error.accessibleName()


def test_without_a_pin_there_is_only_the_password(qtbot, look: Look) -> None:
    made = lock(qtbot, look, Bank().password)
    made.show_lock("Locked.")
    assert made.panel.pin.isHidden() and made.panel.other.isHidden()
    QTest.keyClicks(made.panel.password.edit, "wrong")
    QTest.keyClick(made.panel.password.edit, Qt.Key.Key_Return)
    assert "not the password" in made.panel.error.accessibleName().lower() or made.panel.error.isVisible()


AMA = Other("ama", "Ama Boateng", "000031", "2026-11-21T16:20:00.000Z", "", 3)
KOJO = Other("kojo", "Kojo Bediako", "000008", "2026-11-22T14:10:00.000Z", "03")
YAW = Other("yaw", "Yaw Darko", "000009", "2026-11-22T12:10:00.000Z")


def test_others_at_this_workstation_are_one_key_away(qtbot, look: Look) -> None:
    went: list[str] = []
    made = lock(qtbot, look, Bank().password, switch=went.append, others=lambda then: then((AMA, KOJO, YAW)))
    assert made.panel.others.isHidden(), "nobody is named before anybody is known"
    made.show_lock("Locked.")
    rows = made.panel.others.rows
    assert [row.name.text() for row in rows] == ["Ama Boateng", "Kojo Bediako"]
    assert [row.what.text() for row in rows] == ["Left 21 Nov · 3 not sent yet", "Drawer 03 paused 14:10"]
    assert made.panel.others.title.text() == "Others at this workstation, and 1 more"
    assert rows[1].switch.accessibleName() == "Switch to Kojo Bediako"
    QTest.keyClick(made, Qt.Key.Key_F6)
    rows[1].switch.setFocus()
    QTest.keyClick(rows[1].switch, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_F7)
    assert went == ["ama", "kojo", ""]


def test_alone_f6_lets_anybody_in(qtbot, look: Look) -> None:
    went: list[str] = []
    made = lock(qtbot, look, Bank().password, switch=went.append)
    made.show_lock("Locked.")
    QTest.keyClick(made, Qt.Key.Key_F7)
    QTest.keyClick(made, Qt.Key.Key_F6)
    assert went == [""] and made.panel.others.isHidden()


def test_what_was_put_aside_shows_its_short_name_and_not_the_customers(qtbot, look: Look) -> None:
    made = lock(qtbot, look, Bank().password)
    held = (Aside("Kwame Kofi Addo", 125_000), Aside("Adwoa Mensah"), Aside("Esi Turkson", 5))
    made.show_state(replace(STATE, aside=held))
    said = [(row.what.text(), row.count.text()) for row in made.panel.aside]
    assert said == [("Held posting, K. Addo", "1,250.00"), ("2 more held postings", "")]
    made.show_state(replace(STATE, session=None, own_waiting=0, aside=held[:1]))
    assert not made.panel.kept.isHidden() and made.panel.aside[1].isHidden()


def test_who_else_is_here_is_asked_again_when_what_waits_was_delivered(qtbot, look: Look) -> None:
    here = [(AMA,), (replace_unsent(AMA),)]
    made = lock(qtbot, look, Bank().password, others=lambda then: then(here.pop(0)))
    made.show_lock("Locked.")
    made.show_state(STATE)
    assert len(here) == 1, "not at each change of anything"
    made.show_state(replace(STATE, waiting=0))
    assert made.panel.others.rows[0].what.text() == "Left 21 Nov"


def test_a_low_window_goes_without_the_face_and_cuts_nothing(qtbot, look: Look) -> None:
    made = lock(qtbot, look, Bank().password, others=lambda then: then((AMA, KOJO)))
    made.show_state(replace(STATE, aside=(Aside("Kwame Addo", 1), Aside("Esi Turkson", 5))))
    made.show_lock("Locked.")
    qtbot.waitUntil(lambda: made.panel.height() >= made.panel.body.totalSizeHint().height())
    assert not made.panel.avatar.isHidden()
    made.resize(1366, 768)
    qtbot.waitUntil(made.panel.avatar.isHidden)
    assert not made.panel.kept.isHidden()
    qtbot.waitUntil(lambda: made.panel.height() >= made.panel.body.totalSizeHint().height())
    assert made.panel.geometry().bottom() < made.height()
    made.resize(800, 600)
    qtbot.waitUntil(made.panel.kept.isHidden)
    assert made.panel.others.isVisible() and made.panel.geometry().bottom() < made.height()
    made.resize(1600, 900)
    qtbot.waitUntil(lambda: made.panel.avatar.isVisible() and made.panel.kept.isVisible())


def replace_unsent(other: Other) -> Other:
    return msgspec.structs.replace(other, unsent=0)


def test_the_line_in_words() -> None:
    assert line_words("syncing", TEXTS)[0] == "online"
    assert line_words("reconnecting", TEXTS)[0] == "trying"
    assert line_words("offline", TEXTS)[0] == "away"
    assert line_words("signed_out", TEXTS) == ("trying", "Head office asks for your password")
