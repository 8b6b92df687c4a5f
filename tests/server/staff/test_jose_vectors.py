"""The published examples of RFC 7515, 7519, 7638, 8037 and 9449 through our wrapper and the library under it."""

import hashlib
from typing import Any

import pytest
from joserfc.jwk import JWKRegistry

from server.staff.dpop import Proofs, thumbprint_of
from server.staff.strict_jws import TokenRefused, split, strict_object, verify
from tests.support.cases import cases


def of_kind(kind: str) -> Any:
    return pytest.mark.parametrize(
        "case", [case for case in cases("jose_rfc_vectors") if case.values[0]["kind"] == kind]
    )


def key_of(jwk: dict[str, Any]) -> Any:
    return JWKRegistry.import_key(jwk)


def opens(compact: str, key: Any, algorithm: str) -> bytes | None:
    try:
        _, payload = split(compact, 4096)
        verify(compact, key, algorithm)
    except TokenRefused:
        return None
    return payload


@of_kind("jws")
def test_signatures(case: dict[str, Any]) -> None:
    said, expected = case["inputs"], case["expected"]
    if said["alg"] == "none":
        with pytest.raises(TokenRefused):
            split(said["compact"], 4096)
        return
    key = key_of(said["verification_key_jwk"])
    assert (opens(said["compact"], key, said["alg"]) == said["payload_utf8"].encode()) is expected["signature_valid"]
    head, payload, signature = said["compact"].split(".")
    assert opens(f"{head}.{payload}x.{signature}", key, said["alg"]) is None
    assert opens(said["compact"], key, "ES256K" if said["alg"] == "ES256" else "ES256") is None, "another algorithm"


@of_kind("jwt")
def test_a_token_and_its_time(case: dict[str, Any]) -> None:
    said, expected = case["inputs"], case["expected"]
    key = key_of(said["verification_key_jwk"])
    payload = opens(said["compact"], key, said["allowed_algs"][0])
    assert payload is not None
    claims = strict_object(payload)
    assert claims == expected["claims"]
    assert [claims["exp"] > now for now in said["now_unix"]] == expected["accepted_at_now"]


@of_kind("jwk_thumbprint")
def test_thumbprints(case: dict[str, Any]) -> None:
    jwk, expected = case["inputs"]["jwk"], case["expected"]
    assert key_of(jwk).thumbprint() == expected["thumbprint_b64url"]
    if jwk.get("crv") == "P-256":
        assert thumbprint_of(jwk["x"], jwk["y"]) == expected["thumbprint_b64url"]
    assert len(hashlib.sha256(expected["canonical_json"].encode()).digest()) == 32


@of_kind("dpop_proof")
def test_the_rfc_s_own_proofs(case: dict[str, Any]) -> None:
    said, expected = case["inputs"], case["expected"]
    claims = expected["payload"]
    proofs = Proofs()
    given = (said["dpop"], claims["htm"], claims["htu"], float(claims["iat"]), said.get("access_token", ""))
    assert proofs.check(*given).key == expected["jkt_thumbprint"]
