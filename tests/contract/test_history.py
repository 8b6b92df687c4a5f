"""The fold that server and screen share."""

from contract.history import DrawerHistory, HistoryStep


def step(seq: int, pieces: dict[str, int]) -> HistoryStep:
    return HistoryStep(seq=seq, at="", made_at="", kind="deposit", amount=0, pieces=pieces, session="s", made_by="u")


DAY = DrawerHistory(
    drawer="d", number="04", branch="b", currency="GHS", business_date="2026-11-24", seq=9, opening={"10000": 2, "50c": 4},
    steps=(step(1, {"10000": -1, "5000": 2}), step(2, {"50c": -4}), step(3, {"10000": 3})),
)  # fmt: skip


def test_the_position_is_the_opening_with_so_many_steps_on_top() -> None:
    assert DAY.position(0) == DAY.opening
    assert DAY.position(1) == {"10000": 1, "5000": 2, "50c": 4}
    assert DAY.position(2) == {"10000": 1, "5000": 2}, "a face that is gone is no face of nought"
    assert DAY.position(99) == DAY.position(3) == {"10000": 4, "5000": 2}
    assert DAY.position(-1) == DAY.opening


def test_balances_are_what_the_positions_are_worth() -> None:
    assert DAY.balances() == (202_00, 202_00, 200_00, 500_00)
