from teller_app.glass.look import Look
from teller_app.glass.skeleton import Skeleton


def test_blocks_appear_only_after_the_wait(qtbot) -> None:
    skeleton = Skeleton(Look(reduced_motion=True), "Reading the journal", 2)
    qtbot.addWidget(skeleton)
    skeleton.resize(300, 110)
    skeleton.show()
    assert not skeleton.waited
    empty = skeleton.grab().toImage()
    qtbot.waitUntil(lambda: skeleton.waited)
    assert skeleton.grab().toImage() != empty
    assert not skeleton.moving


def test_the_sweep_stops_when_hidden_or_when_motion_is_off(qtbot) -> None:
    look = Look()
    skeleton = Skeleton(look, "Reading", 2)
    qtbot.addWidget(skeleton)
    skeleton.show()
    qtbot.waitUntil(lambda: skeleton.moving)
    look.set_reduced_motion(True)
    assert not skeleton.moving
