from datetime import date

from tests.teller_app.history.desk import STEPS, Replica, at
from tests.teller_app.history.windowed import place
from tests.teller_app.room_window import TEXTS


def test_the_day_is_worked_by_keys_alone(qtbot) -> None:
    window, view, model, replica = place(qtbot, Replica())
    view.enter()
    window.press("Home")
    assert model.state.at == 0
    window.press("Right", "Right")
    assert model.state.at == 2
    window.press("Ctrl+Right")
    assert model.state.cursor == at("08:30")
    window.press("F6", "End")
    assert (model.state.mark, model.state.at) == (at("08:30"), len(STEPS))
    window.press("Left", "Return")
    assert replica.shown == [STEPS[-2].receipt]
    window.press("F5", "Ctrl+A")
    window.type("20/11/2026")
    window.press("Return")
    assert view.day.scrubber.hasFocus(), "the arrows move the handle again"


def test_nothing_to_see_says_what_to_do(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica(day=None))
    assert view.none.isVisible() and not view.both.isVisible()
    model.choose_day(date(2026, 11, 20))
    assert view.day.date.value == date(2026, 11, 20)


def test_a_key_says_why_it_is_off(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(day=None))
    assert {key: bool(view.why_off(key)) for key in ("drawer", "day", "ten_on", "mark", "find", "print")} == {
        "drawer": False, "day": False, "ten_on": True, "mark": True, "find": True, "print": True,
    }  # fmt: skip
    window, view, _, _ = place(qtbot, Replica())
    assert view.why_off("print") == ""
    window.press("Home")
    assert (view.why_off("print"), view.why_off("find")) == (TEXTS("history.key.first"), "")
