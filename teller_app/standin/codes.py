"""Codes and their slow hashes (argon2id, RFC 9106). Every function takes a tenth of a second a code: worker threads only."""

from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from contract.standin import ArmedCode, StandInCodeFact, spoken

CODE_SYMBOLS = 12


def armed(secrets: Sequence[tuple[str, str]], hasher: PasswordHasher | None = None) -> tuple[ArmedCode, ...]:
    """(id, code) pairs as tills get them."""
    slow = hasher or PasswordHasher()
    return tuple(ArmedCode(code=code, hash=slow.hash(spoken(secret))) for code, secret in secrets)


def match(codes: Sequence[StandInCodeFact], typed: str, hasher: PasswordHasher | None = None) -> str:
    """Whose hash the typed code has: its id, or an empty text. A text of another length is not even tried."""
    said = spoken(typed)
    if len(said) != CODE_SYMBOLS:
        return ""
    slow = hasher or PasswordHasher()
    return next((fact.code for fact in codes if _fits(slow, fact.hash, said)), "")


def _fits(slow: PasswordHasher, known: str, said: str) -> bool:
    try:
        return slow.verify(known, said)
    except (Argon2Error, InvalidHashError):
        return False
