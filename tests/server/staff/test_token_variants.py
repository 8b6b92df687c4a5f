"""Attacks of the published list's kind spelt otherwise: each is made by somebody who has the right key, unless the key is the attack."""

import base64
import hashlib
import hmac
import json
import math
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey

from server.core.ring import Ring
from server.staff.strict_jws import TokenRefused
from server.staff.tokens import AccessTokens, Policy, Verifier
from teller_app.sync.keys import b64url

NOW = 1_770_000_000
SECRET = hashlib.sha256(b"variants").digest()
OTHER = hashlib.sha256(b"another").digest()
POLICY = Policy("https://bank.example", "teller-api", 3600, 0, 8192, "HS256")
HEADER = {"alg": "HS256", "typ": "at+jwt", "kid": "k1"}
CLAIMS = {
    "iss": "https://bank.example",
    "aud": "teller-api",
    "sub": "u1",
    "jti": "j1",
    "iat": NOW - 10,
    "exp": NOW + 600,
}


def verifier() -> Verifier:
    return Verifier({"k1": OctKey.import_key(SECRET), "k2": OctKey.import_key(OTHER)}, POLICY)


def signed(header: bytes | dict[str, Any], payload: bytes | dict[str, Any], secret: bytes = SECRET,
           digest: str = "sha256") -> str:  # fmt: skip
    """As the bytes say, with a right MAC over them."""
    parts = [b64url(part if isinstance(part, bytes) else json.dumps(part).encode()) for part in (header, payload)]
    body = ".".join(parts)
    return f"{body}.{b64url(hmac.new(secret, body.encode(), digest).digest())}"


def header(**more: Any) -> str:
    said = {name: value for name, value in (HEADER | more).items() if value is not ...}
    return signed(said, CLAIMS)


def claims(**more: Any) -> str:
    return signed(HEADER, {name: value for name, value in (CLAIMS | more).items() if value is not ...})


def raw(payload: str) -> str:
    return signed(HEADER, payload.encode())


