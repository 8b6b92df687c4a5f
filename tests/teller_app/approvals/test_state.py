"""What follows from the state alone: who may do what with the chosen request, and when words are needed."""

from dataclasses import replace

import msgspec
import pytest

from contract.approvals import RequestState
from teller_app.approvals.state import ApprovalsState
from teller_app.manifest import Line
from tests.teller_app.approvals.desk import DECLINED, INSIGHT, delegation, request
from tests.teller_app.kit import EFUA_ID, KWESI_ID

ONE = ApprovalsState(line=Line("online"), requests=(request(),), user=KWESI_ID, may_decide=True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"requests": ()}, "none"),
        ({"user": EFUA_ID}, "own"),
        ({"may_decide": False}, "right"),
        ({"requests": (DECLINED,)}, "decided"),
        ({"line": Line("offline")}, "offline"),
    ],
)
def test_why_not_decided(changes: dict[str, object], why: str) -> None:
    assert replace(ONE, **changes).why_not_decided == why


def test_a_no_always_needs_words_a_yes_where_less_is_approved_or_the_score_is_high() -> None:
    assert (ONE.why_not_declined, ONE.why_not_approved) == ("reason", "")
    high = replace(ONE, insights={request().request: INSIGHT})
    low = replace(ONE, insights={request().request: msgspec.structs.replace(INSIGHT, level="low")})
    less = replace(ONE, less=100)
    assert [state.why_not_approved for state in (high, low, less)] == ["reason", "", "reason"]
    assert replace(high, reason="called him").why_not_approved == ""


def test_the_maker_takes_back_what_waits_and_what_was_not_paid() -> None:
    mine = replace(ONE, user=EFUA_ID)
    permit = replace(mine, requests=(request(state=RequestState.APPROVED),))
    used = replace(mine, requests=(request(state=RequestState.USED),))
    assert [state.can_withdraw for state in (ONE, mine, permit, used)] == [False, True, True, False]


def test_who_may_say_something() -> None:
    assert ONE.can_say
    assert replace(ONE, user=EFUA_ID, may_decide=False).can_say
    assert not replace(ONE, may_decide=False).can_say
    assert not replace(ONE, line=Line("offline")).can_say


def test_ones_own_delegation() -> None:
    lent = replace(ONE, lent=(delegation(),))
    assert lent.my_delegation == delegation()
    assert replace(lent, user=EFUA_ID).my_delegation is None


def test_less_can_be_approved_of_cash_and_of_a_loan_that_is_applied_for() -> None:
    for kind, permit, less in (
        ("withdraw", True, True),
        ("apply_for_loan", False, True),
        ("disburse_loan", False, False),
    ):
        state = ApprovalsState(requests=(request(kind=kind, is_permit=permit),))
        assert state.can_lessen is less
    assert not ApprovalsState().can_lessen
