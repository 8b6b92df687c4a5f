from pathlib import Path

import pytest

from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.shell.memory import Memory
from teller_app.shell.navigation import Navigation
from teller_app.shell.side_windows import SideWindows
from tests.teller_app.shell.rooms import COUNTER, JOURNAL, room, window


@pytest.fixture
def desk(qtbot, look: Look, tmp_path: Path) -> tuple[SideWindows, Navigation]:
    main = window(look)
    qtbot.addWidget(main)
    nav = Navigation([room(look, COUNTER), room(look, JOURNAL)], look, main)
    nav.stack.setParent(main)
    with qtbot.waitExposed(main):
        main.show()
    nav.go("journal")
    sides = SideWindows(look, Texts.load("en"), main, Memory(tmp_path))
    sides.serve(nav)
    return sides, nav


def test_a_room_moves_out_and_comes_back_when_its_window_closes(qtbot, desk: tuple[SideWindows, Navigation]) -> None:
    sides, nav = desk
    assert sides.toggle()
    side = sides.open["journal"]
    assert side.isVisible()
    assert nav.rooms["journal"].widget.window() is side
    assert nav.current.manifest.name == "counter"
    side.back.click()
    assert sides.open == {}
    assert nav.current.manifest.name == "journal"
    assert nav.rooms["journal"].widget.window() is not side


def test_the_lock_covers_and_the_sign_out_closes_every_window(desk: tuple[SideWindows, Navigation]) -> None:
    sides, nav = desk
    sides.move_out("counter")
    side = sides.open["counter"]
    sides.cover(True)
    assert not side.isVisible()
    sides.cover(False)
    assert side.isVisible()
    sides.serve(None)
    assert sides.open == {}
    assert nav.here == ["counter", "journal"]


def test_the_last_room_stays(desk: tuple[SideWindows, Navigation]) -> None:
    sides, _ = desk
    assert sides.move_out("journal")
    assert not sides.move_out("counter")


def test_what_somebody_left_apart_is_apart_again_when_they_are_back(
    qtbot, desk: tuple[SideWindows, Navigation]
) -> None:
    sides, nav = desk
    sides.serve(nav, "kwesi")
    assert sides.toggle()
    sides.serve(None)
    assert sides.open == {}
    sides.serve(nav, "efua")
    sides.serve(None)
    sides.serve(nav, "kwesi")
    qtbot.waitUntil(lambda: list(sides.open) == ["journal"])
    # The counter keeps the keyboard.
    qtbot.waitUntil(nav.stack.window().isActiveWindow)
    sides.open["journal"].back.click()
    sides.serve(None)
    sides.serve(nav, "kwesi")
    qtbot.wait(50)
    assert sides.open == {}, "brought back is brought back"


def test_a_room_that_one_may_not_see_any_more_stays_away(
    qtbot, look: Look, desk: tuple[SideWindows, Navigation]
) -> None:
    sides, nav = desk
    sides.serve(nav, "kwesi")
    sides.move_out("journal")
    sides.serve(None)
    fewer = Navigation([room(look, COUNTER)], look, sides)
    sides.serve(fewer, "kwesi")
    qtbot.wait(50)
    assert sides.open == {}
    sides.serve(None)
