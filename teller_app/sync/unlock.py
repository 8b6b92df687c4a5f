"""Unlocking without the server: who signed in here within seven days, by an argon2id verifier, with bounded tries."""

import time
from collections.abc import Callable
from enum import StrEnum

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from contract.errors import ErrorCode
from contract.staff import Me
from teller_app.sync.outbox import Outbox
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.sqlcipher import transaction

DAYS_MAX = 7
TRIES_MAX = 5
_DAY_S = 86_400


class UnlockRefused(StrEnum):
    """Why a person may not go on without the server."""

    UNKNOWN = LocalCode.OFFLINE.value
    WRONG = ErrorCode.BAD_CREDENTIALS.value
    TOO_LONG_AGO = LocalCode.OFFLINE_TOO_LONG.value
    TOO_MANY_TRIES = LocalCode.OFFLINE_LOCKED.value


class Unlocker:
    """Keeps verifiers in the outbox's file. Every method hashes or commits: worker threads only."""

    def __init__(
        self, outbox: Outbox, hasher: PasswordHasher | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._outbox = outbox
        self._db = outbox.connection
        self._hasher = hasher or PasswordHasher()
        self._clock = clock

    def remember(self, me: Me, password: str, server_now: float | None = None) -> None:
        """After a sign-in that the server accepted. The server's clock (seconds since 1970) puts right what a wrong one here
        made of the time: without it a clock that was a year ahead for a minute would stretch the seven days to a year."""
        verifier = self._hasher.hash(password)
        with self._outbox.lock, transaction(self._db):
            if server_now is not None:
                self._see(int(server_now))
            now = int(server_now) if server_now is not None else self._now()
            self._db.execute(
                "INSERT OR REPLACE INTO unlock VALUES (?, ?, ?, ?, 0)",
                (me.username, verifier, msgspec.json.encode(me), now),
            )

    def refresh(self, me: Me) -> None:
        """Keep what the server now says about a person; the seven days are not extended by it."""
        with self._outbox.lock, transaction(self._db):
            self._db.execute("UPDATE unlock SET me = ? WHERE username = ?", (msgspec.json.encode(me), me.username))

    def unlock(self, username: str, password: str) -> Me | UnlockRefused:
        """Who it is, or why not. A try is written down before it is judged, so a crash gives none back."""
        with self._outbox.lock, transaction(self._db):
            row = self._db.execute(
                "SELECT verifier, me, verified_at, tries FROM unlock WHERE username = ?", (username,)
            ).fetchone()
            if row is None:
                return UnlockRefused.UNKNOWN
            verifier, me, verified_at, tries = row
            if tries >= TRIES_MAX:
                return UnlockRefused.TOO_MANY_TRIES
            if self._now() - verified_at > DAYS_MAX * _DAY_S:
                return UnlockRefused.TOO_LONG_AGO
            self._db.execute("UPDATE unlock SET tries = tries + 1 WHERE username = ?", (username,))
        try:
            self._hasher.verify(verifier, password)
        except (Argon2Error, InvalidHashError):
            return UnlockRefused.WRONG
        with self._outbox.lock, transaction(self._db):
            self._db.execute("UPDATE unlock SET tries = 0 WHERE username = ?", (username,))
        return msgspec.json.decode(me, type=Me)

    def disown(self, username: str, password: str) -> bool:
        """The server does not take this password: where it is the one kept here, nobody comes in with it without the server any more.
        Says whether it was. A mistyped one changes nothing."""
        with self._outbox.lock:
            row = self._db.execute("SELECT verifier FROM unlock WHERE username = ?", (username,)).fetchone()
        if row is None:
            return False
        try:
            self._hasher.verify(row[0], password)
        except (Argon2Error, InvalidHashError):
            return False
        self.forget(username)
        return True

    def forget(self, username: str) -> None:
        """The server says that this person works here no more: they come in again by the server alone."""
        with self._outbox.lock, transaction(self._db):
            self._db.execute("DELETE FROM unlock WHERE username = ?", (username,))

    def known(self) -> list[tuple[Me, int]]:
        """Who signed in here within the days for which they may go on alone, and when (seconds since 1970)."""
        with self._outbox.lock:
            rows = self._db.execute("SELECT me, verified_at FROM unlock ORDER BY verified_at DESC").fetchall()
        since = self._clock() - DAYS_MAX * _DAY_S
        return [(msgspec.json.decode(me, type=Me), int(at)) for me, at in rows if at >= since]

    def _now(self) -> int:
        # A clock set back must not prolong the seven days: time here never runs backwards.
        row = self._db.execute("SELECT seen_at FROM clock").fetchone()
        now = max(int(self._clock()), int(row[0]) if row else 0)
        self._see(now)
        return now

    def _see(self, now: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO clock VALUES (1, ?)", (now,))
