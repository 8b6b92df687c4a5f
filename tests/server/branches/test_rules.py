"""The rules of a branch's day, by themselves."""

import pytest

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


def test_a_nudge_has_to_be_waited_out() -> None:
    assert rules.nudge_fault("", "2026-11-24T09:50:00.000Z") is None
    assert rules.nudge_fault("2026-11-24T09:50:00.000Z", "2026-11-24T09:50:00.000Z") is None
    assert rules.nudge_fault("2026-11-24T09:50:00.001Z", "2026-11-24T09:50:00.000Z") is not None
