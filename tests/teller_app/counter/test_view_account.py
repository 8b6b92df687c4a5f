"""An account's card says everything to a screen reader, too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.counter.view_account import AccountCard
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import ABENA, ACCOUNTS


def test_the_card_speaks_and_can_be_pressed(qtbot) -> None:
    card = AccountCard(Look("light"), Texts.load(), 1)
    qtbot.addWidget(card)
    card.show_account(ACCOUNTS[ABENA][0], 18_000_00, chosen=True)
    assert card.isChecked()
    assert "Susu Savings Plus" in card.accessibleName()
    assert "18,000.00" in card.accessibleName(), "what is available, not what the books hold"
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Qt.Key.Key_Return)
    card.resize(340, 96)
    assert not card.grab().isNull()


def test_the_figure_counts_to_its_new_value_and_another_account_has_its_own_at_once(qtbot) -> None:
    card = AccountCard(Look("light"), Texts.load(), 1)
    qtbot.addWidget(card)
    card.resize(340, 104)
    card.show_account(ACCOUNTS[ABENA][0], 18_000_00, chosen=True)
    card.show()
    card.show_account(ACCOUNTS[ABENA][0], 17_000_00, chosen=True)
    assert "17,000.00" in card.accessibleName(), "a reader hears where it ends"
    assert card._figure() != "GH₵ 17,000.00"
    qtbot.waitUntil(lambda: card._figure() == "GH₵ 17,000.00")
    card.show_account(ACCOUNTS[ABENA][1], 6_905_00, chosen=True)
    assert card._figure() == "GH₵ 6,905.00"
