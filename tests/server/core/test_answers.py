"""What is stored of an outcome gives the same answer again."""

import pytest

from contract.approvals import Decided, Requested, RequestState, Why
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting
from contract.ids import new_id
from contract.permissions import Role
from server.core import answers

ASKED = Requested(
    request=new_id(), role=Role.MANAGER, reasons=(Why(code="over_limit", figure=2, bound=1),), expires_at="x"
)
OUTCOMES = (
    None,
    Rejected(code=ErrorCode.PIECES_SHORT, params={"faces": "200c"}),
    Decided(request=new_id(), state=RequestState.USED),
    ASKED,
)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_stored_and_restored(outcome: object) -> None:
    word, text = answers.store(outcome)  # type: ignore[arg-type]
    assert answers.restore(7, word, text) == answers.answer(7, outcome)  # type: ignore[arg-type]


def test_awaiting_answers_with_the_state_of_now() -> None:
    word, text = answers.store(ASKED)
    again = answers.restore(7, word, text, RequestState.DECLINED)
    assert isinstance(again, Awaiting)
    assert again.state is RequestState.DECLINED
