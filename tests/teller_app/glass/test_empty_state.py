from PySide6.QtWidgets import QLabel

from teller_app.glass.empty_state import EmptyState, Keycap
from teller_app.glass.look import Look


def test_it_says_what_is_missing_and_which_key_gets_going(qtbot) -> None:
    state = EmptyState(Look(), "tray", "No postings yet", "Press F3 to take the first deposit", "F3", "Deposit")
    qtbot.addWidget(state)
    words = {label.text() for label in state.findChildren(QLabel)}
    assert {"No postings yet", "Press F3 to take the first deposit", "Deposit"} <= words
    assert [cap.accessibleName() for cap in state.findChildren(Keycap)] == ["F3"]
