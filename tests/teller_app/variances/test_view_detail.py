from teller_app.variances.view_detail import DetailPanel
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.variances.desk import OVER, Replica, permit, room, variance


def test_each_act_has_its_own_parts(qtbot) -> None:
    replica = Replica(permits=(permit(),))
    model, _ = room(replica)
    panel = DetailPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.nothing.isVisible()
    for key, act, parts in (
        (variance().variance, "recover", (False, False, True, False)),
        (variance().variance, "write_off", (False, False, False, True)),
        (OVER.variance, "return", (True, True, False, True)),
    ):
        model.choose(key)
        model.begin(act)
        shown = (panel.number, panel.amount, panel.grid, panel.reason)
        assert tuple(part.isVisible() for part in shown) == parts, act
