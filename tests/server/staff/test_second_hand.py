from types import SimpleNamespace
from typing import Any

from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.permissions import Role
from server.staff.second_hand import branch_fault, second_hand


def ctx(user: str) -> Any:
    return SimpleNamespace(actor=SimpleNamespace(user=user), get=lambda store, key: key == "makola" or None)


def test_people_ask_a_manager_of_the_branch_and_the_bank_s_own_hand_asks_nobody() -> None:
    weighed: Any = second_hand(ctx("yaa"), None, "osu")
    assert (weighed.role, weighed.branch, [why.code for why in weighed.reasons]) == (
        Role.MANAGER,
        "osu",
        ["staff_change"],
    )
    assert second_hand(ctx(SYSTEM_USER), None) is None


def test_what_the_rules_refuse_is_refused_first() -> None:
    fault = Rejected(code=ErrorCode.USER_UNKNOWN)
    assert second_hand(ctx("yaa"), fault) is fault
    assert branch_fault(ctx("yaa"), "makola") is None
    assert branch_fault(ctx("yaa"), "nowhere") == Rejected(code=ErrorCode.BRANCH_UNKNOWN)
