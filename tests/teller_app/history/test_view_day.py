from tests.teller_app.history.desk import Replica, at, closed, history
from tests.teller_app.history.windowed import place
from tests.teller_app.room_window import words_on


def test_a_broken_chain_a_gap_and_a_closed_day_say_so(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(day=closed(broken=497, gaps=((at("10:00"), at("10:30")),))))
    said = words_on(view)
    for word in ("Chain broken at entry 497", "variance −20.00", "Hatched"):
        assert word in said


def test_the_handle_seeks_by_the_mouse(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(day=history()))
    view.day.scrubber.sought.emit(11 * 3600 + 30 * 60.0)
    assert model.state.cursor[11:16] == "11:30"
    assert model.state.step is not None and model.state.step.kind == "exchange"