GOOD = signed(HEADER, CLAIMS)
TEXT = json.dumps(CLAIMS)
HEAD, BODY, MAC = GOOD.split(".")
BAD: dict[str, str] = {
    # Which header there is
    **{f"crit {value!r}": header(crit=value) for value in (["exp"], ["b64"], [], "exp", None, ["alg"], [1])},
    **{f"b64 {value!r}": header(b64=value) for value in (False, True, None, "false")},
    "b64 false with crit": header(b64=False, crit=["b64"]),
    **{f"a member {name}": header(**{name: "x"}) for name in
       ("jku", "x5u", "x5c", "x5t", "x5t#S256", "jwk", "cty", "zip", "enc", "apu", "apv", "epk", "iv", "tag", "p2s", "p2c",
        "url", "nonce", "iss", "svt", "ppt", "ALG", "Kid", "alg ", "")},
    "an own key beside it": header(jwk={"kty": "oct", "k": b64url(SECRET)}),
    # Which algorithm
    **{f"alg {value!r}": header(alg=value) for value in
       ("none", "NONE", " HS256", "HS256 ", "HS256\x00", "hs256", "HS\u00b2\u2075\u2076", "RS256", "PS256", "ES256", "EdDSA", "HS1",
        "", None, 256, True, ["HS256"], {"name": "HS256"})},
    "alg is missing": header(alg=...),
    "HS384 with its own MAC": signed(HEADER | {"alg": "HS384"}, CLAIMS, digest="sha384"),
    "HS512's MAC named HS256": signed(HEADER, CLAIMS, digest="sha512"),
    "MD5's MAC": signed(HEADER, CLAIMS, digest="md5"),
    # Which kind
    **{f"typ {value!r}": header(typ=value) for value in
       ("JWT", "jwt", "AT+JWT", "application/at+jwt", "at+jwt ", "at+jwt;v=1", "dpop+jwt", "rt+jwt", "", None, 1, ["at+jwt"])},
    "typ is missing": header(typ=...),
    # Which key
    **{f"kid {value!r}": header(kid=value) for value in
       ("K1", "k1 ", " k1", "k1\x00", "k1\n", "../k1", "k1/../k1", "/dev/null", "k3", "", None, 1, True, ["k1"], {"k1": "k1"},
        "k1' OR '1'='1", "k1|k2", "http://127.0.0.1/k1", "\u212a1", "__class__", "k1,k2", "*")},
    "kid is missing": header(kid=...),
    "the other key under this name": signed(HEADER, CLAIMS, OTHER),
    "this key under the other name": signed(HEADER | {"kid": "k2"}, CLAIMS),
    **{f"a MAC by {name}": signed(HEADER, CLAIMS, secret) for name, secret in
       (("nothing", b"\x00"), ("the key's name", b"k1"), ("its text", b64url(SECRET).encode()), ("half of it", SECRET[:16]),
        ("hex", SECRET.hex().encode()), ("the audience", b"teller-api"))},
    # Whose and for whom
    **{f"iss {value!r}": claims(iss=value) for value in
       ("https://BANK.example", "https://bank.example/", "https://bank.example ", "http://bank.example", "", None, 1,
        ["https://bank.example"], {"v": "https://bank.example"})},
    **{f"aud {value!r}": claims(aud=value) for value in
       ("teller", "teller-api2", "TELLER-API", "teller-api ", "", None, 1, True, [], [[]], [["teller-api"]], [None],
        {"teller-api": 1}, "teller-api,other", "*", ["other", "teller-ap"])},
    **{f"sub {value!r}": claims(sub=value) for value in ("", None, 1, ["u1"], {}, True)},
    **{f"jti {value!r}": claims(jti=value) for value in ("", None, 1, ["j1"], False)},
    **{f"no {name}": claims(**{name: ...}) for name in ("iss", "aud", "sub", "jti", "iat", "exp")},
    # When
    **{f"exp {value!r}": claims(exp=value) for value in
       (str(NOW + 600), None, True, [NOW + 600], {}, 0, -1, NOW, NOW - 0.001, 10**12, 10**30, 1e300, "Infinity", NOW + 3601)},
    **{f"iat {value!r}": claims(iat=value) for value in
       (str(NOW), None, True, [NOW], NOW + 1, NOW + 10**6, -1, 10**30, 0, NOW - 3601)},
    **{f"nbf {value!r}": claims(nbf=value) for value in (NOW + 1, NOW + 10**9, str(NOW), None, True, [NOW], 10**30, -1)},
    # How it is written
    "exp twice": raw(TEXT[:-1] + f', "exp": {NOW + 500}}}'),
    "sub twice, escaped": raw(TEXT[:-1] + ', "s\\u0075b": "u2"}'),
    "kid twice": signed(json.dumps(HEADER)[:-1].encode() + b', "kid": "k2"}', CLAIMS),
    "alg twice, escaped": signed(json.dumps(HEADER)[:-1].encode() + b', "\\u0061lg": "none"}', CLAIMS),
    "twice further down": raw(TEXT[:-1] + ', "cnf": {"jkt": "a", "jkt": "b"}}'),
    **{f"exp as {value}": raw(TEXT.replace(f'"exp": {NOW + 600}', f'"exp": {value}')) for value in
       ("NaN", "Infinity", "-Infinity", "1e400", "0x69805b80", "+1770000600", "01770000600", "1770000600.", ".5e10", "1_770_000_600",
        "9" * 5000)},
    "a mark before it": signed(HEADER, b"\xef\xbb\xbf" + TEXT.encode()),
    "UTF-16": signed(HEADER, TEXT.encode("utf-16-le")),
    "UTF-32": signed(HEADER, TEXT.encode("utf-32")),
    "an overlong letter": signed(HEADER, TEXT.replace("u1", "~").encode().replace(b"~", b"\xc0\xaf")),
    "half a letter": signed(HEADER, TEXT.encode()[:-1] + b', "x": "\xe2\x82"}'),
    "a comma at the end": raw(TEXT[:-1] + ",}"),
    "a comment": raw("/* */" + TEXT),
    "single quotes": raw(TEXT.replace('"', "'")),
    "two objects": raw(TEXT + TEXT),
    "something behind it": raw(TEXT + "\x00"),
    **{f"claims are {value}": raw(value) for value in ("null", "[]", '"x"', "1", "true", "")},
    "the header is a list": signed(b'["HS256"]', CLAIMS),
    "a token in a token": signed(HEADER, GOOD.encode()),
    "a token in a token's claim": signed(HEADER, json.dumps(GOOD).encode()),
    # How it is cut and packed
    **{f"{sign!r} {place}": text for sign in ("=", " ", "\n", "\t", "\r", "\x00", "\u00a0", "\u200b") for place, text in
       (("before", sign + GOOD), ("behind", GOOD + sign), ("in the header", HEAD[:4] + sign + GOOD[4:]),
        ("before the MAC", f"{HEAD}.{BODY}.{sign}{MAC}"))},
    "standard base64": f"{HEAD}.{BODY}.{base64.b64encode(base64.urlsafe_b64decode(MAC + '==')).decode().rstrip('=')[:-1]}+",
    "padded parts": ".".join(part + "=" * (-len(part) % 4) for part in (HEAD, BODY, MAC)) + "=",
    "spare bits in the MAC": GOOD[:-1] + chr(ord(GOOD[-1]) + 1),
    "a MAC cut": GOOD[:-4],
    "a MAC too long": GOOD + "AAAA",
    "a MAC of another token": f"{HEAD}.{BODY}.{claims(sub='u2').split('.')[2]}",
    "no MAC": f"{HEAD}.{BODY}.",
    "no dots": HEAD + BODY + MAC,
    "two parts": f"{HEAD}.{BODY}",
    "four parts": f"{GOOD}.{MAC}",
    "a JWE's five": f"{HEAD}.{BODY}.{MAC}.{MAC}.{MAC}",
    "its parts turned": f"{BODY}.{HEAD}.{MAC}",
    "detached": f"{HEAD}..{MAC}",
    "with its scheme": "Bearer " + GOOD,
    "JSON, flat": json.dumps({"protected": HEAD, "payload": BODY, "signature": MAC}),
    "JSON, general": json.dumps({"payload": BODY, "signatures": [{"protected": HEAD, "signature": MAC}]}),
    "percents": GOOD.replace(".", "%2E"),
    "other dots": GOOD.replace(".", "\u3002"),
    "other letters": GOOD.replace("a", "\u0430", 1),
    "nothing": "",
    "dots": "..",
    "too large": claims(pad="A" * 8192),
    "far too large": claims(pad="A" * 1_000_000),
    "a million dots": "." * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_is_refused(name: str) -> None:
    with pytest.raises(TokenRefused):
        verifier().claims(BAD[name], NOW)


@pytest.mark.parametrize(
    "token",
    [GOOD, claims(aud=["other", "teller-api"]), claims(aud=["teller-api"] * 3), claims(nbf=NOW), claims(iat=NOW),
     claims(exp=NOW + 0.5), claims(iat=NOW - 3000), claims(more={"deep": [1, {"a": None}]}), raw(" " + TEXT.replace(", ", " ,\n") + " "),
     raw(TEXT.replace("u1", "\\u0075\\u0031")), signed(HEADER | {"kid": "k2"}, CLAIMS, OTHER)],
)  # fmt: skip
def test_the_controls_are_taken(token: str) -> None:
    assert verifier().claims(token, NOW)["sub"] == "u1"


def test_a_moment_is_exact_at_both_ends() -> None:
    token = claims(exp=NOW + 1, nbf=NOW)
    assert verifier().claims(token, math.nextafter(NOW + 1, 0))
    for at in (NOW + 1, NOW - 1):
        with pytest.raises(TokenRefused):
            verifier().claims(token, at)


@pytest.mark.parametrize("name", [name for name in BAD if not name.startswith(("aud", "nbf"))])
def test_the_bank_s_own_reader_refuses_them_as_well(name: str) -> None:
    """Whatever else they are, they are not signed by the bank."""
    with pytest.raises(TokenRefused):
        AccessTokens(Ring(ECKey.generate_key("P-256"))).read(BAD[name], NOW)
