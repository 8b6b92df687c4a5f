"""Reading a request's body within a bound, and decoding it strictly."""

import asyncio

import msgspec
from starlette.requests import Request

from contract.errors import ContractError, ErrorCode

BODY_S = 20.0


async def read_body(request: Request, bytes_max: int) -> bytes:
    """The whole body. Raises ContractError(too_large) as soon as it is known to be larger."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:12]) > bytes_max:
        raise ContractError(ErrorCode.TOO_LARGE, bytes_max=bytes_max)
    try:
        async with asyncio.timeout(BODY_S):
            return await _collect(request, bytes_max)
    except TimeoutError as error:
        raise ContractError(ErrorCode.MALFORMED, detail=f"the body took longer than {BODY_S:.0f} s") from error


async def _collect(request: Request, bytes_max: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > bytes_max:
            raise ContractError(ErrorCode.TOO_LARGE, bytes_max=bytes_max)
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def decoded[T](decoder: msgspec.json.Decoder[T], raw: bytes) -> T:
    """The value. Raises ContractError with malformed or unknown_field."""
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        detail = str(error)[:200]
        code = ErrorCode.UNKNOWN_FIELD if "unknown field" in detail else ErrorCode.MALFORMED
        raise ContractError(code, detail=detail) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ContractError(ErrorCode.MALFORMED, detail=str(error)[:200]) from error
