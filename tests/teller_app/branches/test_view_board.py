from teller_app.branches.view_board import BoardPanel
from tests.teller_app.branches.desk import QUIET, Replica, room
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import custody


def test_nothing_left_says_so(qtbot) -> None:
    model, _, _ = room(Replica(**QUIET, custody=custody(closed_on="2026-11-22")))
    panel = BoardPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS("branches.nothing") in words_on(panel)
    assert "of 8" in panel.ring.accessibleDescription() + words_on(panel)


def test_what_is_ready_is_named_and_each_group_says_how_far_it_is(qtbot) -> None:
    model, _, _ = room(Replica())
    panel = BoardPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert "Branch, 1 of 1" in panel.groups.accessibleDescription()
    said = [check.words for check in panel.checks.checks]
    assert "Business date" in said and "Drawer 04" in said
    assert panel.each.text() == "6, each with its owner"
    panel.look.set_density("compact")
    panel.render_state(model.state)
    assert not panel.checks.isVisible(), "a low window needs the height for what is left"
