"""From a handler's outcome to a stored result and back to the answer a caller gets."""

from typing import Any, cast

import msgspec

from contract.approvals import Requested, RequestState
from contract.errors import Rejected
from contract.feed import AnyOutcome, AnyResult, Awaiting, Executed, Refused
from server.core.registry import Outcome

_encode = msgspec.json.Encoder().encode
_result = msgspec.json.Decoder(AnyResult | None)
_rejected = msgspec.json.Decoder(Rejected)


def store(outcome: Outcome) -> tuple[str, str]:
    """(outcome word, result JSON) for the journal row."""
    if isinstance(outcome, Rejected):
        return "refused", _encode(outcome).decode()
    if isinstance(outcome, Requested):
        return "awaiting", _encode(outcome).decode()
    return "executed", _encode(outcome).decode()


def answer(seq: int, outcome: Outcome) -> AnyOutcome:
    """The answer to a command that was just decided."""
    if isinstance(outcome, Rejected):
        return Refused(seq=seq, problem=outcome)
    if isinstance(outcome, Requested):
        return Awaiting(seq=seq, result=outcome)
    return Executed(seq=seq, result=cast(AnyResult | None, outcome))


def restore(seq: int, word: str, result: str, state: RequestState | None = None) -> AnyOutcome:
    """The stored answer. For an awaiting one ``state`` is the request's state of now."""
    if word == "refused":
        return Refused(seq=seq, problem=_rejected.decode(result))
    stored: Any = _result.decode(result)
    if word == "awaiting":
        return Awaiting(seq=seq, result=stored, state=state or RequestState.AWAITING)
    return Executed(seq=seq, result=stored)
