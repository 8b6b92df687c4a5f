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
