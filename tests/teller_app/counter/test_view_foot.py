"""The foot of the form: each button says its key, and does what the key does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.counter.view_foot import PostingFoot
from tests.teller_app.counter.world import World
from tests.teller_app.room_window import TEXTS, look


@pytest.fixture
def foot(qtbot) -> PostingFoot:
    made = PostingFoot(look(), TEXTS)
    qtbot.addWidget(made)
    made.resize(740, 60)
    made.show()
    return made


def test_a_press_tells_the_act(foot: PostingFoot, qtbot) -> None:
    foot.render_state(World().at_abena().state)
    for intent, button in (("clear", foot.clear), ("hold", foot.hold), ("post", foot.post)):
        with qtbot.waitSignal(foot.pressed, check_params_cb=lambda told, meant=intent: told == meant):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert foot.change.isHidden()


def test_hold_is_off_at_an_empty_counter_and_takes_up_what_was_held(foot: PostingFoot) -> None:
    world = World()
    foot.render_state(world.model().state)
    assert not foot.hold.isEnabled()
    model = world.at_abena()
    foot.render_state(model.state)
    assert (foot.hold.isEnabled(), foot.hold.text()) == (True, "Hold")
    model.hold()
    foot.render_state(model.state)
    assert (foot.hold.isEnabled(), foot.hold.text()) == (True, "Take up")


def test_change_is_offered_where_more_was_received(foot: PostingFoot) -> None:
    model = World().at_abena()
    model.set_amount(1_50_00)
    model.set_counts({"20000": 1})
    foot.render_state(model.state)
    assert foot.change.isVisible()
    model.toggle_change()
    foot.render_state(model.state)
    assert foot.change.text() == "Cash received"


def test_without_the_server_cash_is_queued_whichever_way_it_goes(foot: PostingFoot) -> None:
    world = World()
    model = world.at_abena()
    world.port.go_offline()
    names = []
    for mode in ("deposit", "withdraw"):
        model.set_mode(mode)
        foot.render_state(model.state)
        names.append(foot.post.text())
    assert names == ["Queue deposit", "Pay out and queue"]
