"""A room's actions are keys with words; the line starts as away."""

from teller_app.counter.room import MANIFEST as COUNTER
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Line


def test_the_words_of_every_action_exist() -> None:
    texts = Texts.load()
    assert all(action.text in texts for action in COUNTER.actions)
    assert COUNTER.title in texts


def test_defaults_are_the_careful_ones() -> None:
    assert Line().state == "offline"
    assert not Action("F9", "x", "post").primary
