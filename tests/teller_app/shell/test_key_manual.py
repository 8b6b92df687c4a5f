from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.shell.key_manual import ROOMS, main, manual
from teller_app.shell.shortcuts import GLOBAL
from tests.support.code import ROOT


def test_the_page_in_the_manual_is_up_to_date() -> None:
    kept = (ROOT / "docs" / "keyboard.md").read_text(encoding="utf-8")
    assert kept == manual(Texts.load("en")), "python -m teller_app.shell.key_manual docs/keyboard.md"


def test_every_key_of_the_app_and_of_its_rooms_is_in_it(tmp_path) -> None:
    page = tmp_path / "keyboard.md"
    assert main([str(page)]) == 0
    words = page.read_text(encoding="utf-8")
    keys = [shortcut.key for shortcut in GLOBAL] + [action.key for room in ROOMS for action in room.actions]
    assert [key for key in keys if f"`{key}`" not in words] == []


def test_a_key_that_a_room_took_is_free_no_more() -> None:
    texts = Texts.load("en")
    assert "`F11` (messages)" in manual(texts, ())
    room = Manifest("counter", "counter.title", "x", None, (Action("F11", "counter.key_find", "messages"),))
    assert "`F11` (messages)" not in manual(texts, (room,))
