"""Signing in, going on, signing out. The caller has checked the device's proof and hands in the key's thumbprint.

A wrong name and a wrong password give the same answer after the same work, and both are slowed down alike.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from contract.doors import SetPassword
from contract.errors import ErrorCode
from contract.staff import Refresh, SignIn, Tokens
from server.core.clock import Clock, parse_stamp, stamp
from server.core.crash import crash_point
from server.core.pace import Misses
from server.core.writer import Writer
from server.staff import activity, codes, lockout, phones, refresh, secrets, totp
from server.staff.actors import actor_of
from server.staff.breached import BreachedUnusable
from server.staff.denied import Denied, written
from server.staff.passwords import Passwords, PasswordsBusy
from server.staff.queries import user_named
from server.staff.refresh import Family, Fate
from server.staff.sessions import Session, Sessions
from server.staff.tables import DEVICES, UserRow
from server.staff.tokens import ACCESS_S, AccessTokens

Alarm = Callable[[str, str, dict[str, str]], Awaitable[None]]
"""(what happened, whom it concerns, names for the words): tells the person and those who decide at their branch."""

Mark = Callable[[str], str]
"""A keyed hash."""
MARK_SIGNS = 16


@dataclass(frozen=True)
class Attempt:
    """A counted attempt: whether it must wait or is locked, whether the device is known, the stored hash where there is one,

    and the phone to which a one-time secret went.
    """

    held: lockout.Held
    known: bool
    stored: str | None
    one_time: bool = False
    sent_to: str = ""


@dataclass(frozen=True)
class Begun:
    """A session that goes on: its refresh token, its family, and whether the person's codes come from an authenticator."""

    token: str
    family: Family
    authenticator: bool


