"""The verification code of printed matter: HMAC-SHA256 by the bank's print key, 55 bits in Crockford's base 32 plus a check symbol.

Source: shared print specification, section 7. The key never leaves the server.
"""

import hmac
from collections.abc import Callable, Mapping

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_PLACES = tuple(range(50, -1, -5))
Sign = Callable[..., str]


def code_of(digest: bytes) -> str:
    """``AMV5-CK6F-1QK5``: eleven symbols of the digest's first 55 bits, and their weighted sum modulo 31."""
    value = int.from_bytes(digest[:8], "big") >> 9
    text = "".join([ALPHABET[value >> bits & 31] for bits in _PLACES])
    text += ALPHABET[sum([place * _VALUES[symbol] for place, symbol in enumerate(text, 1)]) % 31]
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def signed_pieces(pieces: Mapping[str, int]) -> str:
    """Notes and coins as a code covers them: ``100c:3,20000:2``, however they were entered."""
    return ",".join(f"{face}:{count}" for face, count in sorted(pieces.items()))


def signer(key: bytes) -> Sign:
    """A function from canonical fields to the code."""
    # hmac.digest lets another thread have the interpreter, for two microseconds of work; a copy of what was keyed before does not.
    keyed = hmac.new(key, digestmod="sha256")

    def sign(*fields: object) -> str:
        mac = keyed.copy()
        mac.update("|".join([str(field) for field in fields]).encode())
        return code_of(mac.digest())

    return sign
