"""Proofs of possession, made by the app's own signer."""

import json
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from server.staff.dpop import WINDOW_S, Proofs, normal_url, thumbprint_of, token_hash
from server.staff.strict_jws import TokenRefused
from teller_app.sync.keys import DeviceSigner

NOW = 1_770_000_000.0
URL = "http://127.0.0.1:8642/v1/me"
SIGNER = DeviceSigner.generate()


def proof(**given: Any) -> str:
    return SIGNER.proof(
        given.get("method", "GET"), given.get("url", URL), given.get("access"), lambda: given.get("now", NOW)
    )


def check(text: str, access: str = "", now: float = NOW) -> str:
    return Proofs().check(text, "GET", URL, now, access).key


def why(text: str, **more: Any) -> str:
    with pytest.raises(TokenRefused) as refused:
        check(text, **more)
    return refused.value.why


def test_a_proof_names_the_device_s_key() -> None:
    assert check(proof()) == SIGNER.thumbprint() == thumbprint_of(SIGNER.public.x, SIGNER.public.y)
    assert check(proof(access="token"), access="token") == SIGNER.thumbprint()
    assert check(proof(url=URL.upper().replace("/V1/ME", "/v1/me") + "?q=1#x")) == SIGNER.thumbprint()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (proof(method="POST"), "htm"),
        (proof(url="http://127.0.0.1:8642/v1/snapshot"), "htu"),
        (proof(url="https://127.0.0.1:8642/v1/me"), "htu"),
        (proof(now=NOW - WINDOW_S - 1), "iat"),
        (proof(now=NOW + WINDOW_S + 1), "iat"),
        ("x" * 3000, "size"),
    ],
)
def test_a_proof_for_something_else_is_none(text: str, reason: str) -> None:
    assert why(text) == reason


def test_a_proof_is_bound_to_its_token() -> None:
    assert why(proof(access="token"), access="another") == "ath"
    assert why(proof(), access="token") == "ath"


def forged(header: dict[str, Any], **claims: Any) -> str:
    key = ECKey.generate_key("P-256")
    jwk = {name: value for name, value in key.as_dict(private=False).items() if name in ("kty", "crv", "x", "y")}
    body = {"htm": "GET", "htu": URL, "iat": NOW, "jti": "12345678"} | claims
    said = {"alg": "ES256", "typ": "dpop+jwt", "jwk": jwk} | header
    return jws.serialize_compact(said, json.dumps(body), key, algorithms=["ES256"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (forged({"typ": "at+jwt"}), "typ"),
        (forged({"jwk": {"kty": "oct", "k": "AAAA"}}), "jwk"),
        (forged({"jwk": ECKey.generate_key("P-256").as_dict(private=True)}), "jwk"),
        (forged({"jwk": {"kty": "EC", "crv": "P-256", "x": SIGNER.public.x, "y": SIGNER.public.y}}), "signature"),
        (forged({"jwk": {"kty": "EC", "crv": "P-256", "x": SIGNER.public.x, "y": SIGNER.public.x}}), "jwk"),
        (forged({}, jti="short"), "jti"),
        (forged({}, iat="now"), "times"),
        (forged({}, htu=7), "htu"),
        (forged({}, jti="\ud800 half a pair"), "json"),
        (forged({}, htu=URL.replace("//", "//teller@")), "htu"),
        (forged({}, htu=URL.replace("/v1/me", "/v1/x/../me")), "htu"),
        (forged({}, htu=URL.replace("me", "%6de")), "htu"),
        (forged({}, htu=URL.replace("8642", "\u0668642")), "htu"),
        (forged({}, htm=["GET"]), "htm"),
        (forged({}, iat=True), "times"),
    ],
)
def test_a_forged_proof_is_refused(text: str, reason: str) -> None:
    assert why(text) in (reason, "signature")


def test_urls_are_compared_as_what_they_mean() -> None:
    assert normal_url("wss://bank.example/v1/feed") == normal_url("https://BANK.example:443/v1/feed?x=1")
    assert normal_url("https://bank.example") == normal_url("https://bank.example/")
    with pytest.raises(TokenRefused):
        normal_url("http://host:99999/")
    assert token_hash("abc") == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
