"""The bank's signing keys of one purpose: one signs, those it followed still verify what they signed in their time.

Every signature names its key (``kid``, RFC 7515 section 4.1.4: the key's thumbprint, RFC 7638), and only a key of the ring with
exactly that name is tried. What a token says of keys in any other way (``jwk``, ``jku``, ``x5u``) is never looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

ALGORITHM = "ES256"


@dataclass(frozen=True)
class Former:
    """A key that signs no more, its public half alone. ``until`` is the stamp of when another took its place."""

    key: ECKey
    until: str


@dataclass(frozen=True)
class Held:
    """A ring's keys at one moment: exchanged as a whole, because the writer and the doors use them at once."""

    key: ECKey
    former: Mapping[str, Former]

    @property
    def kid(self) -> str:
        """The name of the key that signs."""
        return self.key.thumbprint()


Look = Callable[[], Held | None]
"""The keys as they are now, None where nothing changed since the last look."""


class Ring:
    """``look`` lets a running server take up a new key without a restart."""

    def __init__(self, key: ECKey, former: Mapping[str, Former] | None = None, look: Look = lambda: None) -> None:
        self.held = Held(key, dict(former or {}))
        self._look = look

    def refresh(self) -> bool:
        """Whether the keys changed since the last look."""
        found = self._look()
        if found is None:
            return False
        self.held = found
        return True

    def sign(self, typ: str, claims: bytes) -> str:
        """A compact JWS (RFC 7515) by the key of now."""
        held = self.held
        header = {"alg": ALGORITHM, "typ": typ, "kid": held.kid}
        return jws.serialize_compact(header, claims, held.key, [ALGORITHM])

    def opened(self, token: str, typ: str, at: str = "") -> bytes | None:
        """What a JWS of this ring says. None where it is none, or where its key had been followed before ``at`` (a stamp)."""
        try:
            kid = jws.extract_compact(token.encode()).headers().get("kid")
            key = self._key(kid, at)
            if key is None:
                return None
            found = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
        except (JoseError, ValueError):
            return None
        return found.payload if found.protected.get("typ") == typ else None

    def _key(self, kid: object, at: str) -> ECKey | None:
        held = self.held
        if kid == held.kid:
            return held.key
        former = held.former.get(kid) if isinstance(kid, str) else None
        return former.key if former is not None and at <= former.until else None
