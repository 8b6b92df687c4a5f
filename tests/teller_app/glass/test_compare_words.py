from teller_app.glass.compare_words import CompareWords
from teller_app.glass.look import Look


def test_words_are_drawn_read_out_and_fit_a_narrow_place(qtbot) -> None:
    words = CompareWords(Look(), "Compare these words")
    qtbot.addWidget(words)
    words.resize(460, words.sizeHint().height())
    empty = words.grab().toImage()
    words.set_words(("baobab", "lantern", "forty-seven"))
    assert words.words() == ("baobab", "lantern", "forty-seven")
    assert words.accessibleDescription() == "baobab, lantern, forty-seven"
    wide = words.grab().toImage()
    assert wide != empty
    words.resize(260, words.height())
    assert words.grab().toImage() != wide
