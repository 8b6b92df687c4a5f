"""RFC 9449 section 4.3: the twelve checks, each by a proof that fails it alone."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from contract import paths
from server.staff.dpop import WINDOW_S, Proofs, token_hash
from server.staff.strict_jws import TokenRefused, unpadded
from teller_app.sync.keys import b64url
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
        Proofs().check(text, "GET", URL, NOW, TOKEN)
    return refused.value.why


def test_the_control() -> None:
    assert Proofs().check(proof(), "GET", URL, NOW, TOKEN).key == KEY.thumbprint()


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
    assert Proofs().check(proof(htu=URL + "?a=b#c", nonce="x"), "GET", URL, NOW, TOKEN)


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


@pytest.mark.parametrize(
    "target",
    [
        "HTTPS://bank.example/v1/me",
        "https://BANK.example/v1/me",
        "https://bank.example:443/v1/me",
        "https://bank.example:/v1/me",
        "https://bank.example/v1/me?",
        "wss://bank.example/v1/me",
    ],
)
def test_nine_what_rfc_3986_holds_equal_is(target: str) -> None:
    assert Proofs().check(proof(htu=target), "GET", URL, NOW, TOKEN)


@pytest.mark.parametrize(
    "target",
    [
        "http://bank.example/v1/me",
        "https://bank.example:0/v1/me",
        "https://bank.example:80/v1/me",
        "https://bank.example:99999/v1/me",
        "https://bank.example:x/v1/me",
        "https://bank.example./v1/me",
        "https://bank.example.evil/v1/me",
        "https://bank.example@evil.example/v1/me",
        "https://evil@bank.example/v1/me",
        "https://bank.example/V1/me",
        "https://bank.example/v1/me/",
        "https://bank.example//v1/me",
        "https://bank.example/v1/./me",
        "https://bank.example/v1/x/../me",
        "https://bank.example/v1/%6de",
        "https://bank.example/v1/me%00",
        "https://bank.example/v1/m\ne",
        " https://bank.example/v1/me",
        "https://bank.example/v1/me ",
        "https://bank.example/v1/me\x00",
        "https:\\\\bank.example\\v1\\me",
        "https:/bank.example/v1/me",
        "//bank.example/v1/me",
        "/v1/me",
        "https://b\u00e4nk.example/v1/me",
        "https://bank\uff0eexample/v1/me",
        "https://[::1/v1/me",
        "",
    ],
)
def test_nine_nothing_else_is(target: str) -> None:
    assert why(proof(htu=target)) == "htu"


@pytest.mark.parametrize("target", [None, 7, ["https://bank.example/v1/me"], {"a": URL}, True])
def test_nine_only_text_is_a_target(target: object) -> None:
    assert why(proof(htu=target)) == "htu"


@pytest.mark.parametrize("method", ["get", "GET ", "Get", "GET,POST", ["GET"], None, ""])
def test_eight_methods_are_spelt_one_way(method: object) -> None:
    assert why(proof(htm=method)) == "htm"


def spelt(**more: Any) -> dict[str, Any]:
    return {"jwk": public() | more}


X = KEY.as_dict(private=False)["x"]


@pytest.mark.parametrize(
    "header",
    [
        spelt(x=X + "="),
        spelt(x=X[:-1] + {"A": "B", "E": "F", "I": "J", "M": "N", "Q": "R", "U": "V", "Y": "Z", "c": "d", "g": "h", "k": "l",
                          "o": "p", "s": "t", "w": "x", "0": "1", "4": "5", "8": "9"}[X[-1]]),
        spelt(x=" " + X), spelt(x=X + "\n"), spelt(x=""), spelt(x="AA" + X), spelt(x=7), spelt(x=[X]), spelt(x=None),
        spelt(x="A" * 43), spelt(x="_" * 42 + "8"), spelt(crv="P-384"), spelt(crv="secp256k1"), spelt(kty="oct"),
        spelt(kty="RSA"), spelt(kid="x"), spelt(use="sig"), spelt(d=X), {"jwk": [public()]}, {"jwk": json.dumps(public())},
    ],
)  # fmt: skip
def test_seven_a_key_has_one_spelling(header: dict[str, Any]) -> None:
    text = by_hand({"alg": "ES256", "typ": "dpop+jwt", **header})
    assert why(text) in {"jwk", "base64", "signature"}


@pytest.mark.parametrize(
    ("header", "reasons"),
    [
        ({"crit": ["exp"]}, {"members"}), ({"crit": []}, {"members"}), ({"b64": False}, {"members"}),
        ({"kid": "x"}, {"members"}), ({"x5c": []}, {"members"}), ({"jku": "https://evil.example"}, {"members"}),
        ({"alg": "none"}, {"alg"}), ({"alg": "es256"}, {"alg"}), ({"alg": ["ES256"]}, {"alg"}), ({"alg": None}, {"alg"}),
        ({"typ": "DPOP+JWT"}, {"typ"}), ({"typ": "application/dpop+jwt"}, {"typ"}), ({"typ": None}, {"typ"}),
    ],
)  # fmt: skip
def test_four_and_five_the_header_is_these_three_and_no_more(header: dict[str, Any], reasons: set[str]) -> None:
    assert why(by_hand({"alg": "ES256", "typ": "dpop+jwt", "jwk": public()} | header)) in reasons


@pytest.mark.parametrize(
    ("claims", "reasons"),
    [
        ({"iat": NOW + WINDOW_S + 0.5}, {"iat"}), ({"iat": NOW - WINDOW_S - 0.5}, {"iat"}), ({"iat": str(int(NOW))}, {"times"}),
        ({"iat": True}, {"times"}), ({"iat": [NOW]}, {"times"}), ({"iat": -1}, {"times"}), ({"iat": 10**30}, {"times"}),
        ({"jti": ""}, {"jti"}), ({"jti": "short"}, {"jti"}), ({"jti": "x" * 65}, {"jti"}), ({"jti": 12345678}, {"jti"}),
        ({"jti": ["12345678"]}, {"jti"}), ({"ath": [token_hash(TOKEN)]}, {"ath"}), ({"ath": token_hash(TOKEN) + "="}, {"ath"}),
        ({"ath": ""}, {"ath"}),
    ],
)  # fmt: skip
def test_eleven_and_twelve_times_names_and_hashes_are_what_they_must_be(
    claims: dict[str, Any], reasons: set[str]
) -> None:
    assert why(proof(**claims)) in reasons


@pytest.mark.parametrize("at", [-WINDOW_S, WINDOW_S])
def test_eleven_the_bound_itself_is_within(at: int) -> None:
    assert Proofs().check(proof(iat=int(NOW) + at), "GET", URL, NOW, TOKEN)


def by_hand(header: dict[str, Any], payload: bytes | None = None) -> str:
    """A proof signed with the key whatever its header says: libraries refuse to make such ones."""
    said = (
        payload
        or json.dumps({"htm": "GET", "htu": URL, "iat": int(NOW), "jti": "12345678", "ath": token_hash(TOKEN)}).encode()
    )
    body = ".".join(b64url(part) for part in (json.dumps(header).encode(), said))
    der = KEY.private_key.sign(body.encode(), ECDSA(SHA256()))
    return f"{body}.{b64url(b''.join(number.to_bytes(32) for number in decode_dss_signature(der)))}"


@pytest.mark.parametrize(
    "payload",
    [
        b'{"htm":"POST","htm":"GET","htu":"%b","iat":%d,"jti":"12345678","ath":"%b"}',
        b'{"htm":"GET","htu":"%b","iat":%d,"jti":"12345678","ath":"%b"}{}',
        b'\xef\xbb\xbf{"htm":"GET","htu":"%b","iat":%d,"jti":"12345678","ath":"%b"}',
        b'{"htm":"GET","htu":"%b","iat":%d,"jti":"12345678","ath":"%b","x":NaN}',
        b'[{"htm":"GET","htu":"%b","iat":%d,"jti":"12345678","ath":"%b"}]',
    ],
    ids=["a name twice", "two values", "a mark before it", "no number", "a list"],
)
def test_two_a_payload_is_one_strict_object(payload: bytes) -> None:
    filled = payload % (URL.encode(), int(NOW), token_hash(TOKEN).encode())
    assert why(by_hand({"alg": "ES256", "typ": "dpop+jwt", "jwk": public()}, filled)) == "json"


def test_a_replay_of_another_spelling_is_a_replay() -> None:
    """ECDSA has two signatures for one content (s and n - s): what is remembered is the key and the jti."""
    proofs, text = Proofs(), proof()
    body, _, signature = text.rpartition(".")
    raw = unpadded(signature)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    twin = raw[:32] + (order - int.from_bytes(raw[32:])).to_bytes(32)
    first, second = (proofs.check(one, "GET", URL, NOW, TOKEN).mark for one in (text, f"{body}.{b64url(twin)}"))
    assert first == second
