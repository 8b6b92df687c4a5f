from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from teller_app.shell.memory import Memory, Place, Windows
from teller_app.shell.window_place import WindowPlace, chosen_place, visible_rect

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1366, 728)
SMALLEST = QSize(400, 300)


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        (QRect(100, 50, 1200, 800), QRect(100, 50, 1200, 800)),
        (QRect(2000, 10, 1200, 700), QRect(2000, 10, 1200, 700)),
        (QRect(0, 0, 4000, 3000), QRect(0, 0, 1920, 1040)),
        (QRect(-5000, 20, 800, 600), None),
        (QRect(100, -200, 800, 600), None),
        (QRect(3270, 20, 800, 600), None),
        (QRect(100, 1030, 800, 600), None),
    ],
)
def test_a_window_nobody_could_take_hold_of_is_refused(wish: QRect, shown: QRect | None) -> None:
    assert visible_rect(wish, [LEFT, RIGHT], SMALLEST) == shown


def test_the_last_screen_comes_first_and_an_unplugged_one_is_passed_over() -> None:
    known = Windows("right", {"left": Place(10, 10, 900, 700), "right": Place(2000, 10, 900, 700, True)})
    both = {"left": LEFT, "right": RIGHT}
    assert chosen_place(known, both, SMALLEST) == (QRect(2000, 10, 900, 700), True)
    assert chosen_place(known, {"left": LEFT}, SMALLEST) == (QRect(10, 10, 900, 700), False)
    assert chosen_place(Windows(), both, SMALLEST) is None


def test_it_comes_back_after_a_run(qtbot, tmp_path: Path) -> None:
    def shown() -> tuple[QWidget, WindowPlace]:
        window = QWidget()
        qtbot.addWidget(window)
        place = WindowPlace(window, Memory(tmp_path), "main")
        place.restore()
        with qtbot.waitExposed(window):
            window.show()
        return window, place

    window, _ = shown()
    window.setGeometry(60, 70, 500, 400)
    window.close()
    again, place = shown()
    assert again.geometry() == QRect(60, 70, 500, 400)
    again.showMaximized()
    qtbot.waitUntil(lambda: again.isMaximized())
    place.save()
    third, _ = shown()
    assert third.isMaximized()
    assert third.normalGeometry().size() == QSize(500, 400)


def test_a_window_that_was_never_moved_may_open_anywhere(qtbot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not WindowPlace(window, Memory(tmp_path), "main").restore()
