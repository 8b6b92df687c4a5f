from contract.errors import ErrorCode
from server.staff.rules import reach_fault, self_fault


def test_a_branch_s_own_hand_reaches_its_branch_only() -> None:
    assert reach_fault(False, "makola", "makola", "makola") is None
    assert reach_fault(True, "makola", "osu") is None
    refused = reach_fault(False, "makola", "makola", "osu")
    assert refused is not None
    assert refused.code is ErrorCode.WRONG_BRANCH


def test_nobody_is_their_own_administrator() -> None:
    assert self_fault("yaa", "efua") is None
    assert self_fault("yaa", "yaa") is not None
