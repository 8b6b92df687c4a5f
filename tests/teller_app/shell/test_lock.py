from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.shell.desk import DeskState
from teller_app.shell.lock import LockActs, LockPage, line_words
from tests.teller_app.kit import EFUA
from tests.teller_app.shell.rooms import DAY, SESSION, TEXTS, clock

STATE = DeskState(EFUA, Line("offline"), DAY, SESSION, unseen=2, decisions=1, waiting=7)


def lock(qtbot, look: Look, unlock) -> LockPage:
    made = LockPage(look, TEXTS, STATE, clock, "MKL-TELLER-04", LockActs(unlock, lambda: None))
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    return made


def test_it_shows_counts_only(qtbot, look: Look) -> None:
    made = lock(qtbot, look, lambda password, then: None)
    assert made.notes.text() == "2 notices · 1 request waits for you"
    assert (made.panel.drawer.what.text(), made.panel.drawer.count.text()) == ("Drawer 04 open", "47 postings")
    assert made.panel.unsent.count.text() == "7"
    made.show_state(replace(STATE, session=None, waiting=0, unseen=0, decisions=0))
    assert made.notes.text() == ""
    assert not made.panel.drawer.isVisible() and not made.panel.unsent.isVisible()


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


def test_the_line_in_words() -> None:
    assert line_words("syncing", TEXTS)[0] == "online"
    assert line_words("reconnecting", TEXTS)[0] == "trying"
    assert line_words("offline", TEXTS)[0] == "away"
    assert line_words("signed_out", TEXTS) == ("trying", "Head office asks for your password")
