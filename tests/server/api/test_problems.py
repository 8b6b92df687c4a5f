import pytest
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from contract.errors import ContractError, ErrorCode, Problem
from server.api.problems import problem_of, response_of, status_of
from server.staff.denied import Denied
from server.staff.strict_jws import TokenRefused


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_status_and_none_looks_like_an_answer(code: ErrorCode) -> None:
    assert 400 <= status_of(code) < 600
    assert status_of(code) != 422, "422 is a refusal with a receipt"


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (Denied(ErrorCode.SLOW_DOWN, retry_after_s=7), ErrorCode.SLOW_DOWN, 429),
        (ContractError(ErrorCode.TOO_LARGE), ErrorCode.TOO_LARGE, 413),
        (TokenRefused("iat"), ErrorCode.BAD_PROOF, 401),
        (HTTPException(404), ErrorCode.NOT_FOUND, 404),
        (OperationalError("", {}, Exception("database or disk is full")), ErrorCode.STORAGE_FULL, 503),
        (RuntimeError("the password is swordfish"), ErrorCode.INTERNAL, 500),
    ],
)
def test_an_exception_becomes_a_code(error: Exception, code: ErrorCode, status: int) -> None:
    answer = response_of(problem_of(error), "request-1")
    assert (problem_of(error).code, answer.status_code) == (code, status)
    assert b"swordfish" not in answer.body


def test_the_caller_is_told_when_to_come_back_and_what_to_show() -> None:
    slow = response_of(Problem(code=ErrorCode.SLOW_DOWN, retry_after_s=7), "r")
    assert slow.headers["retry-after"] == "7"
    expired = response_of(Problem(code=ErrorCode.TOKEN_EXPIRED), "r")
    assert expired.headers["www-authenticate"].startswith("DPoP ")
