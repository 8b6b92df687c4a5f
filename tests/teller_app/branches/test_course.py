from datetime import UTC, datetime, timedelta

import msgspec

from teller_app.branches import course
from teller_app.branches.state import Point, Seen
from tests.teller_app.branches.desk import Replica
from tests.teller_app.vault.desk import session

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
START = int(NINE.timestamp() // 60)


def seen(balance: int, opened: str = "2026-11-22T09:02:00.000Z") -> Seen:
    """Drawer 03 with so much in it: 58,410.00 came in since it was opened and 25,430.00 went out."""
    one = msgspec.structs.replace(session(3), opened_at=opened)
    return Seen(sessions=(one,), totals={one.session: Replica(held={one.session: balance}).totals(one.session)})


def points(balances: list[tuple[int, int]]) -> tuple[Point, ...]:
    courses: dict[str, tuple[Point, ...]] = {}
    for minute, balance in balances:
        courses = dict(course.followed(courses, seen(balance), NINE + timedelta(minutes=minute)))
    return courses[session(3).session]


def test_a_course_begins_with_what_lay_in_the_drawer_when_it_was_opened() -> None:
    assert points([(61, 40_000_00)]) == (Point(START, 7_020_00), Point(START + 60, 40_000_00))


def test_of_five_minutes_the_last_balance_is_kept() -> None:
    assert points([(10, 40_000_00), (12, 41_000_00), (14, 39_000_00), (15, 38_000_00)])[1:] == (
        Point(START + 10, 39_000_00),
        Point(START + 15, 38_000_00),
    )


def test_the_same_news_again_changes_nothing() -> None:
    """Whoever compares courses to know whether to paint finds the same."""
    assert points([(10, 40_000_00)]) == points([(10, 40_000_00), (13, 40_000_00)])


def test_a_clock_that_was_put_back_makes_no_course_that_runs_backwards() -> None:
    assert points([(30, 40_000_00), (10, 41_000_00)])[1:] == (Point(START + 30, 41_000_00),)
    assert points([(-30, 40_000_00)]) == (Point(START, 7_020_00),)


def test_a_course_is_bounded_and_keeps_its_opening() -> None:
    found = points([(5 * n, n) for n in range(1, course.POINTS_MAX + 40)])
    assert len(found) == course.POINTS_MAX
    assert found[0].minute == START
    assert found[-1].balance == course.POINTS_MAX + 39


def test_a_session_that_is_closed_or_whose_cash_is_hidden_has_none() -> None:
    courses = course.followed({}, seen(1), NINE + timedelta(minutes=9))
    assert course.followed(courses, Seen(), NINE) == {}
    assert course.followed(courses, Seen(sessions=(session(3),)), NINE) == {}


def test_the_line_is_straight_between_what_is_known_and_true_to_time() -> None:
    values = course.series((Point(0, 0), Point(10, 1000), Point(230, 1000)))
    assert len(values) == course.SAMPLES
    assert values[:2] == (0.0, 1000.0)
    assert set(values[1:]) == {1000.0}
    assert course.series((Point(0, 5),)) == course.series(()) == ()
