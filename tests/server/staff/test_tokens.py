"""Access tokens: the published attacks with the bank's verifier, then the bank's own tokens."""

import base64
import json
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jws
from joserfc.jwk import ECKey, JWKRegistry

from server.core.ring import Ring
from server.staff.strict_jws import TokenRefused
from server.staff.tokens import TYP, AccessTokens, Policy, Verifier
from teller_app.sync.keys import b64url
from tests.support.cases import files, named

FILES = files("jwt_attacks")
ATTACKS = [pytest.param(file, case, id=named(word, case)) for word, file in FILES.items() for case in file["cases"]]


def attack_token(file: dict[str, Any], case: dict[str, Any]) -> str:
    """The case's token, or the one its recipe describes: good claims with a pad, properly signed."""
    recipe = case["inputs"].get("token_recipe") or ""
    if case["inputs"].get("token") or not recipe:
        return str(case["inputs"].get("token") or "")
    pad = "A" * max(map(int, re.findall(r"\d+", recipe.replace(",", ""))))
    good = next(item for item in file["cases"] if item["expected"]["accept"])["inputs"]["token"].split(".")
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in good[:2])
    key = attack_keys(file)[header["kid"]]
    return jws.serialize_compact(header, json.dumps(claims | {"pad": pad}), key, algorithms=[header["alg"]])


def attack_keys(file: dict[str, Any]) -> dict[str, Any]:
    """The verifier's own."""
    return {kid: JWKRegistry.import_key(jwk) for kid, jwk in file["verifier"]["keys"].items()}


@pytest.mark.parametrize(("file", "case"), ATTACKS)
def test_published_attacks(file: dict[str, Any], case: dict[str, Any]) -> None:
    said, token = file["verifier"], attack_token(file, case)
    leeway, now = said["leeway_seconds"], case["inputs"]["now_unix"]
    bounds = (said["max_lifetime_seconds"], leeway, said["max_token_bytes"])
    policies = [
        Policy(said["issuer"], said["audience"], *bounds, algorithm, said.get("required_typ_header", TYP), leeway)
        for algorithm in said["allowed_algs"]
    ]
    accepted = any(holds(Verifier(attack_keys(file), policy), token, now) for policy in policies)
    assert accepted == case["expected"]["accept"], case["expected"]["reason"]


def holds(verifier: Verifier, token: str, now: float) -> bool:
    try:
        verifier.claims(token, now)
    except TokenRefused:
        return False
    return True


NOW = 1_770_000_000.0


@pytest.fixture(scope="module")
def tokens() -> AccessTokens:
    return AccessTokens(Ring(ECKey.generate_key("P-256")))


def test_a_token_says_who_where_and_how_long(tokens: AccessTokens) -> None:
    token, lives_s = tokens.issue("user", "device", "thumb", "family", NOW, NOW + 9_999)
    access = tokens.read(token, NOW + 1)
    assert (access.user, access.device, access.jkt, access.family) == ("user", "device", "thumb", "family")
    assert (lives_s, access.expires_at) == (600, NOW + 600)
    assert tokens.read(token, NOW + 599) is access, "remembered until it expires"
    with pytest.raises(TokenRefused) as refused:
        tokens.read(token, NOW + 600)
    assert refused.value.why == "exp"


def test_a_token_never_outlives_the_shift(tokens: AccessTokens) -> None:
    _, lives_s = tokens.issue("user", "device", "thumb", "family", NOW, NOW + 30)
    assert lives_s == 30


def test_another_bank_s_token_is_worthless(tokens: AccessTokens) -> None:
    other = AccessTokens(Ring(ECKey.generate_key("P-256")))
    token, _ = other.issue("user", "device", "thumb", "family", NOW, NOW + 600)
    with pytest.raises(TokenRefused) as refused:
        tokens.read(token, NOW)
    assert refused.value.why == "kid"


def test_a_token_that_is_bound_to_no_key_is_worthless() -> None:
    key = ECKey.generate_key("P-256")
    claims = {"iss": "coastal-teller", "aud": "coastal-teller-api", "sub": "u", "jti": "j", "iat": NOW, "exp": NOW + 9}
    header = {"alg": "ES256", "typ": "at+jwt", "kid": key.thumbprint()}
    token = jws.serialize_compact(header, json.dumps(claims), key, algorithms=["ES256"])
    with pytest.raises(TokenRefused) as refused:
        AccessTokens(Ring(key)).read(token, NOW)
    assert refused.value.why == "cnf"


def test_no_sign_of_a_token_can_be_another(tokens: AccessTokens) -> None:
    token, _ = tokens.issue("user", "device", "thumb", "family", NOW, NOW + 600)
    for at, sign in enumerate(token):
        other = {"A": "B"}.get(sign, "A") if sign != "." else "A"
        with pytest.raises(TokenRefused):
            tokens.read(token[:at] + other + token[at + 1 :], NOW)
    for more in (
        token + "=",
        token + ".",
        "." + token,
        token + "\n",
        " " + token,
        token.upper(),
        token + "A",
        token * 2,
    ):
        with pytest.raises(TokenRefused):
            tokens.read(more, NOW)


@pytest.mark.parametrize("header", [
    {"alg": "ES256", "typ": "AT+JWT"}, {"alg": "ES256", "typ": "application/at+jwt"}, {"alg": "ES384", "typ": "at+jwt"},
    {"alg": "ES256K", "typ": "at+jwt"}, {"alg": "EdDSA", "typ": "at+jwt"}, {"alg": "ES256 ", "typ": "at+jwt"},
    {"alg": "ES256", "typ": "at+jwt", "cty": "JWT"}, {"alg": "ES256", "typ": "at+jwt", "epk": {}},
    {"alg": "ES256", "typ": "at+jwt", "p2c": 10**9}, {"alg": "dir", "typ": "at+jwt", "enc": "A128GCM"},
    {"alg": "ES256", "typ": "dpop+jwt"}, {"alg": "ES256", "typ": "coastal-seal+jwt"},
])  # fmt: skip
@pytest.mark.parametrize("kid", [None, "", "\u212a", "../signing.pem", "signing.pem", 0, {}, True])
def test_headers_of_our_own_key_that_are_not_ours(header: dict[str, object], kid: object) -> None:
    """Signed with the bank's very key, as a confused part of the bank itself would: still no access token."""
    key = ECKey.generate_key("P-256")
    said = {**header, "kid": key.thumbprint() if kid is None else kid}
    body = ".".join(b64url(json.dumps(part).encode()) for part in (said, {"iss": "coastal-teller"}))
    der = key.private_key.sign(body.encode(), ECDSA(SHA256()))
    token = f"{body}.{b64url(b''.join(number.to_bytes(32) for number in decode_dss_signature(der)))}"
    with pytest.raises(TokenRefused) as refused:
        AccessTokens(Ring(key)).read(token, NOW)
    assert refused.value.why in {"members", "alg", "typ", "kid"}
