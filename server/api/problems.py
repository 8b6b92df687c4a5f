"""The only place where an exception becomes a status. What nobody expected is 500 with a request id and nothing else."""

from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from contract.errors import ContractError, ErrorCode, Problem
from server.core.troubles import turned_away
from server.staff.denied import Denied
from server.staff.strict_jws import TokenRefused

STATUS: dict[ErrorCode, int] = {
    ErrorCode.MALFORMED: 400,
    ErrorCode.UNKNOWN_KIND: 400,
    ErrorCode.UNKNOWN_FIELD: 400,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.TOO_MANY: 413,
    ErrorCode.CLIENT_TOO_OLD: 426,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.NOT_SIGNED_IN: 401,
    ErrorCode.BAD_CREDENTIALS: 401,
    ErrorCode.TOKEN_EXPIRED: 401,
    ErrorCode.BAD_PROOF: 401,
    ErrorCode.SLOW_DOWN: 429,
    ErrorCode.DEVICE_UNKNOWN: 403,
    ErrorCode.BAD_SIGNATURE: 403,
    ErrorCode.NOT_PERMITTED: 403,
    ErrorCode.WRONG_BRANCH: 403,
    ErrorCode.MAKER_DISABLED: 403,
    ErrorCode.NOT_YOURS: 403,
    ErrorCode.LOCKED: 403,
    ErrorCode.PASSWORD_DUE: 403,
    ErrorCode.CODE_NEEDED: 403,
    ErrorCode.SECOND_NEEDED: 403,
    ErrorCode.CODE_WRONG: 403,
    ErrorCode.CODE_OVER: 403,
    ErrorCode.NO_WAY_FOR_CODE: 403,
    ErrorCode.BUSY: 503,
    ErrorCode.STOPPING: 503,
    ErrorCode.STORAGE_FULL: 503,
    ErrorCode.INTERNAL: 500,
}
"""Every other code is a conflict with what is there: 409. 422 is kept for refusals that have a receipt."""
RETRY_AFTER_S = {ErrorCode.BUSY: 1, ErrorCode.STOPPING: 2, ErrorCode.STORAGE_FULL: 5}
_CHALLENGE = {
    ErrorCode.TOKEN_EXPIRED: 'DPoP error="invalid_token"',
    ErrorCode.NOT_SIGNED_IN: 'DPoP error="invalid_token"',
    ErrorCode.BAD_PROOF: 'DPoP error="invalid_dpop_proof", algs="ES256"',
}
_encode = msgspec.json.Encoder().encode


def status_of(code: ErrorCode) -> int:
    """The HTTP status of a code."""
    return STATUS.get(code, 409)


def problem_of(error: Exception) -> Problem:
    """What the caller is told."""
    if isinstance(error, Denied):
        return Problem(code=error.code, params=error.params, retry_after_s=error.retry_after_s)
    if isinstance(error, ContractError):
        return Problem(code=error.code, params=error.params)
    if isinstance(error, TokenRefused):
        return Problem(code=ErrorCode.BAD_PROOF)
    if (code := turned_away(error)) is not None:
        return Problem(code=code)
    if isinstance(error, HTTPException):
        return Problem(code=ErrorCode.NOT_FOUND if error.status_code in (404, 405) else ErrorCode.MALFORMED)
    return Problem(code=ErrorCode.INTERNAL)


def response_of(problem: Problem, request_id: str) -> Response:
    """The problem as an answer. Whoever is told to come back is told when."""
    retry_after_s = problem.retry_after_s or RETRY_AFTER_S.get(problem.code, 0)
    problem = msgspec.structs.replace(problem, request_id=request_id, retry_after_s=retry_after_s)
    body = _encode(problem)
    headers: dict[str, Any] = {}
    if problem.retry_after_s:
        headers["retry-after"] = str(problem.retry_after_s)
    if problem.code in _CHALLENGE:
        headers["www-authenticate"] = _CHALLENGE[problem.code]
    if problem.code in (ErrorCode.TOO_LARGE, ErrorCode.MALFORMED):
        # The rest of the body may not have been read (it was too much, or too slow), so the connection is not used again.
        headers["connection"] = "close"
    return Response(body, status_of(problem.code), headers, "application/json")
