"""Three columns where they fit, a strip above one page where they do not, and every act by key in both."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from teller_app.counter.room import MANIFEST, make_view
from tests.teller_app.counter.world import World
from tests.teller_app.room_window import TEXTS, RoomWindow, eyes, look, shown

SMALL_WINDOWS = [(932, 640), (708, 472), (584, 652)]
"""The room's share of a window of 1024x768, 800x600 and 600x800."""


@pytest.fixture
def world() -> World:
    return World()


def room(qtbot, world: World, size: tuple[int, int]) -> RoomWindow:
    style = look()
    style.set_density("regular" if size[0] > 1500 else "compact")
    window = shown(qtbot, MANIFEST, make_view(style, TEXTS, world.model(), *eyes(world.port)), style)
    window.layout().setContentsMargins(0, 0, 0, 0)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.room.view.width() == size[0])
    return window


def seen(window: RoomWindow, part) -> bool:
    return part.isVisible() and window.rect().contains(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))


@pytest.mark.parametrize("size", SMALL_WINDOWS)
def test_a_deposit_by_keys_in_a_small_window(qtbot, world: World, size: tuple[int, int]) -> None:
    window = room(qtbot, world, size)
    view = window.room.view
    window.press("F2")
    window.type("abena")
    assert view.frame.page() == "customer", "whom the search finds is shown"
    assert view.customer._rows[0].isVisible()
    window.press("Return")
    assert view.frame.page() == "posting"
    window.type("480")
    window.press("F6")
    window.type("2")
    window.press("Return")
    window.type("1")
    assert view.posting.match.state == "matches"
    for part in (view.strip, view.customer.search, view.posting.post_button, view.posting.amount, view.posting.match):
        assert seen(window, part), part
    window.press("F9")
    assert world.port.sent[0].command.amount.minor == 480_00
    assert view.focusWidget() is view.customer.search.edit


def test_a_key_of_the_form_leads_back_to_it(qtbot, world: World) -> None:
    window = room(qtbot, world, SMALL_WINDOWS[0])
    view = window.room.view
    view.strip.pages.setCurrentIndex(1)
    assert view.frame.page() == "side"
    assert view.journal.isVisible()
    assert not view.posting.isVisible()
    window.press("F4")
    assert view.frame.page() == "posting"
    assert view.posting.amount.edit.hasFocus()


def test_what_was_typed_and_the_focus_survive_another_width(qtbot, world: World) -> None:
    window = room(qtbot, world, (1656, 920))
    view = window.room.view
    assert not view.frame.folded
    window.press("F2")
    window.type("abena")
    window.press("Return")
    window.type("480")
    for size in ((932, 640), (584, 652), (1656, 920)):
        window.resize(*size)
        qtbot.waitUntil(lambda wide=size[0]: view.width() == wide)
        assert view.frame.folded == (size[0] < 1100)
        assert view.posting.amount.minor() == 480_00
        assert view.posting.amount.edit.hasFocus()
    assert view.customer.search.isVisible()
    assert view.customer.isAncestorOf(view.customer.search)
    assert view.journal.isVisible()


def test_three_columns_never_ask_for_more_than_the_strip_does(qtbot, world: World) -> None:
    view = room(qtbot, world, (1656, 920)).room.view
    assert view.minimumSizeHint().width() <= 600, "else the window would scroll before it folds"


def test_arrows_walk_the_hits_below_the_strip(qtbot, world: World) -> None:
    window = room(qtbot, world, SMALL_WINDOWS[1])
    view = window.room.view
    window.press("F2")
    window.type("a")
    qtbot.keyClick(view.customer.search.edit, Qt.Key.Key_Down)
    window.press("Return")
    assert view._model.state.customer.full_name == "Kofi Asante"
    assert view.strip.flag.isVisible(), "who must not be served is marked in the strip"
