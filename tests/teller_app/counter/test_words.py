from teller_app.counter.words import kind_words
from tests.teller_app.room_window import TEXTS


def test_a_kind_of_our_own_has_its_name_and_a_carried_over_one_reads_as_words() -> None:
    assert kind_words("withdraw", TEXTS) == "Withdrawal"
    assert kind_words("cash_deposit", TEXTS) == "Cash deposit"
    assert kind_words("cash_sent", TEXTS) == TEXTS("journal.kind.cash_sent")
