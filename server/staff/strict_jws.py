"""A strict reader of compact JWS (RFC 7515) around joserfc: one algorithm a key, a closed set of header members, nothing fetched.

The library verifies the signature; what it would tolerate is refused here before any cryptography runs (RFC 8725).
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

_B64URL = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class TokenRefused(Exception):
    """A token or proof that does not hold. ``why`` is a short code for logs and tests, never shown to people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def split(token: str, bytes_max: int) -> tuple[dict[str, Any], bytes]:
    """(header, payload bytes) of a compact JWS that is well formed to the last bit. Nothing is verified yet."""
    if len(token) > bytes_max:
        raise TokenRefused("size")
    parts = token.split(".")
    if len(parts) != 3 or not all(parts):
        raise TokenRefused("shape")
    header, payload, _ = (unpadded(part) for part in parts)
    return strict_object(header), payload


def verify(token: str, key: ECKey | OctKey, algorithm: str) -> None:
    """Check the signature with exactly this key and algorithm."""
    try:
        jws.deserialize_compact(token, key, algorithms=[algorithm])
    except (JoseError, ValueError, TypeError) as error:
        raise TokenRefused("signature") from error


def check_header(header: Mapping[str, Any], typ: str, algorithm: str, members: frozenset[str]) -> None:
    """The header's members are these, no more and no fewer; so jku, x5u, jwk, crit, zip and b64 are refused by their presence."""
    if set(header) != members:
        raise TokenRefused("members")
    if header["alg"] != algorithm:
        raise TokenRefused("alg")
    if header["typ"] != typ:
        raise TokenRefused("typ")


def strict_object(raw: bytes) -> dict[str, Any]:
    """A JSON object in UTF-8, each name once, no NaN, no infinity, no half of a surrogate pair (RFC 7493 section 2.1)."""
    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        if "\\u" in text:
            # The escape is the one way to half a pair: Python keeps it as a text that nobody can write down, nor compare by its bytes.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise TokenRefused("json") from error
    if not isinstance(value, dict):
        raise TokenRefused("json")
    return value


def moment(value: Any) -> float:
    """A NumericDate (seconds since 1970) of a size that calendars know."""
    if type(value) not in (int, float) or not 0 <= value < 1 << 40:
        raise TokenRefused("times")
    return float(value)


def unpadded(part: str) -> bytes:
    """The bytes of base64url without padding, of which there is one spelling alone (RFC 7515 section 2). Raises TokenRefused."""
    raw = part.encode("utf-8", "replace")
    if not _B64URL.issuperset(raw):
        raise TokenRefused("base64")
    try:
        value = base64.urlsafe_b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError) as error:
        raise TokenRefused("base64") from error
    # Spare bits in the last character would give one token many spellings.
    if base64.urlsafe_b64encode(value).rstrip(b"=") != raw:
        raise TokenRefused("base64")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate member")
    return found


def _no_constant(name: str) -> Callable[[], Any]:
    raise ValueError(name)
