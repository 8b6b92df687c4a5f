from teller_app.outbox.view_detail import DetailPanel
from tests.teller_app.outbox.desk import room
from tests.teller_app.room_window import TEXTS, look


def test_each_row_offers_what_helps_it_and_nothing_else(qtbot) -> None:
    model, _ = room()
    panel = DetailPanel(look(), TEXTS, model, lambda user: "Efua Owusu")
    qtbot.addWidget(panel)
    panel.show()
    offers = {}
    for place, row in enumerate(model.state.shown):
        model.choose(place)
        panel.render_state(model.state)
        offers[row.command_id] = (panel.send_again.isVisible(), panel.put_away.isVisible(), panel.then.isVisible())
    assert offers == {
        "c3": (True, False, True),
        "c4": (False, True, True),
        "c5": (False, True, True),
        "c6": (False, False, True),
        "c7": (False, False, True),
        "c1": (False, False, False),
        "c2": (False, False, False),
    }
    model.choose(-1)
    panel.render_state(model.state)
    assert panel.nothing.isVisible() and not panel.amount.isVisible()
