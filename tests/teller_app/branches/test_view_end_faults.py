from teller_app.branches.view_end_faults import FaultsPanel
from tests.teller_app.branches.desk import (
    BROKEN,
    EVENTFUL,
    QUIET,
    Replica,
    figures,
    report_bytes,
    room,
)
from tests.teller_app.kit import BRANCH
from tests.teller_app.room_window import TEXTS, look, words_on


def test_entries_that_break_it_then_what_is_not_decided_or_that_there_is_nothing(qtbot) -> None:
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    model.read_report()
    panel = FaultsPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    panel.render_state(model.state)
    assert panel.table.row_count() == 2
    assert panel.table.current_key() == "entry:4711"
    assert "2 to settle" in words_on(panel)
    model, port, _ = room(Replica(**QUIET))
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(figures(drawers=EVENTFUL))
    model.read_report()
    panel.render_state(model.state)
    assert panel.none.isVisible()
    assert panel.number.text() == str(len(panel.settled.lines)) != "0"
    assert "Drawer 04 was closed by a manager" in panel.settled.accessibleDescription()
