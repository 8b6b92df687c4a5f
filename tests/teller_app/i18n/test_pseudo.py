from teller_app.i18n.pseudo import CLOSE, OPEN, pseudo, pseudo_form
from teller_app.i18n.text import Texts, own_sentences


def test_longer_strange_and_in_brackets() -> None:
    said = pseudo("Post deposit")
    assert said.startswith(OPEN)
    assert said.endswith(CLOSE)
    assert len(said) >= 1.4 * len("Post deposit")
    assert "Post" not in said


def test_places_stay() -> None:
    assert "{amount:money}" in pseudo("Post {amount:money} now")
    assert pseudo_form({"one": "{n} note", "other": "{n} notes"}) == {
        "one": pseudo("{n} note"),
        "other": pseudo("{n} notes"),
    }


def test_every_sentence_is_made_and_can_be_said() -> None:
    texts = Texts.load("pseudo")
    assert set(texts.keys()) == set(own_sentences("en"))
    assert texts("shell.line.queued", n=7)[1:-1].startswith("7 ")


def test_signs_alone_grow_no_longer() -> None:
    assert pseudo("{n}%") == f"{OPEN}{{n}}%{CLOSE}"
