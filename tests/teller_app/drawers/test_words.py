from teller_app.drawers import words
from teller_app.drawers.state import BESIDE, DrawerState
from tests.teller_app.drawers.desk import drawer, opened, session, sheet
from tests.teller_app.room_window import TEXTS


def test_steps_say_nothing_of_a_difference_before_the_count() -> None:
    state = DrawerState(drawer=drawer(), phase="opening")
    assert [stands for _, _, stands in words.opening_steps(state, TEXTS)] == [
        "done",
        "active",
        "waiting",
        "waiting",
        "waiting",
    ]
    state = DrawerState(drawer=drawer(), phase="opened", opened=opened(-1000))
    assert [stands for _, _, stands in words.opening_steps(state, TEXTS)] == [
        "done",
        "done",
        "done",
        "done",
        "active",
    ]
    assert words.opening_steps(state, TEXTS)[2][1] == "Short GH₵ 10.00"
    assert words.opening_steps(state, TEXTS)[3][1] == "Not asked for"


def test_two_signatures_come_before_the_open_drawer() -> None:
    state = DrawerState(drawer=drawer(two_sign=True), phase="opening")
    assert words.opening_steps(state, TEXTS)[3] == ("Two signatures", "Waiting", "waiting")
    state = DrawerState(drawer=drawer(two_sign=True), phase="signing", opened=opened(0), session=session())
    assert [stands for _, _, stands in words.opening_steps(state, TEXTS)] == [
        "done",
        "done",
        "done",
        "active",
        "waiting",
    ]
    assert words.opening_steps(state, TEXTS)[3][1] == "1 of 2"
    assert [tile[3] for tile in words.signatures(state, TEXTS)] == ["Signed", "Waiting"]


def test_the_first_step_says_where_the_cash_comes_from() -> None:
    assert words.opening_steps(DrawerState(drawer=drawer()), TEXTS)[0][0] == "Vault hands over"
    assert words.opening_steps(DrawerState(drawer=drawer(carried_forward=True)), TEXTS)[0][0] == "Left in drawer"


def test_the_last_fourteen_days_end_with_this_one() -> None:
    days = words.recent(sheet(-2000))
    assert len(days) == 14
    assert days[-1] == ("2026-11-22", -2000)
    assert len(words.recent(sheet(-2000, recent=(*((f"2026-10-{n:02d}", 0) for n in range(1, 30)),)))) == 14


def test_a_movement_of_a_newer_server_is_still_a_line() -> None:
    assert words.movement_title("from_the_future", TEXTS) == TEXTS("drawers.flow.other")
    assert words.movement_icon("from_the_future")


def test_the_minimum_stands_among_the_bounds_where_there_is_one() -> None:
    with_one, without = drawer(minimum=200_000), drawer()
    assert words.limit_rows(with_one, TEXTS)[0] == ("Minimum to work", "2,000.00")
    assert words.limit_marks(with_one, TEXTS)[0] == (25, "Min")
    assert words.limit_rows(without, TEXTS)[0][0] == TEXTS("drawers.limit.soft")
    assert words.limit_marks(without, TEXTS)[0][1] == "Soft"


def test_shares_stay_on_the_scale() -> None:
    assert (words.thousandths(1, 0), words.thousandths(9, 3), words.thousandths(1, 3)) == (0, 1000, 333)


def test_the_switch_between_more_than_two_counts_names_them_by_number() -> None:
    found = sheet(attempts=3)
    state = DrawerState(phase="reconcile", reconciliation=found)
    assert [label for _, label, _ in words.count_segments(state, TEXTS)] == [
        "Count 1",
        "Count 2",
        "Count 3",
        "Side by side",
    ]
    many = DrawerState(phase="reconcile", reconciliation=sheet(attempts=9))
    keys = [key for key, _, _ in words.count_segments(many, TEXTS)]
    assert keys == ["1", "7", "8", "9", BESIDE], "the first and the last of them"
    again = DrawerState(phase="counting", reconciliation=found)
    assert words.count_segments(again, TEXTS)[-1] == ("4", "Count 4", True)
    assert [there for _, _, there in words.count_segments(again, TEXTS)][:3] == [False] * 3
