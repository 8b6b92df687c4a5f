from teller_app.glass.type import font, line_height, text_width
from teller_app.glass.wrap import lines_height, wrapped

FACE = font("body")


def test_words_go_on_to_the_next_line() -> None:
    words = "Counted cash matches the amount"
    lines = wrapped(words, FACE, text_width("Counted cash matches", FACE) + 1, 3)
    assert lines == ["Counted cash matches", "the amount"]
    assert all(text_width(line, FACE) <= text_width("Counted cash matches", FACE) + 1 for line in lines)
    assert lines_height(words, FACE, 1000, 3) == line_height(FACE)


def test_the_last_line_takes_what_is_left() -> None:
    assert wrapped("one two three four", FACE, 20, 2) == ["one", "two three four"]
    assert wrapped("one two", FACE, 1000, 1) == ["one two"]


def test_a_mark_stays_with_its_word() -> None:
    assert wrapped("un accord\u00a0; ici", FACE, text_width("un accord", FACE), 3) == ["un", "accord\u00a0;", "ici"]


def test_nothing_has_no_line_and_a_long_word_is_whole() -> None:
    assert wrapped("", FACE, 100, 2) == []
    assert wrapped("Amissah-Arthur", FACE, 10, 2) == ["Amissah-Arthur"]
