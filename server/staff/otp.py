"""One-time passwords: HOTP (RFC 4226) and TOTP (RFC 6238)."""

import base64
import hashlib
import hmac

DIGITS = 6
STEP_S = 30
_HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA512": hashlib.sha512}


def hotp(secret: bytes, counter: int, digits: int = DIGITS, algorithm: str = "SHA1") -> str:
    """The code of a counter (RFC 4226 section 5.3: dynamic truncation)."""
    digest = hmac.new(secret, counter.to_bytes(8), _HASHES[algorithm]).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}d}"


def totp(secret: bytes, unix_time: float, digits: int = DIGITS, algorithm: str = "SHA1", step_s: int = STEP_S) -> str:
    """The code of a moment (seconds since 1970)."""
    return hotp(secret, int(unix_time // step_s), digits, algorithm)


def step_of(
    secret: bytes,
    code: str,
    unix_time: float,
    after: int,
    window: int = 0,
    digits: int = DIGITS,
    algorithm: str = "SHA1",
    step_s: int = STEP_S,
) -> int | None:
    """The time step whose code this is, within ``window`` steps around now; None where it is none, or not newer than ``after``.

    A step counts once (RFC 6238 section 5.2): the caller keeps it as the next ``after``.
    """
    now = int(unix_time // step_s)
    steps = [step for step in range(now - window, now + window + 1) if step > after and step >= 0]
    # Every candidate is compared, so that the time taken says nothing about which one fitted.
    given = code.encode()
    fitting = [step for step in steps if hmac.compare_digest(hotp(secret, step, digits, algorithm).encode(), given)]
    return fitting[0] if fitting else None


def base32(secret: bytes) -> str:
    """As authenticators take it: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")
