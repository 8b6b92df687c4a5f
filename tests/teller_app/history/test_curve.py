from teller_app.history.curve import EVENTS_MAX, day_curve
from teller_app.history.state import HistoryState
from tests.teller_app.history.desk import STEPS, at, history, step
from tests.teller_app.room_window import TEXTS

HOUR = 3600


def test_points_events_and_axes_of_a_day() -> None:
    state = HistoryState(
        history=history(gaps=((at("10:00"), at("10:20")),)), at=11, cursor=at("13:52"), mark=at("11:00")
    )
    made = day_curve(state, TEXTS)
    assert (made.start, made.end) == (8 * HOUR, 15 * HOUR)
    assert len(made.points) == len(STEPS) + 1
    assert made.points[-1][1] == state.balances[-1]
    assert made.bubble == ("13:52", "GH₵ 44,130.50")
    assert made.bound is not None and made.bound[0] == 5_000_000
    assert made.levels[-1] == (6_000_000.0, "60,000")
    assert [label for _, label in made.labels] == [f"{hour:02d}:00" for hour in range(8, 16)]
    assert made.gaps == ((10 * HOUR + 10, 10 * HOUR + 20 * 60 + 10),)
    assert made.mark == 11 * HOUR + 10
    assert {event.icon for event in made.events} == {
        "lock-key-open",
        "vault",
        "arrows-left-right",
        "seal-check",
        "list-checks",
        "coffee",
    }


def test_a_bound_far_above_the_day_does_not_flatten_it() -> None:
    state = HistoryState(history=history(soft_max=900_000_000), at=1, cursor=at("08:00"))
    made = day_curve(state, TEXTS)
    assert made.bound is None
    assert made.levels[-1][0] < 20_000_000


def test_a_long_day_has_few_labels_and_a_busy_one_few_events() -> None:
    late = (*STEPS, step(14, "23:50", "deposit", {"100": 1}, ""))
    assert len(day_curve(HistoryState(history=history(steps=late)), TEXTS).labels) <= 11
    vault = tuple(step(n, "09:00", "from_vault", {"100": 1}, "") for n in range(100))
    assert len(day_curve(HistoryState(history=history(steps=vault)), TEXTS).events) == EVENTS_MAX


def test_no_day_no_curve() -> None:
    assert day_curve(HistoryState(), TEXTS).points == ()
