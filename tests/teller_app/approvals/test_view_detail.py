from contract.approvals import RequestState
from teller_app.approvals.view_detail import DetailPanel
from tests.teller_app.approvals.desk import Replica, no_files, no_pictures, request, room
from tests.teller_app.kit import EFUA, FakePort
from tests.teller_app.room_window import TEXTS, look, words_on


def panel(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    made = DetailPanel(look(), TEXTS, model, no_pictures, no_files)
    qtbot.addWidget(made)
    model.on_change = made.render_state
    made.render_state(model.state)
    made.show()
    return made, model


def test_one_alert_a_reason_and_none_left_over(qtbot) -> None:
    made, model = panel(qtbot, Replica())
    assert len(made.reasons) == 1
    first = made.reasons[0]
    model.set_reason("x")
    assert made.reasons == [first], "typing makes no alert anew"
    model.choose(2)
    assert [alert.accessibleName() for alert in made.reasons] == [TEXTS("approvals.why.variance_above_tolerance.title")]


def test_the_amount_stands_on_the_button_that_decides_about_it(qtbot) -> None:
    made, _ = panel(qtbot, Replica())
    assert made.approve.text() == "Approve GH₵ 18,500.00"
    assert made.approve.kind == "primary"
    assert not made.pay.isVisible()


def test_the_maker_sees_what_became_of_it(qtbot) -> None:
    declined = request(state=RequestState.DECLINED, reason="No identity card")
    made, _ = panel(qtbot, Replica(requests=(declined,)), FakePort(EFUA))
    assert TEXTS("approvals.state_of.declined") in words_on(made.outcome)
    assert "No identity card" in words_on(made.outcome)
    assert not made.withdraw.isVisible()
