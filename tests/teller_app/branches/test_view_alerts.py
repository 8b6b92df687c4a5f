from contract.notices import AcknowledgeNotice
from teller_app.branches.view_alerts import AlertsPanel, WaitingPanel
from tests.teller_app.branches.desk import QUIET, Replica, alert, room
from tests.teller_app.room_window import TEXTS, look, words_on


def panels(qtbot, model) -> tuple[WaitingPanel, AlertsPanel]:
    made = WaitingPanel(look(), TEXTS, model), AlertsPanel(look(), TEXTS, model)

    def render(state: object) -> None:
        for panel in made:
            panel.render_state(state)

    model.on_change = render
    for panel in made:
        qtbot.addWidget(panel)
        panel.show()
    render(model.state)
    return made


def test_requests_and_alerts_have_lists_of_their_own_and_one_choice(qtbot) -> None:
    model, port, gone = room(Replica(alerts=(alert(1), alert(2))))
    waiting, alerts = panels(qtbot, model)
    assert (waiting.table.row_count(), alerts.table.row_count()) == (1, 2)
    assert waiting.review.text() == "Review 1 approval"
    card = waiting.table.view.model().index(0, 0).data()
    assert card.endswith("High 82"), "how risky it is stands on its card"
    request = model.state.seen.requests[0].request
    model.choose_alert(f"request:{request}")
    assert (waiting.table.current_key(), alerts.table.current_key()) == (f"request:{request}", "")
    model.open_alert()
    assert gone == ["approvals"]
    model.choose_alert(f"alert:{alert(2).notice}")
    assert (waiting.table.current_key(), alerts.table.current_key()) == ("", f"alert:{alert(2).notice}")
    model.open_alert()
    assert port.sent[-1].command == AcknowledgeNotice(notice=alert(2).notice)


def test_nothing_waits(qtbot) -> None:
    model, _, _ = room(Replica(**QUIET))
    waiting, alerts = panels(qtbot, model)
    assert TEXTS("branches.no_requests") in words_on(waiting)
    assert TEXTS("branches.no_alerts") in words_on(alerts)
    assert not waiting.review.isVisible()
    assert not model.review()
    assert not model.acknowledge()
