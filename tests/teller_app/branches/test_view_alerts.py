from contract.notices import AcknowledgeNotice
from teller_app.branches.view_alerts import AlertsPanel
from tests.teller_app.branches.desk import QUIET, Replica, alert, room
from tests.teller_app.room_window import TEXTS, look, words_on


def panel(qtbot, model) -> AlertsPanel:
    made = AlertsPanel(look(), TEXTS, model)
    model.on_change = made.render_state
    qtbot.addWidget(made)
    made.show()
    made.render_state(model.state)
    return made


def test_requests_come_first_then_what_was_not_seen(qtbot) -> None:
    model, port, gone = room(Replica(alerts=(alert(1), alert(2))))
    made = panel(qtbot, model)
    assert made.table.row_count() == 3
    model.choose_alert(f"request:{model.state.seen.requests[0].request}")
    model.open_alert()
    assert gone == ["approvals"]
    model.choose_alert(f"alert:{alert(2).notice}")
    model.open_alert()
    assert port.sent[-1].command == AcknowledgeNotice(notice=alert(2).notice)


def test_nothing_waits(qtbot) -> None:
    model, _, _ = room(Replica(**QUIET))
    made = panel(qtbot, model)
    assert TEXTS("branches.no_alerts") in words_on(made)
    assert not made.seen.isVisible()
    assert not made.review.isVisible()
    assert not model.review()
    assert not model.acknowledge()


def test_a_low_window_leaves_the_height_to_the_rows(qtbot) -> None:
    model, _, _ = room(Replica(alerts=(alert(1),)))
    made = panel(qtbot, model)
    assert made.seen.isVisible() and made.review.isVisible()
    made.look.set_density("compact")
    assert not made.seen.isVisible() and not made.review.isVisible()
