"""Tokens that must not be read, each refused before its signature is looked at."""

import base64
import json

import pytest

from server.staff.strict_jws import TokenRefused, check_header, moment, split, strict_object


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def token(header: bytes = b'{"alg":"ES256"}', payload: bytes = b"{}", signature: str = "AAAA") -> str:
    return f"{b64(header)}.{b64(payload)}.{signature}"


def why(text: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        split(text, 500)
    return refused.value.why


def test_a_well_formed_token_comes_apart() -> None:
    assert split(token(), 500) == ({"alg": "ES256"}, b"{}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (token(payload=b"x" * 500), "size"),
        ("a.b", "shape"),
        ("a.b.c.d", "shape"),
        (token(signature=""), "shape"),
        (token(signature="AAA="), "base64"),
        (token(signature="AB"), "base64"),
        (token() + " ", "base64"),
        (token(header=b'{"alg":"none","alg":"ES256"}'), "json"),
        (token(header='{"alg":"ES256"}'.encode("utf-16")), "json"),
        (token(header=b'["ES256"]'), "json"),
    ],
)
def test_what_is_ill_formed_is_refused(text: str, reason: str) -> None:
    assert why(text) == reason


@pytest.mark.parametrize("extra", ["jku", "x5u", "jwk", "crit", "zip", "b64", "cty"])
def test_a_header_member_that_was_not_agreed_is_refused(extra: str) -> None:
    with pytest.raises(TokenRefused):
        check_header({"alg": "ES256", "typ": "at+jwt", extra: []}, "at+jwt", "ES256", frozenset({"alg", "typ"}))


@pytest.mark.parametrize(
    "text",
    ["NaN", "Infinity", '{"a":NaN}', "[" * 100_000, r'{"jti":"\ud800"}', r'{"\udfff":1}', r'{"a":["\udc00\ud800"]}'],
)
def test_only_plain_json_objects(text: str) -> None:
    with pytest.raises(TokenRefused):
        strict_object(text.encode())


@pytest.mark.parametrize("value", [None, "1", True, -1, 1 << 50, float("inf"), [1]])
def test_a_time_is_a_number_that_calendars_know(value: object) -> None:
    with pytest.raises(TokenRefused):
        moment(value)
    assert moment(json.loads("1767225600.5")) == 1767225600.5
