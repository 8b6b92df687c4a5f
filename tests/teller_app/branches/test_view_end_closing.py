from teller_app.branches.view_end_closing import ClosingPanel, close_words, may_be_forced, why_not_closed
from tests.teller_app.branches.desk import BROKEN, QUIET, Replica, branch, closed_report, report_bytes, room
from tests.teller_app.kit import BRANCH, FakePort
from tests.teller_app.room_window import TEXTS, look, words_on
from tests.teller_app.vault.desk import KEEPER, custody


def test_a_reason_is_asked_for_where_it_helps(qtbot) -> None:
    counted = custody(open=False, closed_on="2026-11-22")
    model, port, _ = room(Replica(**QUIET, custody=counted))
    assert not may_be_forced(model.state)
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    model.read_report()
    assert may_be_forced(model.state)
    assert why_not_closed(model.state, TEXTS) == "", "a reason may still be written"
    panel = ClosingPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    panel.reason.edit.setText("Told the auditor")
    assert model.state.reason == "Told the auditor"
    assert not may_be_forced(room(Replica())[0].state), "nothing is said about drawers that are open"


def test_the_key_says_which_day(qtbot) -> None:
    model, _, _ = room(Replica())
    assert close_words(model.state, TEXTS) == "Close 22 Nov"
    over = room(Replica(branch=branch(open=False), report=closed_report()))[0].state
    assert close_words(over, TEXTS) == "Open 23 Nov"
    panel = ClosingPanel(look(), TEXTS, model)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert TEXTS.for_code("drawers_still_open").title in panel.go.toolTip()
    panel.render_state(room(Replica(), FakePort(KEEPER))[0].state)
    assert not panel.go.isVisible()
    model.forward()
    panel.render_state(model.state)
    assert TEXTS.for_code("drawers_still_open").title in words_on(panel)
