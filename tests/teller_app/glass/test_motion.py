import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.motion import Glide, Slide, mix


def test_glide_arrives_and_tells_on_the_way(qtbot) -> None:
    seen: list[float] = []
    owner = QObject()
    glide = Glide(owner, Look(), 60, lambda: seen.append(glide.value))
    glide.to(1.0)
    qtbot.waitUntil(lambda: glide.value == 1.0)
    assert len(seen) > 1 and seen == sorted(seen)


def test_reduced_motion_jumps(qtbot) -> None:
    owner = QObject()
    glide = Glide(owner, Look(reduced_motion=True), 60, lambda: None)
    glide.to(1.0)
    assert glide.value == 1.0


def test_mix_goes_from_the_first_colour_to_the_second() -> None:
    assert mix(QColor("#000000"), QColor("#FFFFFF"), 0.5).red() in (127, 128)
    assert mix(QColor("#000000"), QColor("#FFFFFF"), 2.0) == QColor("#FFFFFF")


@pytest.mark.parametrize("still", [True, False])
def test_a_pane_slides_in_and_out_and_says_when_it_is_there(qtbot, still: bool) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    pane, arrived = QWidget(room), []
    pane.move(40, 8)
    slide = Slide(pane, Look(reduced_motion=still), (30, 20), lambda: arrived.append(pane.x()))
    slide.come(QPoint(400, 8))
    assert pane.x() == (40 if still else 400)
    qtbot.waitUntil(lambda: arrived == [40])
    slide.go(QPoint(400, 8))
    qtbot.waitUntil(lambda: arrived == [40, 400])
