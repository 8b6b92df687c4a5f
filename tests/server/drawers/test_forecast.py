"""Slots of past days, and what they say of the rest of this one."""

from server.drawers import forecast

NINE = "2026-11-20T09:10:00.000Z"


def test_out_is_positive_and_what_lies_apart_was_never_there_to_be_paid() -> None:
    moves = [
        (NINE, {"1000": -20, "20000": 1}),
        ("2026-11-21T09:29:59.000Z", {"1000": -10, "5000:mutilated": 3, "5000:suspect": 1}),
        ("2026-11-21T09:30:00.000Z", {"1000:strapped": -100}),
    ]
    assert forecast.pattern(moves) == {18: {"1000": 30, "20000": -1}, 19: {"1000": 100}}
    assert forecast.end_of_day([forecast.pattern(moves), {}]) == 10 * 60
    assert forecast.end_of_day([{}]) == 0


def test_the_mean_of_the_days_and_of_the_slot_that_began_the_rest() -> None:
    found = {18: {"1000": 30, "100c": 4}, 19: {"1000": 100}}
    whole = forecast.drains(found, 10, 9 * 60, 10 * 60)
    assert [(drain.face, drain.rest) for drain in whole] == [("1000", (300, 1000)), ("100c", (40, 0))]
    (notes, _) = forecast.drains(found, 10, 9 * 60 + 15, 10 * 60)
    assert notes.rest == (150, 1000)
    (notes, _) = forecast.drains(found, 10, 10 * 60, 10 * 60)
    assert notes.rest == ()


def test_what_is_in_hand_can_be_paid_out() -> None:
    assert forecast.in_hand({"1000": 3, "1000:strapped": 100, "1000:mutilated": 9, "20000:suspect": 1}) == {"1000": 103}


def test_small_is_below_fifty() -> None:
    assert forecast.small_and_large({"2000": 7, "100c": 5, "5000": 2, "20000": 1}) == (12, 3)
