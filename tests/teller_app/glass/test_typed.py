from PySide6.QtCore import QObject

from teller_app.glass import typed
from teller_app.glass.typed import Typed


def test_letters_make_a_word_until_a_pause(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(typed, "PAUSE_MS", 20)
    parent = QObject()
    letters = Typed(parent)
    assert [letters.add(letter) for letter in "KwA"] == ["k", "kw", "kwa"]
    qtbot.waitUntil(lambda: not letters._pause.isActive())
    assert [letters.add(letter) for letter in "kk"] == ["k", "k"]
