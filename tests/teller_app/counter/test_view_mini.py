from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from teller_app.counter.mini import Entry, Mini
from teller_app.counter.view_mini import MiniSheet
from tests.teller_app.counter.world import ABENA, ACCOUNTS
from tests.teller_app.room_window import TEXTS, look, words_on

ACCOUNT = ACCOUNTS[ABENA][0]
LINES = (
    Entry("2", "2026-11-22", "withdraw", "04-1", -150_00, 350_00),
    Entry("1", "2026-11-21", "deposit", "Market", 500_00, 500_00),
)


def sheet(qtbot) -> tuple[MiniSheet, list[str]]:
    window, left = QWidget(), []
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return MiniSheet(look(), TEXTS, window, lambda: left.append("left")), left


def test_the_lines_with_their_balances(qtbot) -> None:
    made, left = sheet(qtbot)
    made.render_mini(Mini(ACCOUNT))
    assert made.is_open
    assert not made.table.isVisible()
    made.render_mini(Mini(ACCOUNT, "shown", LINES, 350_00))
    assert made.table.row_count() == 2
    assert "balance GH₵ 350.00" in made.text.text()
    assert not made.away.isVisible()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: left == ["left"])


def test_an_account_without_entries_says_so(qtbot) -> None:
    made, _ = sheet(qtbot)
    made.render_mini(Mini(ACCOUNT, "shown"))
    assert made.none.isVisible()
    assert not made.table.isVisible()


def test_without_the_server_no_balance_is_claimed(qtbot) -> None:
    made, _ = sheet(qtbot)
    made.render_mini(Mini(ACCOUNT, "offline", (replace(LINES[0], balance=None),), 999_99))
    assert made.away.isVisible()
    said = words_on(made)
    assert TEXTS("counter.mini.today") in said
    assert "999.99" not in made.text.text()
