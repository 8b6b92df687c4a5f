"""The life of a variance, by itself."""

import pytest

from server.variances import rules
from server.variances.tables import OverShortRow, VarianceRow


def row(**more: object) -> VarianceRow:
    fields = {"id": "v", "branch": "b", "currency": "GHS", "drawer": "04", "person": "efua", "amount": -100, "state": "accepted",
              "business_date": "d", "at": "t", **more}  # fmt: skip
    return VarianceRow(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "amount", "short", "code"),
    [
        ({}, 100, True, ""),
        ({}, 101, True, "variance_too_much"),
        ({"settled": 60}, 41, True, "variance_too_much"),
        ({}, 1, False, "variance_wrong_way"),
        ({"amount": 100}, 1, True, "variance_wrong_way"),
        ({"amount": 100}, 1, None, ""),
        ({"state": "recorded"}, 1, None, "variance_not_accepted"),
        ({"state": "settled"}, 1, None, "variance_over"),
        ({"currency": "CZK"}, 1, None, "wrong_currency"),
    ],
)
def test_what_may_be_settled(fields: dict[str, object], amount: int, short: bool | None, code: str) -> None:
    fault = rules.settle_fault(row(**fields), amount, "GHS", short)
    assert (fault.code.value if fault else "") == code


def test_nobody_accepts_the_own_or_what_they_forced() -> None:
    for user in ("efua", "hajara"):
        fault = rules.accept_fault(row(state="recorded", forced_by="hajara"), user)
        assert fault is not None
        assert fault.code.value == "maker_is_checker"
    assert rules.accept_fault(row(state="recorded", forced_by="hajara"), "musa") is None


def test_settled_when_nothing_is_left() -> None:
    part = rules.settled_by(row(), 60)
    assert (part.left, part.state) == (40, "accepted")
    whole = rules.settled_by(part, 40)
    assert (whole.left, whole.state) == (0, "settled")


@pytest.mark.parametrize(
    ("fields", "amount", "within", "rest", "state"),
    [
        ({"settled": 100, "state": "settled"}, -40, False, 60, "accepted"),
        ({"settled": 60}, -80, False, -20, "accepted"),
        ({"settled": 60}, 0, False, 60, "accepted"),
        ({"settled": 60}, 50, False, 110, "recorded"),
        ({}, -40, False, -40, "accepted"),
        ({}, -101, False, -101, "recorded"),
        ({"amount": -3}, -9, True, -9, "accepted"),
        ({"amount": -3}, -5_000, False, -5_000, "recorded"),
        ({"amount": 0, "state": "settled"}, 70, False, 70, "recorded"),
        ({"amount": 100, "settled": 100, "state": "settled"}, 0, False, -100, "accepted"),
        ({"state": "recorded"}, -40, True, -40, "recorded"),
        ({"state": "recorded"}, 0, True, 0, "settled"),
    ],
)
def test_a_late_entry_leaves_what_was_settled_and_needs_a_word_for_what_nobody_saw(
    fields: dict[str, object], amount: int, within: bool, rest: int, state: str
) -> None:
    after = rules.relearnt(row(**fields), amount, within)
    assert (after.amount, after.rest, after.left, after.state) == (amount, rest, abs(rest), state)
    again = rules.relearnt(after, row(**fields).amount, within)
    assert again.rest == row(**fields).rest, "what one entry moved, its opposite moves back"


def test_what_was_paid_back_for_nothing_can_go_back() -> None:
    paid = rules.relearnt(row(settled=60), 0, within=False)
    assert rules.settle_fault(paid, 60, "GHS", short=False) is None
    assert rules.settle_fault(paid, 60, "GHS", short=True) is not None
    done = rules.settled_by(paid, 60)
    assert (done.rest, done.state) == (0, "settled")
    over = rules.relearnt(row(settled=60), -40, within=False)
    assert (over.rest, over.turned, rules.settled_by(over, 20).rest) == (20, True, 0)


def test_a_persons_sums_follow_every_change() -> None:
    held = OverShortRow(id="k", person="p", branch="b", currency="GHS", over=5, short=10, count=2)
    assert rules.with_change(rules.sums_of(held), None, -3) == (5, 13, 3)
    assert rules.with_change((5, 13, 3), -3, 4) == (9, 10, 3)
    assert rules.with_change((9, 10, 3), 4, 0) == (5, 10, 3)