class SignIns:
    """Everything that begins, continues or ends a session. Writes go through the one writer."""

    def __init__(
        self,
        writer: Writer,
        sessions: Sessions,
        tokens: AccessTokens,
        passwords: Passwords,
        clock: Clock,
        shift_s: int,
        alarm: Alarm,
        mark: Mark,
    ) -> None:
        self._writer = writer
        self._sessions = sessions
        self._tokens = tokens
        self._passwords = passwords
        self._clock = clock
        self._shift_s = shift_s
        self._alarm = alarm
        self._mark = mark
        # Asking costs no hash while one is held back: only the writer's thread uses it.
        self._misses = Misses()

    async def sign_in(self, ask: SignIn, jkt: str) -> Tokens:
        """Tokens for a name and password on a known device. Raises Denied: password_due where a one-time secret was given."""
        self._sessions.device(ask.device, jkt)
        person, tried = await self.verified(ask.username, ask.password, ask.device)
        if tried.one_time:
            await self.forgive(person, ask.device, tried.known)
            raise Denied(ErrorCode.PASSWORD_DUE)
        return self._tokens_of(
            await written(self._writer, lambda conn: self._succeed(conn, person, ask.device, jkt, tried))
        )

    async def set_password(self, ask: SetPassword, jkt: str) -> Tokens:
        """A new password for whoever knows the one of now, or holds a one-time secret. Every other session of theirs ends."""
        self._sessions.device(ask.device, jkt)
        person, tried = await self.verified(ask.username, ask.password, ask.device)
        # Whatever is said against the new password, the old one was right.
        await self.forgive(person, ask.device, tried.known)
        hints = [person.username, person.full_name, person.staff_number]
        try:
            why = await self._passwords.weakness_async(ask.new_password, hints)
        except BreachedUnusable as error:
            raise Denied(ErrorCode.BUSY, retry_after_s=60) from error
        if not why and ask.new_password == ask.password:
            why = "same"
        if why:
            raise Denied(ErrorCode.WEAK_PASSWORD, {"why": why})
        encoded = await self.hashed(ask.new_password)
        begun, ended = await written(
            self._writer, lambda conn: self._set(conn, person, ask.device, jkt, tried, encoded)
        )
        for family in ended:
            self._forget(family.id)
        await self.tell("password_changed", person.id, ask.device)
        return self._tokens_of(begun)

    async def verified(self, username: str, password: str, device: str) -> tuple[UserRow, Attempt]:
        """The person behind a name and password. Raises Denied: slow_down, locked, busy or bad_credentials."""
        name = username.strip().lower()
        person = user_named(self._writer.resident, name)
        if person is None:
            # People type their password where the name belongs, and the log is for ever: what nobody is called is kept as a mark.
            name = f"?{self._mark(name)[:MARK_SIGNS]}"
        tried = await written(self._writer, lambda conn: self._begin(conn, name, person, device))
        crash_point("sign_in.counted")
        if tried.held.locked:
            raise Denied(ErrorCode.LOCKED)
        if tried.held.wait_s:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=tried.held.wait_s)
        try:
            right = await self._passwords.fits_async(tried.stored, password)
        except PasswordsBusy as error:
            await written(self._writer, lambda conn: lockout.withdraw(conn, name, device, tried.known))
            raise Denied(ErrorCode.BUSY, retry_after_s=5) from error
        if person is None or not right or not person.active:
            locked = await written(self._writer, lambda conn: self._failed(conn, name, person, device, tried))
            if locked and person is not None:
                await self.tell("account_locked", person.id, device)
            raise Denied(ErrorCode.BAD_CREDENTIALS)
        return await phones.confirmed_by_secret(self._writer, self._clock, person, tried.sent_to), tried

    async def verify_again(self, session: Session, password: str) -> None:
        """The signed-in person types their password once more. Raises Denied as signing in does."""
        name = self._sessions.username(session.actor.user)
        person, tried = await self.verified(name, password, session.access.device)
        await self.forgive(person, session.access.device, tried.known)

    async def beside(self, session: Session, second: str, password: str, fingerprint: str, what: str) -> None:
        """Somebody else at the session's workstation proves themselves for one command of the session's person (``fingerprint``, ``what``
        its kind). Counted, slowed and locked as their own sign-in there. Raises Denied as signing in does, password_due included."""
        if second == session.actor.user:
            raise Denied(ErrorCode.SAME_PERSON)
        person, tried = await self.verified(self._sessions.username(second), password, session.access.device)
        await written(self._writer, lambda conn: self._beside(conn, session, person, tried, fingerprint, what))
        if tried.one_time:
            raise Denied(ErrorCode.PASSWORD_DUE)

    def _beside(
        self, conn: Connection, session: Session, person: UserRow, tried: Attempt, fingerprint: str, what: str
    ) -> None:
        now, device, maker = self._clock(), session.access.device, session.actor.user
        lockout.forgive(conn, person.username, device, tried.known)
        if tried.one_time:
            return
        activity.note(conn, now, activity.SECOND_GIVEN, person.id, person.username, device, what, by=maker)
        codes.grant(conn, person.id, device, codes.beside(maker, fingerprint), now)

    async def hashed(self, secret: str) -> str:
        """The hash of a new secret, made on the passwords' threads. Raises Denied(busy)."""
        try:
            return await self._passwords.hash_async(secret)
        except PasswordsBusy as error:
            raise Denied(ErrorCode.BUSY, retry_after_s=5) from error

    async def forgive(self, person: UserRow, place: str, known: bool = False) -> None:
        """The password was right where nobody signs in: what was counted for the attempt is taken back."""
        await written(self._writer, lambda conn: lockout.forgive(conn, person.username, place, known))

    async def renew(self, ask: Refresh, jkt: str) -> Tokens:
        """Tokens for a refresh token. Raises Denied; a reused token ends the session and raises the alarm."""
        self._sessions.device(ask.device, jkt)
        done, authenticator = await written(self._writer, lambda conn: self._renew(conn, ask, jkt))
        family = done.family
        if family is not None and done.fate is Fate.REUSED:
            self._forget(family.id)
            await self._alarm("refresh_reused", family.user, {"device": family.device, "session": family.id})
        if family is None or done.fate is not Fate.RENEWED:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        actor = actor_of(self._writer.resident, family.user)
        if actor is not None and not actor.active:
            # Whoever holds the token and the workstation's key may know, and the workstation lets them in no more without us.
            raise Denied(ErrorCode.MAKER_DISABLED)
        if actor is None or self._sessions.over(family.user, family.started_at):
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        return self._tokens_of(Begun(done.token, family, authenticator))

    async def sign_out(self, session: Session) -> None:
        """End the session's family; its tokens are refused at once, its feeds close."""
        await self.end(session.access.family, session, activity.SIGNED_OUT)

    async def end(self, family: str, session: Session, what: str = activity.SESSION_ENDED) -> None:
        """End one sign-in, the caller's own or one they may end (the door has looked)."""
        self._forget(family)
        await written(self._writer, lambda conn: self._end(conn, family, session, what))

    def _begin(self, conn: Connection, name: str, person: UserRow | None, device: str) -> Attempt:
        now, user = self._clock(), person.id if person else ""
        known = lockout.is_known(conn, user, device)
        held = lockout.begin(conn, name, device, known, now)
        stored, one_time = secrets.stored(conn, user, now)
        if (held.wait_s or held.locked) and self._misses.take(device, now.timestamp()):
            activity.note(conn, now, activity.SLOWED_DOWN, user, name, device)
        sent_to = secrets.sent_to(conn, user) if one_time else ""
        return Attempt(held=held, known=known, stored=stored, one_time=one_time, sent_to=sent_to)

    def _failed(self, conn: Connection, name: str, person: UserRow | None, device: str, tried: Attempt) -> bool:
        user, now = person.id if person else "", self._clock()
        activity.note(conn, now, activity.SIGN_IN_FAILED, user, name, device)
        locked = lockout.fail(conn, name, device, tried.known, now)
        if locked:
            activity.note(conn, now, activity.LOCKED, user, name, device)
        return locked

    def _succeed(self, conn: Connection, person: UserRow, device: str, jkt: str, tried: Attempt) -> Begun:
        now = self._clock()
        lockout.succeed(conn, person.username, person.id, device, tried.known, now)
        activity.note(conn, now, activity.SIGNED_IN, person.id, person.username, device)
        token, family = refresh.begin(conn, person.id, device, jkt, now, self._shift_s)
        return Begun(token, family, totp.has(conn, person.id))

    def _set(
        self, conn: Connection, person: UserRow, device: str, jkt: str, tried: Attempt, encoded: str
    ) -> tuple[Begun, list[Family]]:
        now = self._clock()
        ended = refresh.of_person(conn, person.id, now)
        for family in ended:
            refresh.end(conn, family.id, "password", now)
        if tried.one_time:
            activity.note(conn, now, activity.SECRET_USED, person.id, person.username, device)
        store_password(conn, person.id, encoded, now)
        return self._succeed(conn, person, device, jkt, tried), ended

    def _renew(self, conn: Connection, ask: Refresh, jkt: str) -> tuple[refresh.Renewal, bool]:
        now = self._clock()
        done = refresh.renew(conn, ask.refresh, jkt, ask.device, now)
        if done.family is not None and done.fate is Fate.REUSED:
            activity.note(conn, now, activity.REFRESH_REUSED, done.family.user, "", ask.device)
        return done, done.family is not None and totp.has(conn, done.family.user)

    def _end(self, conn: Connection, family: str, session: Session, what: str) -> None:
        found = refresh.find(conn, family)
        if found is None or not refresh.end(conn, family, "signed_out", self._clock()):
            return
        by = "" if found.user == session.actor.user else session.actor.user
        activity.note(conn, self._clock(), what, found.user, "", found.device, by=by)

    def _forget(self, family: str) -> None:
        self._sessions.end(family, self._clock().timestamp() + ACCESS_S)

    async def tell(self, what: str, user: str, device: str) -> None:
        """A notice about somebody's sign-in, to them and to those who decide at their branch."""
        station = self._writer.resident.get(DEVICES, device)
        await self._alarm(what, user, {"device": station.name if station else "", "at": stamp(self._clock())})

    def _tokens_of(self, begun: Begun) -> Tokens:
        family = begun.family
        actor = actor_of(self._writer.resident, family.user)
        if actor is None:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        ends = parse_stamp(family.ends_at).timestamp()
        now = self._clock().timestamp()
        access, lives_s = self._tokens.issue(
            family.user, family.device, family.jkt, family.id, now, ends, family.started_at
        )
        me = self._sessions.me(actor, family.ends_at, family.device, begun.authenticator)
        return Tokens(access=access, access_expires_in_s=lives_s, refresh=begun.token, me=me)


def store_password(
    conn: Connection, user: str, encoded: str, now: datetime, one_time: bool = False, sent_to: str = ""
) -> None:
    """Write a person's hash (of ``Passwords.hash``) over the one before. Runs inside a writer's job."""
    secrets.store(conn, user, encoded, now, one_time, sent_to)
    secrets.cancel(conn, user)
    activity.note(conn, now, activity.SECRET_DRAWN if one_time else activity.PASSWORD_SET, user=user)
