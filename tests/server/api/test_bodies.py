import asyncio
from typing import Any

import msgspec
import pytest
from starlette.types import Receive

from contract.errors import ContractError, ErrorCode
from contract.staff import SignIn
from server.api.bodies import decoded, demand_single, read_body


def request(parts: list[bytes], length: str = "") -> tuple[list[tuple[bytes, bytes]], Receive]:
    left = list(parts)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return [(b"content-length", length.encode())] if length else [], receive


def test_a_body_in_parts_is_put_together() -> None:
    assert asyncio.run(read_body(*request([b"ab", b"cd", b""]), bytes_max=4)) == b"abcd"


@pytest.mark.parametrize(
    ("parts", "length"), [([b"abcde"], ""), ([b"abc", b"de", b"never read"], ""), ([b""], "5"), ([b""], "9" * 30)]
)
def test_a_body_over_the_bound_is_not_read_to_its_end(parts: list[bytes], length: str) -> None:
    with pytest.raises(ContractError) as refused:
        asyncio.run(read_body(*request(parts, length), bytes_max=4))
    assert refused.value.code is ErrorCode.TOO_LARGE


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", ErrorCode.MALFORMED),
        (b"\xff\xfe", ErrorCode.MALFORMED),
        (b'{"username":"a"}', ErrorCode.MALFORMED),
        (b'{"username":"a","password":"b","device":"x","more":1}', ErrorCode.MALFORMED),
        (b'{"more":1}', ErrorCode.UNKNOWN_FIELD),
    ],
)
def test_what_does_not_decode_has_a_code(raw: bytes, code: ErrorCode) -> None:
    with pytest.raises(ContractError) as refused:
        decoded(msgspec.json.Decoder(SignIn), raw)
    assert refused.value.code is code


@pytest.mark.parametrize("raw", [rb'["a\u0000b"]', rb'["\\\u0000"]', rb'["\u0000"]'])
def test_a_text_without_a_reading_on_every_database_is_refused(raw: bytes) -> None:
    with pytest.raises(ContractError) as refused:
        decoded(msgspec.json.Decoder(list[str]), raw)
    assert refused.value.code is ErrorCode.MALFORMED


def test_a_backslash_before_it_is_only_a_backslash() -> None:
    assert decoded(msgspec.json.Decoder(list[str]), rb'["\\u0000"]') == [r"\u0000"]


def test_a_key_that_is_said_twice_is_refused_wherever_it_stands() -> None:
    demand_single(b'{"a":{"b":1},"c":[{"b":1},{"b":2}]}')
    for raw in (b'{"a":1,"a":2}', b'{"c":[{"b":1,"b":1}]}'):
        with pytest.raises(ContractError):
            demand_single(raw)
