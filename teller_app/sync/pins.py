"""A PIN for the lock screen of one's own workstation: set after a password, few tries, then the password alone.

It opens nothing but the lock of whoever is signed in: not the door, not another workstation, not the bank. Its verifier is argon2id
in the encrypted outbox's file, so the few million PINs cannot be tried without the keyring.
"""

from enum import StrEnum
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from teller_app.sync.outbox import Outbox
from teller_app.sync.sqlcipher import transaction

DIGITS = 6
TRIES_MAX = 5


class PinRefused(StrEnum):
    """Why a PIN does not unlock, or cannot be set."""

    WRONG = "wrong_pin"
    LOCKED = "pin_locked"
    WEAK = "weak_pin"


class Pins:
    """Every method hashes or commits: worker threads only."""

    def __init__(self, outbox: Outbox, hasher: PasswordHasher | None = None) -> None:
        self._outbox = outbox
        self._db = outbox.connection
        self._hasher = hasher or PasswordHasher()

    def set(self, user: str, pin: str) -> PinRefused | None:
        """Keep it for a person whose password has just been checked, in the place of the one before."""
        if is_weak(pin):
            return PinRefused.WEAK
        verifier = self._hasher.hash(pin)
        with self._outbox.lock, transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO pins VALUES (?, ?, 0)", (user, verifier))
        return None

    def left(self, user: str) -> int:
        """How many tries are left; -1 where no PIN is set."""
        with self._outbox.lock:
            row = self._db.execute("SELECT tries FROM pins WHERE user = ?", (user,)).fetchone()
        return max(0, TRIES_MAX - int(row[0])) if row else -1

    def check(self, user: str, pin: str) -> PinRefused | None:
        """None where it is right. A try is written down before it is judged, so a crash gives none back."""
        with self._outbox.lock, transaction(self._db):
            row = self._db.execute("SELECT verifier, tries FROM pins WHERE user = ?", (user,)).fetchone()
            if row is None or row[1] >= TRIES_MAX:
                return PinRefused.LOCKED
            self._db.execute("UPDATE pins SET tries = tries + 1 WHERE user = ?", (user,))
        try:
            self._hasher.verify(row[0], pin)
        except (Argon2Error, InvalidHashError):
            return PinRefused.WRONG
        self.forgive(user)
        return None

    def forgive(self, user: str) -> None:
        """The right PIN, or the password: all tries are there again."""
        with self._outbox.lock, transaction(self._db):
            self._db.execute("UPDATE pins SET tries = 0 WHERE user = ?", (user,))


def is_weak(pin: str) -> bool:
    """Not six digits, or what a passer-by tries first: one or two digits alone, a run, halves that repeat."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        return True
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) <= 2 or steps in ({1}, {9}) or pin[:3] == pin[3:]
