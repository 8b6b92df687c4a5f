from teller_app.printing.facts import Run
from teller_app.printing.press import Press
from teller_app.printing.prose import clip, line_width, plain, wrap


def texts(lines: list) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


def test_words_stay_whole_and_lines_fit(press: Press) -> None:
    sentence = "A note of GH₵\u00a020 passed uncounted with the transfer to the vault at 14:35."
    lines = wrap(press.fonts, plain(sentence), "s", 120)
    assert " ".join(texts(lines)) == sentence
    assert all(line_width(line) <= 120 for line in lines)


def test_strong_runs_keep_their_spaces_and_their_glue(press: Press) -> None:
    runs = (Run("Receipt "), Run("0031", strong=True), Run(": deposit"))
    (line,) = wrap(press.fonts, runs, "s", 500)
    assert texts([line]) == ["Receipt 0031: deposit"]
    assert [piece.role for piece in line] == ["s", "ss", "s"]


def test_a_word_wider_than_the_line_is_broken(press: Press) -> None:
    lines = wrap(press.fonts, plain("x" * 200), "s", 100)
    assert "".join(texts(lines)) == "x" * 200
    assert all(line_width(line) <= 100 for line in lines)


def test_clipping_shows_an_ellipsis(press: Press) -> None:
    lines = wrap(press.fonts, plain("one two three four five six seven eight nine ten " * 3), "b", 90)
    clipped = clip(press.fonts, lines, 2, 90)
    assert len(clipped) == 2
    assert texts(clipped)[-1].endswith("…")
    assert line_width(clipped[-1]) <= 90
    assert clip(press.fonts, lines[:1], 2, 90) == lines[:1]
