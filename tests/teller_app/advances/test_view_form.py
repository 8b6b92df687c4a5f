from teller_app.advances.view_form import FormPanel
from tests.teller_app.advances.desk import APPROVED, Replica, advance, room
from tests.teller_app.room_window import TEXTS, look


def test_each_act_has_its_own_parts(qtbot) -> None:
    model, _ = room(Replica())
    panel = FormPanel(look(), TEXTS, model)
    model.on_change = panel.render_state
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(model.state)
    assert panel.nothing.isVisible()
    for key, act, parts in (
        (APPROVED.advance, "pay", (False, False, False, True)),
        (advance().advance, "retire", (True, True, False, True)),
        (advance().advance, "request", (True, True, True, False)),
    ):
        model.choose(key)
        model.begin(act)
        shown = (panel.amount, panel.text, panel.due, panel.grid)
        assert tuple(part.isVisible() for part in shown) == parts, act
