from teller_app.printing.facts import ReceiptKind
from teller_app.printing.slip_facts import Flow
from teller_app.printing.wording import Wording


def test_every_kind_has_its_words() -> None:
    words = Wording()
    for labels in (words.receipt.title, words.receipt.amount, words.receipt.party, words.receipt.pieces):
        assert set(labels) == set(ReceiptKind)
    assert set(words.receipt.short_pieces) == set(ReceiptKind)
    assert set(words.slip.movement) == set(words.slip.short_movement) == set(Flow)


def test_short_labels_fit_their_columns_on_the_roll() -> None:
    labels = Wording().slip.short_movement.values()
    assert all(len(label.format(time="08:02")) <= 23 for label in labels)
