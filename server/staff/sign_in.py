"""Signing in, going on, signing out. The caller has checked the device's proof and hands in the key's thumbprint.

A wrong name and a wrong password give the same answer after the same work, and both are slowed down alike.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from contract.errors import ErrorCode
from contract.staff import Refresh, SignIn, Tokens
from server.core.clock import Clock, parse_stamp, stamp
from server.core.writer import Writer
from server.staff import activity, lockout, refresh
from server.staff.actors import actor_of
from server.staff.denied import Denied, written
from server.staff.passwords import Passwords, PasswordsBusy
from server.staff.queries import user_named
from server.staff.refresh import Family, Fate
from server.staff.sessions import Session, Sessions
from server.staff.tables import UserRow, credentials
from server.staff.tokens import ACCESS_S, AccessTokens

Alarm = Callable[[str, str, dict[str, str]], Awaitable[None]]
"""(what happened, whom it concerns, names for the words): tells the person and those who decide at their branch."""


@dataclass(frozen=True)
class Attempt:
    """A counted attempt: how long to wait, whether the device is known, the stored hash where there is one."""

    wait_s: int
    known: bool
    stored: str | None


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
    ) -> None:
        self._writer = writer
        self._sessions = sessions
        self._tokens = tokens
        self._passwords = passwords
        self._clock = clock
        self._shift_s = shift_s
        self._alarm = alarm

    async def sign_in(self, ask: SignIn, jkt: str) -> Tokens:
        """Tokens for a name and password on a known device. Raises Denied."""
        self._sessions.device(ask.device, jkt)
        name = ask.username.strip().lower()
        person = user_named(self._writer.resident, name)
        tried = await written(self._writer, lambda conn: self._begin(conn, name, person, ask.device))
        if tried.wait_s:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=tried.wait_s)
        try:
            right = await self._passwords.fits_async(tried.stored, ask.password)
        except PasswordsBusy as error:
            raise Denied(ErrorCode.BUSY, retry_after_s=5) from error
        if person is None or not right or not person.active:
            await written(self._writer, lambda conn: self._failed(conn, name, person, ask.device))
            raise Denied(ErrorCode.BAD_CREDENTIALS)
        begun = await written(self._writer, lambda conn: self._succeed(conn, person, ask.device, jkt, tried))
        return self._tokens_of(*begun)

    async def renew(self, ask: Refresh, jkt: str) -> Tokens:
        """Tokens for a refresh token. Raises Denied; a reused token ends the session and raises the alarm."""
        self._sessions.device(ask.device, jkt)
        done = await written(self._writer, lambda conn: self._renew(conn, ask, jkt))
        family = done.family
        if family is not None and done.fate is Fate.REUSED:
            self._forget(family.id)
            await self._alarm("refresh_reused", family.user, {"device": family.device, "session": family.id})
        if family is None or done.fate is not Fate.RENEWED:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        actor = actor_of(self._writer.resident, family.user)
        if actor is None or not actor.active:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        return self._tokens_of(done.token, family)

    async def sign_out(self, session: Session) -> None:
        """End the session's family; its tokens are refused at once, its feeds close."""
        access = session.access
        self._forget(access.family)
        await written(self._writer, lambda conn: self._end(conn, session))

    def _begin(self, conn: Connection, name: str, person: UserRow | None, device: str) -> Attempt:
        now = self._clock()
        known = lockout.is_known(conn, person.id if person else "", device)
        wait_s = lockout.begin(conn, name, device, known, now)
        stored = conn.scalar(select(credentials.c.hash).where(credentials.c.user == (person.id if person else "")))
        if wait_s:
            activity.note(conn, now, activity.SLOWED_DOWN, person.id if person else "", name, device)
        return Attempt(wait_s=wait_s, known=known, stored=stored)

    def _failed(self, conn: Connection, name: str, person: UserRow | None, device: str) -> None:
        activity.note(conn, self._clock(), activity.SIGN_IN_FAILED, person.id if person else "", name, device)

    def _succeed(self, conn: Connection, person: UserRow, device: str, jkt: str, tried: Attempt) -> tuple[str, Family]:
        now = self._clock()
        lockout.succeed(conn, person.username, person.id, device, tried.known, now)
        activity.note(conn, now, activity.SIGNED_IN, person.id, person.username, device)
        return refresh.begin(conn, person.id, device, jkt, now, self._shift_s)

    def _renew(self, conn: Connection, ask: Refresh, jkt: str) -> refresh.Renewal:
        now = self._clock()
        done = refresh.renew(conn, ask.refresh, jkt, ask.device, now)
        if done.family is not None and done.fate is Fate.REUSED:
            activity.note(conn, now, activity.REFRESH_REUSED, done.family.user, "", ask.device)
        return done

    def _end(self, conn: Connection, session: Session) -> None:
        refresh.end(conn, session.access.family, "signed_out")
        activity.note(conn, self._clock(), activity.SIGNED_OUT, session.actor.user, "", session.access.device)

    def _forget(self, family: str) -> None:
        self._sessions.end(family, self._clock().timestamp() + ACCESS_S)

    def _tokens_of(self, token: str, family: Family) -> Tokens:
        actor = actor_of(self._writer.resident, family.user)
        if actor is None:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        ends = parse_stamp(family.ends_at).timestamp()
        access, lives_s = self._tokens.issue(
            family.user, family.device, family.jkt, family.id, self._clock().timestamp(), ends
        )
        me = self._sessions.me(actor, family.ends_at, family.device)
        return Tokens(access=access, access_expires_in_s=lives_s, refresh=token, me=me)


def store_password(conn: Connection, user: str, encoded: str, now: datetime) -> None:
    """Write a person's hash (of ``Passwords.hash``) over the one before. Runs inside a writer's job."""
    values = {"hash": encoded, "changed_at": stamp(now)}
    changed = conn.execute(update(credentials).where(credentials.c.user == user).values(**values))
    if changed.rowcount == 0:
        conn.execute(insert(credentials), {"user": user, **values})
    activity.note(conn, now, activity.PASSWORD_SET, user=user)
