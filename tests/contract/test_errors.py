import msgspec
import pytest

from contract.errors import ContractError, ErrorCode, Problem, Rejected, Retry, retry_of


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_says_whether_a_retry_helps(code: ErrorCode) -> None:
    assert retry_of(code) in Retry
    assert code.value == code.name.lower()


def test_what_the_outbox_may_send_again_is_exactly_this() -> None:
    """Adding a code here lets a client resend by itself: it must be safe to."""
    later = {code for code in ErrorCode if retry_of(code) is Retry.LATER}
    assert later == {
        ErrorCode.BUSY,
        ErrorCode.STOPPING,
        ErrorCode.STORAGE_FULL,
        ErrorCode.SLOW_DOWN,
        ErrorCode.INTERNAL,
    }


def test_what_a_new_sign_in_mends() -> None:
    assert {code for code in ErrorCode if retry_of(code) is Retry.SIGN_IN} == {
        ErrorCode.NOT_SIGNED_IN,
        ErrorCode.TOKEN_EXPIRED,
    }


@pytest.mark.parametrize(
    "value",
    [
        Problem(code=ErrorCode.SLOW_DOWN, params={"n": 3}, request_id="r-1", retry_after_s=30),
        Rejected(code=ErrorCode.INSUFFICIENT_FUNDS, params={"available": 1200, "currency": "GHS"}),
    ],
    ids=["problem", "rejected"],
)
def test_refusals_pass_the_wire(value: Problem | Rejected) -> None:
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


def test_a_code_that_is_not_ours_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"code":"oops"}', type=Problem)


def test_a_contract_error_carries_its_code() -> None:
    error = ContractError(ErrorCode.MALFORMED, detail="x")
    assert (error.code, error.params, str(error)) == (ErrorCode.MALFORMED, {"detail": "x"}, "malformed")
