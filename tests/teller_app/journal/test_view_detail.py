from teller_app.journal.view_detail import DetailPanel
from tests.teller_app.journal.desk import Replica, posting, room
from tests.teller_app.room_window import TEXTS, look, words_on


def panel(qtbot, replica: Replica) -> tuple[DetailPanel, object]:
    model, _ = room(replica)
    made = DetailPanel(look(), TEXTS, model)
    qtbot.addWidget(made)
    model.on_change = made.render_state
    made.render_state(model.state)
    made.show()
    return made, model


def test_nothing_chosen_says_so(qtbot) -> None:
    made, _ = panel(qtbot, Replica(day=()))
    assert made.nothing.isVisible()
    assert not made.reverse.isVisible()


def test_buttons_say_why_they_are_off(qtbot) -> None:
    made, _model = panel(qtbot, Replica(day=(posting(receipt="", reverses="t"),)))
    assert made.reprint.toolTip() == TEXTS("journal.off.receipt")
    assert made.reverse.toolTip() == TEXTS("journal.off.reversal")
    assert not made.reverse.isEnabled()


def test_a_problem_is_said_where_the_eye_is(qtbot) -> None:
    made, model = panel(qtbot, Replica(day=(posting(reverses="t"),)))
    model.ask_reversal()
    assert TEXTS("error.not_reversible.title") in words_on(made)
