from teller_app.branches.view_tie import TiePanel
from tests.teller_app.branches.desk import Replica, branch, closed_report, room
from tests.teller_app.room_window import TEXTS, look, words_on


def test_no_report_then_the_closing_one(qtbot) -> None:
    panel = TiePanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(room(Replica())[0].state)
    assert TEXTS("branches.no_report") in words_on(panel)
    panel.render_state(room(Replica(branch=branch(open=False), report=closed_report()))[0].state)
    said = words_on(panel)
    assert "Z of 09:35" in said
    assert "281,000.00" in said
    assert not panel.report.isVisible()
