from PySide6.QtCore import Qt

from contract.branches import HeldEntry
from teller_app.branches.view_tie import TiePanel
from tests.teller_app.branches.desk import BROKEN, Replica, branch, closed_report, figures, report_bytes, room
from tests.teller_app.kit import BRANCH
from tests.teller_app.room_window import TEXTS, look, words_on


def test_no_report_then_the_closing_one(qtbot) -> None:
    model, _, _ = room(Replica())
    panel = TiePanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS("branches.no_report") in words_on(panel)
    panel.render_state(room(Replica(branch=branch(open=False), report=closed_report()))[0].state)
    said = words_on(panel)
    assert "Z of 09:35" in said
    assert "281,000.00" in said
    assert not panel.report.isVisible()


def test_suspense_and_clearing_are_what_the_books_hold(qtbot) -> None:
    held = HeldEntry(seq=1, kind="withdraw", at="2026-11-22T09:00:00.000Z", made_by="u", amount=-600_00)
    model, port, _ = room(Replica())
    panel = TiePanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(
        figures(suspense=-600_00, clearing=86_450_00, held=(held,))
    )
    model.read_report()
    panel.render_state(model.state)
    said = {line.title: (line.figure, line.aside, line.color) for line in panel.more.lines}
    assert said["Suspense"] == ("−600.00", "1 open item", "warn")
    assert said["Clearing"] == ("+86,450.00", "", "text")


def test_from_the_difference_to_the_entry_that_breaks_it_by_keys(qtbot) -> None:
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    panel = TiePanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    model.on_change = panel.render_state
    model.read_report()
    panel.begin()
    assert panel.drill.row_count() == 1 and panel.focusWidget() is panel.drill.view
    assert panel.drill.view.verticalScrollBar().maximum() == 0, "the one row is seen whole"
    opened: list[int] = []
    model._entry = lambda entry: opened.append(entry.seq)
    qtbot.keyClick(panel.drill.view, Qt.Key.Key_Return)
    assert opened == [4711]


def test_where_it_ties_the_keys_are_at_the_report(qtbot) -> None:
    model, _, _ = room(Replica())
    panel = TiePanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    model.on_change = panel.render_state
    model.read_report()
    assert panel.drill.isHidden()
    panel.begin()
    assert panel.focusWidget() is panel.report
