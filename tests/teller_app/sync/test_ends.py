import pytest

from contract.errors import ErrorCode, Problem
from teller_app.sync.ends import End, Ended, ended_by
from teller_app.sync.outcomes import Declined, Failed, Offline, ServerFault, SignedOut


@pytest.mark.parametrize(
    ("failed", "end"),
    [
        (Offline(), End.LOST),
        (ServerFault(502), End.LOST),
        (SignedOut("not_signed_in"), End.SIGNED_OUT),
        (Declined(Problem(code=ErrorCode.TOKEN_EXPIRED)), End.RENEW),
        (Declined(Problem(code=ErrorCode.CLIENT_TOO_OLD)), End.TOO_OLD),
        (Declined(Problem(code=ErrorCode.EPOCH_CHANGED)), End.NEW_EPOCH),
        (Declined(Problem(code=ErrorCode.DEVICE_UNKNOWN)), End.SIGNED_OUT),
    ],
)
def test_what_a_failure_means_for_the_line(failed: Failed, end: End) -> None:
    assert ended_by(failed).end is end


def test_the_servers_wish_to_wait_is_kept() -> None:
    busy = Declined(Problem(code=ErrorCode.SLOW_DOWN, retry_after_s=7))
    assert ended_by(busy) == Ended(End.LOST, "slow_down", 7)
