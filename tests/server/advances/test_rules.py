"""The rules of advances, by themselves."""

import pytest

from contract.advances import AdvanceState
from server.advances import rules
from server.advances.tables import AdvanceRow


def row(**more: object) -> AdvanceRow:
    fields = {"id": "a", "number": "AD-001", "branch": "b", "person": "yaw", "currency": "GHS", "amount": 100, "left": 100,
              "state": "paid", "purpose": "fuel", "due": "2026-11-24", "at": "t", "business_date": "d", **more}  # fmt: skip
    return AdvanceRow(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spent", "back", "papers", "code"),
    [
        (60, 40, 1, ""),
        (0, 100, 0, ""),
        (60, 0, 0, "papers_missing"),
        (61, 40, 1, "advance_amount"),
        (0, 0, 1, "advance_amount"),
    ],
)
def test_what_retires_it(spent: int, back: int, papers: int, code: str) -> None:
    fault = rules.retire_fault(row(), spent, back, papers)
    assert (fault.code.value if fault else "") == code


def test_who_takes_a_step() -> None:
    assert rules.step_fault(row(), "b", "efua", AdvanceState.PAID) is None
    for found, branch, user, code in (
        (None, "b", "efua", "advance_unknown"),
        (row(), "c", "efua", "advance_unknown"),
        (row(state="retired"), "b", "efua", "advance_state"),
        (row(), "b", "yaw", "same_person"),
    ):
        fault = rules.step_fault(found, branch, user, AdvanceState.PAID)
        assert fault is not None
        assert fault.code.value == code


def test_overdue_the_day_after_and_once_a_day() -> None:
    assert not rules.overdue(row(), "2026-11-24")
    assert rules.overdue(row(), "2026-11-25")
    assert not rules.overdue(row(reminded_on="2026-11-25"), "2026-11-25")
    assert not rules.overdue(row(state="retired"), "2026-11-25")
