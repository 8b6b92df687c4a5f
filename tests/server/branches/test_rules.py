"""The rules of a branch's day, by themselves."""

from datetime import date

import msgspec
import pytest

from contract.branches import Broken, DayFigures
from server.branches import rules


@pytest.mark.parametrize(
    ("drawers", "moves", "vaults", "reason", "code"),
    [
        ([], [], [], "", ""),
        (["04"], [], [], "by force", "drawers_still_open"),
        ([], ["VT-1"], [], "by force", "move_pending"),
        ([], [], ["GHS"], "", "vault_not_counted"),
        ([], [], ["GHS"], "  ", "vault_not_counted"),
        ([], [], ["GHS"], "by force", ""),
    ],
)
def test_what_blocks_a_close(drawers: list[str], moves: list[str], vaults: list[str], reason: str, code: str) -> None:
    fault = rules.close_fault(drawers, moves, vaults, reason)
    assert (fault.code.value if fault else "") == code


@pytest.mark.parametrize(
    ("wanted", "last", "code"),
    [
        ("2026-11-24", "", ""),
        ("2029-11-26", "", ""),
        ("2029-11-27", "", "date_too_far"),
        ("2062-11-24", "", "date_too_far"),
        ("2019-01-02", "2019-01-01", ""),
        ("2026-12-01", "2019-01-01", ""),
        ("2026-12-02", "2019-01-01", "date_too_far"),
        ("2026-12-06", "2026-11-29", ""),
        ("2026-12-07", "2026-11-29", "date_too_far"),
        ("9999-12-31", "9999-12-30", ""),
        ("2026-11-24", "2026-11-24", "date_not_after"),
        ("2026-11-39", "2026-11-24", "date_unknown"),
    ],
)
def test_a_day_lies_after_the_last_and_not_far_after_it_or_today(wanted: str, last: str, code: str) -> None:
    fault = rules.date_fault(wanted, last, date(2026, 11, 24))
    assert (fault.code.value if fault else "") == code


def test_a_nudge_has_to_be_waited_out() -> None:
    assert rules.nudge_fault("", "2026-11-24T09:50:00.000Z") is None
    assert rules.nudge_fault("2026-11-24T09:50:00.000Z", "2026-11-24T09:50:00.000Z") is None
    assert rules.nudge_fault("2026-11-24T09:50:00.001Z", "2026-11-24T09:50:00.000Z") is not None


def test_a_day_that_does_not_tie_asks_for_its_reason() -> None:
    ties = DayFigures(branch="b", business_date="2026-11-24", currency="GHS", drawers=(), vault=5, transit=0, cash=5, ledger=5,
                      over_short=0, postings=0, cash_in=0, cash_out=0)  # fmt: skip
    broken = msgspec.structs.replace(ties, broken=(Broken("1010", "drawer:d", 5, 5),))
    assert rules.tie_fault((ties,), "") is None
    for off in (msgspec.structs.replace(ties, ledger=4), broken):
        fault = rules.tie_fault((ties, off), " ")
        assert fault is not None
        assert fault.code == "day_not_tied"
        assert rules.tie_fault((ties, off), "said to the auditor") is None
