from teller_app.glass.icons import svg_text
from teller_app.glass.kinds import MARKS, OTHER, kind_mark
from teller_app.glass.look import Look
from teller_app.glass.paint import tone


def test_every_mark_can_be_painted_and_each_kind_has_its_own() -> None:
    look = Look("dark")
    for name, hue in (*MARKS.values(), OTHER):
        assert svg_text(name, "bold") and tone(look.tokens, hue)
    assert len({name for name, _ in MARKS.values()}) == len(MARKS)


def test_an_unknown_kind_is_a_receipt() -> None:
    assert kind_mark("of_a_newer_server") == OTHER and kind_mark("deposit") == MARKS["deposit"]
