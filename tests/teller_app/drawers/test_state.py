from teller_app.drawers.state import DrawerState
from tests.teller_app.drawers.desk import drawer, session, sheet, taken


def test_free_drawers_are_those_nobody_has() -> None:
    state = DrawerState(drawers=(drawer(), drawer("05", session="s"), drawer("06")))
    assert [item.number for item in state.free] == ["04", "06"]


def test_the_newest_count_is_believed_whether_it_came_by_answer_or_by_feed() -> None:
    first = sheet(-2000)
    assert DrawerState(reconciliation=first).variance == -2000
    ahead = DrawerState(reconciliation=first, taken=taken(500, number=2))
    assert (ahead.variance, ahead.above_tolerance) == (500, False)
    assert ahead.expected_total == ahead.counted_total - 500
    behind = DrawerState(reconciliation=sheet(-2000, attempts=2), taken=taken(500, number=1))
    assert (behind.variance, behind.above_tolerance) == (-2000, True)
    assert DrawerState().variance == DrawerState().expected_total == DrawerState().counted_total == 0


def test_counts_add_up_with_note_and_coin_of_the_same_value() -> None:
    state = DrawerState(counts={"200": 3, "200c": 2}, session=session())
    assert (state.counted, state.pieces, state.currency) == (1000, 5, "GHS")
