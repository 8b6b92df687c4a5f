"""Reading a request's body within a bound, decoding it strictly, and writing an answer."""

import asyncio
import json
import re
from collections.abc import Iterable

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive

from contract.base import UNREADABLE
from contract.errors import ContractError, ErrorCode

BODY_S = 20.0
_encode = msgspec.json.Encoder().encode
_NUL = b"u0000"
_WRITTEN_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""Written as an escape, the one way JSON has. PostgreSQL keeps no such text, and nobody types it."""


async def read_body(
    headers: Iterable[tuple[bytes, bytes]], receive: Receive, bytes_max: int, whole: bool = False
) -> bytes:
    """The whole body. Raises ContractError(too_large) as soon as it is known to be larger, ClientDisconnect at its end.

    ``whole``: it is here already, so nobody need be waited for.
    """
    for name, value in headers:
        if name == b"content-length" and value.isdigit() and int(value[:12]) > bytes_max:
            raise ContractError(ErrorCode.TOO_LARGE, bytes_max=bytes_max)
    if whole:
        return await _collect(receive, bytes_max)
    try:
        async with asyncio.timeout(BODY_S):
            return await _collect(receive, bytes_max)
    except TimeoutError as error:
        raise ContractError(ErrorCode.MALFORMED, detail=f"the body took longer than {BODY_S:.0f} s") from error


async def body_of(request: Request, bytes_max: int) -> bytes:
    """The same of a request that came through the framework."""
    return await read_body(request.scope["headers"], request.receive, bytes_max)


def json_answer(value: msgspec.Struct) -> Response:
    """The value as an answer that nobody on the way keeps."""
    return Response(_encode(value), media_type="application/json", headers={"cache-control": "no-store"})


async def _collect(receive: Receive, bytes_max: int) -> bytes:
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        part, more = message.get("body", b""), message.get("more_body", False)
        size += len(part)
        if size > bytes_max:
            raise ContractError(ErrorCode.TOO_LARGE, bytes_max=bytes_max)
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def decoded[T](decoder: msgspec.json.Decoder[T], raw: bytes, parts_follow: bool = False) -> T:
    """The value. Raises ContractError with malformed or unknown_field.

    ``parts_follow``: its parts are decoded one by one afterwards, so that a bad one does not turn the others away.
    """
    if not parts_follow and _NUL in raw and _WRITTEN_NUL.search(raw):
        raise ContractError(ErrorCode.MALFORMED, detail="a NUL character")
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        detail = str(error)[:200]
        code = ErrorCode.UNKNOWN_FIELD if "unknown field" in detail else ErrorCode.MALFORMED
        raise ContractError(code, detail=detail) from error
    except UNREADABLE as error:
        raise ContractError(ErrorCode.MALFORMED, detail=str(error)[:200]) from error


def demand_single(raw: bytes) -> None:
    """Raises ContractError(malformed) where an object says a key twice: one reader takes the first, another the last."""
    json.loads(raw, object_pairs_hook=_single)


def _single(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ContractError(ErrorCode.MALFORMED, detail="a key is there twice")
    return found
