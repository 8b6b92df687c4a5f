from teller_app.branches.view_end_steps import EndStrip, StepsPanel
from tests.teller_app.branches.desk import Replica, branch, closed_report, room
from tests.teller_app.room_window import TEXTS, look, words_on


def test_how_far_it_is_in_words_and_for_the_ear(qtbot) -> None:
    model, _, _ = room(Replica())
    strip, panel = EndStrip(look(), TEXTS), StepsPanel(look(), TEXTS, model)
    for part in (strip, panel):
        qtbot.addWidget(part)
        part.show()
        part.render_state(model.state)
    assert "Step 3 of 11: Drawers counted and closed" in words_on(strip)
    assert "3. Drawers counted and closed, 1 of 3" in panel.list.accessibleDescription()
    over = room(Replica(branch=branch(open=False), report=closed_report()))[0].state
    strip.render_state(over)
    panel.render_state(over)
    assert "100%" in words_on(strip)
    assert not panel.again.isVisible()
