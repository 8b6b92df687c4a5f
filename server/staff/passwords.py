"""Passwords: argon2id (RFC 9106), in threads of their own behind a bound, and what makes one good enough."""

import asyncio
import secrets
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from server.staff.breached import Breached

LENGTH_MIN = 12
LENGTH_MAX = 256
SCORE_MIN = 3
AT_ONCE = 2
"""Hashes at the same time: each takes 64 MiB and a whole core for a seventh of a second."""
WAITING_MAX = 64
_LOOKED_AT = 72
CONTEXT_WORDS = (
    "coastal", "teller", "cashier", "branch", "drawer", "counter", "manager", "savings", "susu", "cedi", "ghana", "accra",
    "kumasi", "makola", "osu", "tema", "takoradi", "tamale", "momo", "blackstars", "akwaaba", "password", "welcome",
)  # fmt: skip
"""What somebody at this counter thinks of first: a password made of these is as weak as one made of the person's name."""
NO_LIST = Breached("")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


_COMMON = frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= LENGTH_MIN)
"""The commonest passwords that are long enough to be tried here."""


class PasswordsBusy(Exception):
    """So many people are signing in that another one would wait too long."""


def weakness(password: str, hints: Sequence[str] = ()) -> str:
    """Why the password will not do (``short``, ``long``, ``guessable``), or an empty word. ``hints``: names of person and bank.

    Common and breached passwords are in the estimator's lists (zxcvbn, Wheeler 2016) and score below three; one of those lists, however
    it is capitalised, is refused by name.
    """
    text = normal(password)
    if len(text) < LENGTH_MIN:
        return "short"
    if len(text) > LENGTH_MAX:
        return "long"
    if text.lower() in _COMMON:
        return "common"
    # The estimator takes an early word for a likelier guess: the person's own come first.
    words = [word for hint in hints for word in (hint, *hint.split()) if len(word) > 2] + [*CONTEXT_WORDS]
    return "" if zxcvbn(text[:_LOOKED_AT], user_inputs=words)["score"] >= SCORE_MIN else "guessable"


def normal(password: str) -> str:
    """One spelling of the same characters, whichever keyboard made them (NFKC, as NIST SP 800-63B advises)."""
    return unicodedata.normalize("NFKC", password)


def one_time() -> str:
    """A password nobody chose: 80 bits in four groups without look-alikes."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


class Passwords:
    """Hashes and verifies. ``cheap`` is for tests, where a slow hash proves nothing."""

    def __init__(self, cheap: bool = False, breached: Breached = NO_LIST) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="coastal-password")
        self._breached = breached
        self._waiting = 0
        self._dummy = self._hasher.hash(secrets.token_hex(16))

    def weakness(self, password: str, hints: Sequence[str] = ()) -> str:
        """``weakness``, or ``breached`` for one of the bank's list. Reads a file."""
        return weakness(password, hints) or ("breached" if self._breached.knows(password) else "")

    async def weakness_async(self, password: str, hints: Sequence[str]) -> str:
        """The same away from the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.weakness, password, hints)

    def hash(self, password: str) -> str:
        """The encoded argon2id hash."""
        return self._hasher.hash(normal(password))

    def fits(self, encoded: str | None, password: str) -> bool:
        """Whether the password is the one. Without a hash (nobody has that name) the same time is spent for nothing."""
        try:
            right = self._hasher.verify(encoded or self._dummy, normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return right and encoded is not None

    async def fits_async(self, encoded: str | None, password: str) -> bool:
        """``fits`` away from the event loop. Raises PasswordsBusy when too many wait."""
        if self._waiting >= WAITING_MAX:
            raise PasswordsBusy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self.fits, encoded, password)
        finally:
            self._waiting -= 1

    async def hash_async(self, password: str) -> str:
        """``hash`` away from the event loop. Raises PasswordsBusy when too many wait."""
        if self._waiting >= WAITING_MAX:
            raise PasswordsBusy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self.hash, password)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True)
