"""RFC 9449 section 4.3: the twelve checks, each by a proof that fails it alone."""

import json
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from contract import paths
from server.staff.dpop import WINDOW_S, Proofs, Replays, token_hash
from server.staff.strict_jws import TokenRefused
from tests.server.api.house import House, open_house, problem

NOW, URL, TOKEN = 1_770_000_000.0, "https://bank.example/v1/me", "the access token"
KEY = ECKey.generate_key("P-256")


def public(key: ECKey = KEY) -> dict[str, Any]:
    return {name: value for name, value in key.as_dict(private=False).items() if name in ("kty", "crv", "x", "y")}


def proof(header: dict[str, Any] | None = None, key: Any = KEY, alg: str = "ES256", **claims: Any) -> str:
    said = {"alg": alg, "typ": "dpop+jwt", "jwk": public()} | (header or {})
    body = {"htm": "GET", "htu": URL, "iat": int(NOW), "jti": "12345678", "ath": token_hash(TOKEN)} | claims
    body = {name: value for name, value in body.items() if value is not None}
    return jws.serialize_compact(said, json.dumps(body), key, algorithms=[alg])


def why(text: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        Proofs(Replays()).check(text, "GET", URL, NOW, TOKEN)
    return refused.value.why


def test_the_control() -> None:
    assert Proofs(Replays()).check(proof(), "GET", URL, NOW, TOKEN) == KEY.thumbprint()


def cut(text: str) -> str:
    head, payload, signature = text.split(".")
    return f"{head}.{payload}.{signature[:-4]}AAAA"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(f"{proof()},{proof()}", {"base64", "shape", "size"}, id="1 two in one header"),
        pytest.param("not.a.jwt", {"base64", "json"}, id="2 no well-formed JWT"),
        pytest.param(proof(jti=None), {"jti"}, id="3 jti missing"),
        pytest.param(proof(htm=None), {"htm"}, id="3 htm missing"),
        pytest.param(proof(htu=None), {"htu"}, id="3 htu missing"),
        pytest.param(proof(iat=None), {"times"}, id="3 iat missing"),
        pytest.param(proof({"typ": "JWT"}), {"typ"}, id="4 another typ"),
        pytest.param(proof(alg="HS256", key=OctKey.import_key(b"k" * 32)), {"alg"}, id="5 symmetric"),
        pytest.param(cut(proof()), {"signature", "base64"}, id="6 signature"),
        pytest.param(proof({"jwk": public(ECKey.generate_key("P-256"))}), {"signature"}, id="6 another key"),
        pytest.param(proof({"jwk": KEY.as_dict(private=True)}), {"jwk"}, id="7 the private key in it"),
        pytest.param(proof(htm="POST"), {"htm"}, id="8 another method"),
        pytest.param(proof(htu="https://bank.example/v1/snapshot"), {"htu"}, id="9 another URL"),
        pytest.param(proof(iat=int(NOW) - WINDOW_S - 1), {"iat"}, id="11 too old"),
        pytest.param(proof(iat=int(NOW) + WINDOW_S + 1), {"iat"}, id="11 from the future"),
        pytest.param(proof(ath=None), {"ath"}, id="12a no ath"),
        pytest.param(proof(ath=token_hash("another")), {"ath"}, id="12a another token"),
    ],
)
def test_each_check_refuses_alone(text: str, reasons: set[str]) -> None:
    assert why(text) in reasons


def test_nine_ignores_query_and_fragment_and_ten_asks_no_nonce() -> None:
    """This server gives no nonce, so none can be demanded (check 10); replay is kept by the store instead."""
    assert Proofs(Replays()).check(proof(htu=URL + "?a=b#c", nonce="x"), "GET", URL, NOW, TOKEN)


@pytest.fixture
def house(tmp_path):
    with open_house(tmp_path) as opened:
        yield opened


def test_one_header_alone_and_the_token_s_own_key(house: House) -> None:
    """Checks 1 and 12b where they live: at the door, over HTTP."""
    efua = house.sign_in("efua")
    given = efua.headers("GET", paths.ME)
    twice = [*given.items(), ("dpop", efua.headers("GET", paths.ME)["dpop"])]
    assert problem(house.http.get(paths.ME, headers=twice)) == (401, "bad_proof")
    stranger = house.there.proof("GET", house.base + paths.ME, efua.tokens.access, house.clock().timestamp)
    assert problem(house.http.get(paths.ME, headers=given | {"dpop": stranger})) == (401, "bad_proof")
    again = efua.headers("GET", paths.ME)
    assert house.http.get(paths.ME, headers=again).status_code == 200
    assert problem(house.http.get(paths.ME, headers=again)) == (401, "bad_proof"), "a proof counts once"
