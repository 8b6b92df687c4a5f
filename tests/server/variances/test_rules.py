"""The life of a variance, by itself."""

import pytest

from contract.variances import VarianceState
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


def test_what_has_something_left_again_is_accepted_still() -> None:
    assert rules.state_after("settled", -100, 60) is VarianceState.ACCEPTED
    assert rules.state_after("accepted", -100, 100) is VarianceState.SETTLED
    assert rules.state_after("recorded", -100, 0) is VarianceState.RECORDED
    assert rules.state_after("recorded", 0, 0) is VarianceState.SETTLED


def test_a_persons_sums_follow_every_change() -> None:
    held = OverShortRow(id="k", person="p", branch="b", currency="GHS", over=5, short=10, count=2)
    assert rules.with_change(rules.sums_of(held), None, -3) == (5, 13, 3)
    assert rules.with_change((5, 13, 3), -3, 4) == (9, 10, 3)
    assert rules.with_change((9, 10, 3), 4, 0) == (5, 10, 3)
