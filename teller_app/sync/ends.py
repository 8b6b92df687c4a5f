"""Why a conversation with the server ended, and what that means for the next try."""

from enum import StrEnum

import msgspec

from contract.errors import ErrorCode
from teller_app.sync.outcomes import Declined, Failed, SignedOut


class End(StrEnum):
    """lost: wait and try again; renew: try at once with a fresh token; the rest as they say."""

    LOST = "lost"
    RENEW = "renew"
    RESYNC = "resync"
    NEW_EPOCH = "new_epoch"
    PAST_CHANGED = "past_changed"
    SIGNED_OUT = "signed_out"
    TOO_OLD = "too_old"


class Ended(msgspec.Struct, frozen=True):
    """``code`` is the server's or our own code, for the log and for words; ``retry_after_s`` the server's wish."""

    end: End
    code: str = ""
    retry_after_s: int = 0


def ended_by(failed: Failed) -> Ended:
    """What a failed request means for the conversation."""
    if isinstance(failed, SignedOut):
        return Ended(End.SIGNED_OUT, failed.code)
    if isinstance(failed, Declined):
        return ended_by_code(failed.problem.code, failed.problem.retry_after_s)
    return Ended(End.LOST, failed.code)


def ended_by_code(code: ErrorCode, retry_after_s: int = 0) -> Ended:
    """What a problem's code means for the conversation."""
    if code is ErrorCode.CLIENT_TOO_OLD:
        return Ended(End.TOO_OLD, code.value)
    if code is ErrorCode.TOKEN_EXPIRED:
        return Ended(End.RENEW, code.value)
    # A revoked workstation is told like a session that is over: taken for a lost line it would go on offline.
    if code in (ErrorCode.NOT_SIGNED_IN, ErrorCode.BAD_CREDENTIALS, ErrorCode.DEVICE_UNKNOWN):
        return Ended(End.SIGNED_OUT, code.value)
    if code is ErrorCode.EPOCH_CHANGED:
        return Ended(End.NEW_EPOCH, code.value)
    return Ended(End.LOST, code.value, retry_after_s)
