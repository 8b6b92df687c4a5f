"""How people stand: locked out, how codes reach them, when they were last here, whether a one-time secret waits."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from contract.doors import PersonStanding
from server.core.actor import Actor
from server.core.clock import stamp
from server.core.unit import Resident
from server.staff import lockout
from server.staff.codes import SMS, TOTP
from server.staff.tables import USERS, UserRow, credentials, refresh_families, secret_orders, sign_in_failures, totp


def standings(conn: Connection, resident: Resident, actor: Actor, now: datetime) -> list[PersonStanding]:
    """Everybody of the reader's branch, or of all branches, in order of id."""
    people = [row for row in resident.rows(USERS).values() if actor.everywhere or row.branch == actor.branch]
    locked, drawn, due = _locked(conn), _drawn(conn, now), _due(conn, now)
    seeds = set(conn.scalars(select(totp.c.user).where(totp.c.confirmed)))
    seen = _last(conn)
    return [
        PersonStanding(
            user=row.id,
            locked=row.username in locked,
            code_way=way(row, row.id in seeds),
            last_at=seen.get(row.id, ""),
            secret="due" if row.id in due else "drawn" if row.id in drawn else "",
        )
        for row in sorted(people, key=lambda row: row.id)
    ]


def way(row: UserRow, has_authenticator: bool) -> str:
    """How codes reach the person: an authenticator stands before the phone."""
    return TOTP if has_authenticator else SMS if row.phone else ""


def _locked(conn: Connection) -> set[str]:
    """User names that time does not let in again, wherever it was that somebody guessed."""
    held = select(sign_in_failures.c.id).where(sign_in_failures.c.locked_until == lockout.NEVER)
    return {mark.partition("|")[0] for mark in conn.scalars(held)} - {""}


def _drawn(conn: Connection, now: datetime) -> set[str]:
    waits = credentials.c.one_time & (credentials.c.expires_at > stamp(now))
    return set(conn.scalars(select(credentials.c.user).where(waits)))


def _due(conn: Connection, now: datetime) -> set[str]:
    return set(conn.scalars(select(secret_orders.c.user).where(secret_orders.c.expires_at > stamp(now))))


def _last(conn: Connection) -> dict[str, str]:
    seen = select(refresh_families.c.user, func.max(refresh_families.c.last_at).label("last")).group_by(
        refresh_families.c.user
    )
    return {row.user: row.last for row in conn.execute(seen)}
