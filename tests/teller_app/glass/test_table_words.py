from teller_app.glass.table_words import TableWords
from teller_app.i18n.text import Texts


def test_every_word_of_a_table_is_in_the_texts() -> None:
    words = TableWords.of(Texts.load("en"))
    assert all(getattr(words, name) for name in TableWords.__slots__)
