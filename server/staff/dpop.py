"""Proof of possession of the device's key: RFC 9449 section 4.3. That each counts once is ``staff/replays.py``."""

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from server.staff.strict_jws import TokenRefused, check_header, moment, split, strict_object, unpadded, verify

PROOF_BYTES_MAX = 2048
WINDOW_S = 120
"""How far a workstation's clock may be from the server's, either way."""
_MEMBERS = frozenset({"alg", "typ", "jwk"})
_JWK = frozenset({"kty", "crv", "x", "y"})
COORDINATE_BYTES = 32
THUMBPRINTS_KEPT = 2048
"""Each request asks for its workstation's."""
_PORTS = {"https": 443, "http": 80}
_SCHEMES = {"ws": "http", "wss": "https"}


@dataclass(frozen=True)
class Proof:
    """What a proof showed: the thumbprint of the key that made it, and the proof's own name."""

    key: str
    jti: str

    @property
    def mark(self) -> str:
        """What is remembered of it. Not its bytes: ECDSA has two signatures for one content."""
        return f"{self.key}.{self.jti}"


class Proofs:
    """Checks DPoP proofs. Raises TokenRefused; ``why`` is ``iat`` where the workstation's clock is off."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], tuple[ECKey, str]] = {}

    def check(self, proof: str, method: str, url: str, now: float, access: str = "") -> Proof:
        """All but whether it was here before. ``access`` is the token it must be bound to (``ath``)."""
        header, payload = split(proof, PROOF_BYTES_MAX)
        check_header(header, "dpop+jwt", "ES256", _MEMBERS)
        key, thumbprint = self._key(header["jwk"])
        verify(proof, key, "ES256")
        claims = strict_object(payload)
        _check_target(claims, method, url)
        if access and claims.get("ath") != token_hash(access):
            raise TokenRefused("ath")
        return Proof(thumbprint, _fresh(claims, now))

    def _key(self, jwk: Any) -> tuple[ECKey, str]:
        if not isinstance(jwk, dict) or set(jwk) != _JWK or jwk["kty"] != "EC" or jwk["crv"] != "P-256":
            raise TokenRefused("jwk")
        if not all(isinstance(jwk[name], str) and len(unpadded(jwk[name])) == COORDINATE_BYTES for name in ("x", "y")):
            # Another spelling of the same number would give one key two thumbprints.
            raise TokenRefused("jwk")
        mark = (jwk["x"], jwk["y"])
        if mark not in self._keys:
            try:
                key = ECKey.import_key(jwk)
                made = key, key.thumbprint()
            except (JoseError, ValueError, TypeError) as error:
                raise TokenRefused("jwk") from error
            if len(self._keys) >= 1024:
                self._keys.clear()
            self._keys[mark] = made
        return self._keys[mark]


def _fresh(claims: dict[str, Any], now: float) -> str:
    issued, jti = moment(claims.get("iat")), claims.get("jti")
    if abs(issued - now) > WINDOW_S:
        raise TokenRefused("iat")
    if not isinstance(jti, str) or not 8 <= len(jti) <= 64:
        raise TokenRefused("jti")
    return jti


def _check_target(claims: dict[str, Any], method: str, url: str) -> None:
    if claims.get("htm") != method:
        raise TokenRefused("htm")
    target = claims.get("htu")
    if not isinstance(target, str) or normal_url(target) != normal_url(url):
        raise TokenRefused("htu")


def normal_url(url: str) -> tuple[str, str, int, str]:
    """(scheme, host, port, path): without query and fragment, ws as http, the default port filled in (RFC 3986 section 6.2.3).

    Nothing else is made equal: no user before the host, no blanks (the parser would drop them), no dots in paths, no escapes.
    """
    if any(sign <= " " or sign > "~" or sign == "\\" for sign in url):
        raise TokenRefused("htu")
    try:
        parts = urlsplit(url)
        scheme = _SCHEMES.get(parts.scheme, parts.scheme)
        port = _PORTS.get(scheme, 0) if parts.port is None else parts.port
    except ValueError as error:
        raise TokenRefused("htu") from error
    if "@" in parts.netloc:
        raise TokenRefused("htu")
    return scheme, parts.hostname or "", port, parts.path or "/"


def token_hash(access: str) -> str:
    """``ath``: base64url of the token's SHA-256."""
    return base64.urlsafe_b64encode(hashlib.sha256(access.encode()).digest()).rstrip(b"=").decode()


@lru_cache(THUMBPRINTS_KEPT)
def thumbprint_of(x: str, y: str) -> str:
    """RFC 7638 thumbprint of a P-256 key, base64url."""
    canonical = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return base64.urlsafe_b64encode(hashlib.sha256(canonical.encode()).digest()).rstrip(b"=").decode()
