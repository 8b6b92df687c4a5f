from tests.teller_app.history.desk import Replica, history
from tests.teller_app.history.windowed import place
from tests.teller_app.room_window import words_on


def test_each_list_has_its_lines_or_says_that_there_are_none(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(day=history(counts=())))
    beside = view.beside
    assert [len(panel.lines.lines) for panel in (beside.counts, beside.approvals, beside.transfers)] == [0, 2, 2]
    assert beside.counts.none.isVisible() and not beside.approvals.none.isVisible()
    assert "Kumasi Timber Ltd" in words_on(beside)
    assert all(line.aside.endswith(("before", "after")) for line in beside.approvals.lines.lines)
