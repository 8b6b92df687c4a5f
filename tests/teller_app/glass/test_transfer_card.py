from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.transfer_card import Card, CardStep, TransferCard

SENT = Card("move:1", "VT-0612", "Drawer 02", "Vault", "25,000.00", CardStep("Kojo", "Kojo", "Sent 15:35", "done"),
            CardStep("Hajara", "Hajara", "To receive", "active"), "Belongs to neither", "Nobody's", "6 min")  # fmt: skip


def made(qtbot) -> TransferCard:
    card = TransferCard(Look(), "Refuse", "Receive")
    qtbot.addWidget(card)
    card.resize(540, card.sizeHint().height())
    card.set_card(SENT)
    return card


def test_all_of_it_is_drawn_and_read_out(qtbot) -> None:
    card = made(qtbot)
    assert card.accessibleName() == "VT-0612, Drawer 02, Vault, 25,000.00"
    assert card.accessibleDescription() == "Kojo: Sent 15:35; Hajara: To receive; Belongs to neither; 6 min"
    before = card.grab().toImage()
    late = Card(*(getattr(SENT, name) for name in Card.__struct_fields__[:-2]), "81 min, usual 50 min", "warn")
    card.set_card(late)
    assert card.grab().toImage() != before


def test_the_chosen_one_has_the_buttons_that_mean_something(qtbot) -> None:
    card = made(qtbot)
    card.set_chosen(True, may_refuse=True, may_receive=False)
    assert (card.refuse.isVisibleTo(card), card.receive.isVisibleTo(card)) == (True, False)
    plain = card.grab().toImage()
    card.set_chosen(False, may_refuse=True, may_receive=True)
    assert not card.refuse.isVisibleTo(card)
    assert card.grab().toImage() != plain


def test_the_arrows_ask_for_the_next_and_enter_chooses(qtbot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    card = made(qtbot)
    QVBoxLayout(place).addWidget(card)
    place.show()
    asked: list[object] = []
    card.stepped.connect(asked.append)
    card.clicked.connect(lambda: asked.append("chosen"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(card, key)
    assert asked == [1, -1, "chosen"]
