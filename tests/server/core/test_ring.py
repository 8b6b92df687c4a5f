"""One key signs, those before it verify what they signed in their time, and nothing else is a key."""

import base64
import hmac
import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from server.core.ring import Former, Held, Ring

OLD, NEW, FOREIGN = (ECKey.generate_key("P-256") for _ in range(3))
THEN, MOVED, NOW = "2026-11-24T09:00:00.000Z", "2026-11-25T09:00:00.000Z", "2026-11-26T09:00:00.000Z"
RING = Ring(NEW, {OLD.thumbprint(): Former(OLD, MOVED)})


def made(key: ECKey, kid: str, typ: str = "t", **more: object) -> str:
    return jws.serialize_compact({"alg": "ES256", "typ": typ, "kid": kid, **more}, b"said", key, ["ES256"])


def test_the_key_of_now_signs_and_opens() -> None:
    assert RING.opened(RING.sign("t", b"said"), "t", NOW) == b"said"
    assert RING.opened(RING.sign("t", b"said"), "other") is None


def test_a_former_key_opens_what_it_signed_in_its_time() -> None:
    token = made(OLD, OLD.thumbprint())
    assert RING.opened(token, "t", THEN) == RING.opened(token, "t") == b"said"
    assert RING.opened(token, "t", NOW) is None


def hmac_of_the_public_key() -> str:
    """CVE-2015-9235: the public key taken for a shared secret. The library refuses to make it, so it is made by hand."""
    head = json.dumps({"alg": "HS256", "typ": "t", "kid": NEW.thumbprint()}).encode()
    body = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (head, b"said"))
    mac = hmac.digest(NEW.as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


@pytest.mark.parametrize(
    "token",
    [
        made(FOREIGN, FOREIGN.thumbprint()),
        made(FOREIGN, NEW.thumbprint()),
        made(OLD, NEW.thumbprint()),
        made(FOREIGN, FOREIGN.thumbprint(), jwk=FOREIGN.as_dict(private=False)),
        hmac_of_the_public_key(),
        jws.serialize_compact({"alg": "ES256", "typ": "t"}, b"said", NEW, ["ES256"]),
        "a.b.c", "", "..", made(NEW, NEW.thumbprint())[:-4], "é.é.é",
    ],
    ids=["foreign", "foreign as new", "old as new", "its own jwk", "hmac of the public key", "no kid", "nonsense", "empty",
         "dots", "cut", "not ascii"],
)  # fmt: skip
def test_nothing_else_opens(token: str) -> None:
    assert RING.opened(token, "t") is None


def test_what_was_exchanged_meanwhile_is_taken_up() -> None:
    found: list[Held | None] = [None, Held(NEW, {OLD.thumbprint(): Former(OLD, MOVED)})]
    ring = Ring(OLD, look=lambda: found.pop(0))
    assert not ring.refresh()
    assert ring.held.kid == OLD.thumbprint()
    assert ring.refresh()
    assert ring.held.kid == NEW.thumbprint()
