"""Access tokens: JWT (RFC 9068, typ at+jwt) for ten minutes, bound to the device's key by ``cnf.jkt`` (RFC 9449 section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from joserfc.jwk import ECKey, OctKey

from contract.ids import new_id
from server.core.clock import parse_stamp
from server.core.ring import Ring
from server.staff.strict_jws import TokenRefused, check_header, moment, split, strict_object, verify

ACCESS_S = 600
LEEWAY_S = 1
LOOK_S = 1.0
TOKEN_BYTES_MAX = 4096
TYP = "at+jwt"
ISSUER = "coastal-teller"
AUDIENCE = "coastal-teller-api"
CACHED_MAX = 4096
_MEMBERS = frozenset({"alg", "typ", "kid"})
_MOMENTS = (("exp", None), ("iat", None), ("nbf", 0))
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Access:
    """A verified token: whose, on which device with which key, of which sign-in, until when (seconds since 1970)."""

    user: str
    device: str
    jkt: str
    family: str
    expires_at: int
    began: str = ""
    """When the sign-in began, as a stamp: whoever is signed out everywhere is so by this."""


@dataclass(frozen=True)
class Policy:
    """What a token must say. ``lifetime_max_s`` bounds exp minus iat; ``leeway_s`` is for nbf and iat, ``grace_s`` for exp: ours have none
    (RFC 7519 section 4.1.4 allows some)."""

    issuer: str = ISSUER
    audience: str = AUDIENCE
    lifetime_max_s: int = ACCESS_S
    leeway_s: int = 0
    bytes_max: int = TOKEN_BYTES_MAX
    algorithm: str = "ES256"
    typ: str = TYP
    grace_s: int = 0


class Verifier:
    """Verifies tokens of one policy with a fixed table of keys by ``kid``. Raises TokenRefused."""

    def __init__(self, keys: Mapping[str, ECKey | OctKey], policy: Policy) -> None:
        self._keys = dict(keys)
        self._policy = policy

    def claims(self, token: str, now: float) -> dict[str, Any]:
        """The claims of a token that holds at ``now`` (seconds since 1970)."""
        policy = self._policy
        header, payload = split(token, policy.bytes_max)
        check_header(header, policy.typ, policy.algorithm, _MEMBERS)
        kid = header["kid"]
        if not isinstance(kid, str) or kid not in self._keys:
            raise TokenRefused("kid")
        verify(token, self._keys[kid], policy.algorithm)
        claims = strict_object(payload)
        _check_who(claims, policy)
        _check_when(claims, policy, now)
        return claims


def _check_who(claims: dict[str, Any], policy: Policy) -> None:
    audience = claims.get("aud")
    meant = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != policy.issuer:
        raise TokenRefused("iss")
    if policy.audience not in meant:
        raise TokenRefused("aud")
    if not all(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "jti")):
        raise TokenRefused("sub")


def _check_when(claims: dict[str, Any], policy: Policy, now: float) -> None:
    expires, issued, begins = (moment(claims.get(name, default)) for name, default in _MOMENTS)
    if expires + policy.grace_s <= now:
        raise TokenRefused("exp")
    if issued > now + policy.leeway_s or begins > now + policy.leeway_s:
        raise TokenRefused("early")
    if expires - issued > policy.lifetime_max_s:
        raise TokenRefused("lifetime")


class AccessTokens:
    """Makes and reads access tokens. A verified one is remembered until it expires: verifying costs a quarter of a millisecond."""

    def __init__(self, ring: Ring, lives_s: int = ACCESS_S) -> None:
        self._ring = ring
        self._lives_s = lives_s
        self._looked = 0.0
        self._seen: dict[str, tuple[Access, int]] = {}
        self._verifier = self._with_keys(0)

    def issue(
        self, user: str, device: str, jkt: str, family: str, now: float, until: float, began: str = ""
    ) -> tuple[str, int]:
        """(token, seconds it lives). It never outlives the shift (``until``)."""
        lives = max(1, int(min(self._lives_s, until - now)))
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": user,
            "jti": new_id(),
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now) + lives,
            "cnf": {"jkt": jkt},
            "dev": device,
            "fam": family,
            "beg": began,
        }
        self._look(now)
        return self._ring.sign(TYP, _encode(claims)), lives

    def read(self, token: str, now: float) -> Access:
        """The verified token. Raises TokenRefused."""
        self._look(now)
        known, issued = self._seen.get(token, (None, 0))
        if known is not None:
            if known.expires_at <= now:
                self._seen.pop(token, None)
                raise TokenRefused("exp")
            if issued > now + LEEWAY_S:
                # The clock was set back: a token that lived on would live longer than it was given.
                raise TokenRefused("early")
            return known
        claims = self._verifier.claims(token, now)
        access = _access(claims)
        self._remember(token, access, int(claims["iat"]), now)
        return access

    def _look(self, now: float) -> None:
        """Once a second: whether another process's hand rotated the key. A former one counts until the last token it made has ended."""
        if abs(now - self._looked) < LOOK_S:
            return
        self._looked = now
        if self._ring.refresh():
            self._seen.clear()
        self._verifier = self._with_keys(now)

    def _with_keys(self, now: float) -> Verifier:
        held = self._ring.held
        keys: dict[str, ECKey | OctKey] = {
            kid: former.key
            for kid, former in held.former.items()
            if now < parse_stamp(former.until).timestamp() + self._lives_s + LOOK_S
        }
        # The leeway is for iat: issuer and reader may be two server processes on two machines.
        return Verifier({**keys, held.kid: held.key}, Policy(leeway_s=LEEWAY_S))

    def _remember(self, token: str, access: Access, issued: int, now: float) -> None:
        if len(self._seen) >= CACHED_MAX:
            self._seen = {text: held for text, held in self._seen.items() if held[0].expires_at > now}
        if len(self._seen) < CACHED_MAX:
            self._seen[token] = access, issued


def _access(claims: dict[str, Any]) -> Access:
    bound = claims.get("cnf")
    jkt = bound.get("jkt") if isinstance(bound, dict) else None
    device, family, began = claims.get("dev"), claims.get("fam"), claims.get("beg", "")
    if not (isinstance(jkt, str) and isinstance(device, str) and isinstance(family, str) and isinstance(began, str)):
        raise TokenRefused("cnf")
    return Access(user=claims["sub"], device=device, jkt=jkt, family=family, expires_at=int(claims["exp"]), began=began)
