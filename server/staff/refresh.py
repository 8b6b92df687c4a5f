"""Refresh tokens: opaque, used once, each answered with its successor, for one shift. A family is one sign-in.

A token that comes a second time was stolen, or its answer was lost on the way. Within the grace, from the same device key (the caller
has checked the proof), and while nobody used the successor, the answer is given again with a fresh successor; otherwise the family dies.
"""

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, insert, select, update

from contract.ids import new_id
from server.core.clock import later, parse_stamp, stamp
from server.staff.tables import refresh_families, refresh_tokens

GRACE_S = 30
KEPT_S = 7 * 24 * 3600


class Fate(StrEnum):
    """What became of a refresh."""

    RENEWED = "renewed"
    UNKNOWN = "unknown"
    OVER = "over"
    REUSED = "reused"


class Family(msgspec.Struct, frozen=True):
    """One sign-in. ``ended`` is empty, or why it ended."""

    id: str
    user: str
    device: str
    jkt: str
    started_at: str
    ends_at: str
    ended: str = ""
    ended_at: str = ""
    last_at: str = ""


class Renewal(msgspec.Struct, frozen=True):
    """``token`` is the successor where the fate is renewed; ``family`` is there unless the token was unknown."""

    fate: Fate
    token: str = ""
    family: Family | None = None


def token_id(token: str) -> str:
    """What is stored of a token: its SHA-256. The token has 256 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(now: datetime) -> Select[Any]:
    """The ids of people who are signed in somewhere."""
    alive = (refresh_families.c.ended == "") & (refresh_families.c.ends_at > stamp(now))
    return select(refresh_families.c.user).where(alive)


def begin(conn: Connection, user: str, device: str, jkt: str, now: datetime, shift_s: int) -> tuple[str, Family]:
    """A new family with its first token."""
    family = Family(new_id(), user, device, jkt, stamp(now), later(now, shift_s), last_at=stamp(now))
    conn.execute(insert(refresh_families), msgspec.structs.asdict(family))
    _forget_old(conn, now)
    return _next(conn, family.id), family


def renew(conn: Connection, token: str, jkt: str, device: str, now: datetime) -> Renewal:
    """Use a token. A key other than the family's counts as theft like a reuse does."""
    row = conn.execute(select(refresh_tokens).where(refresh_tokens.c.id == token_id(token))).first()
    family = find(conn, row.family) if row is not None else None
    if row is None or family is None:
        return Renewal(Fate.UNKNOWN)
    if family.ended or family.ends_at <= stamp(now):
        return Renewal(Fate.OVER, family=family)
    if (family.jkt, family.device) != (jkt, device):
        return _kill(conn, family, now)
    if row.used_at and not _lost_answer(conn, row.used_at, row.successor, now):
        return _kill(conn, family, now)
    successor = _next(conn, family.id)
    mark = {"successor": token_id(successor)} | ({} if row.used_at else {"used_at": stamp(now)})
    same = (refresh_tokens.c.id == row.id) & (refresh_tokens.c.successor == row.successor)
    if conn.execute(update(refresh_tokens).where(same).values(**mark)).rowcount != 1:
        return _kill(conn, family, now)
    conn.execute(update(refresh_families).where(refresh_families.c.id == family.id).values(last_at=stamp(now)))
    return Renewal(Fate.RENEWED, successor, family)


def _lost_answer(conn: Connection, used_at: str, successor: str, now: datetime) -> bool:
    if (now - parse_stamp(used_at)).total_seconds() > GRACE_S:
        return False
    unused = (refresh_tokens.c.id == successor) & (refresh_tokens.c.used_at == "")
    return conn.execute(delete(refresh_tokens).where(unused)).rowcount == 1


def find(conn: Connection, family: str) -> Family | None:
    """The family with this id."""
    row = conn.execute(select(refresh_families).where(refresh_families.c.id == family)).mappings().first()
    return None if row is None else Family(**row)


def of_person(conn: Connection, user: str, now: datetime) -> list[Family]:
    """The person's families that have not ended, newest first."""
    alive = (
        (refresh_families.c.user == user) & (refresh_families.c.ended == "") & (refresh_families.c.ends_at > stamp(now))
    )
    rows = conn.execute(select(refresh_families).where(alive).order_by(refresh_families.c.started_at.desc())).mappings()
    return [Family(**row) for row in rows]


def left_since(conn: Connection, user: str, then: str, now: datetime) -> bool:
    """Whether the person was signed in after this stamp, and is nowhere now."""
    if of_person(conn, user, now):
        return False
    there = (refresh_families.c.ended_at > then) | (
        (refresh_families.c.ended == "") & (refresh_families.c.ends_at > then)
    )
    return (
        conn.execute(select(refresh_families.c.id).where(refresh_families.c.user == user, there).limit(1)).first()
        is not None
    )


def ended_since(conn: Connection, then: str) -> list[str]:
    """Families that ended after this stamp, by whichever process of the bank."""
    return list(conn.scalars(select(refresh_families.c.id).where(refresh_families.c.ended_at > then)))


def end(conn: Connection, family: str, why: str, now: datetime) -> bool:
    """End a family that has not ended yet."""
    alive = (refresh_families.c.id == family) & (refresh_families.c.ended == "")
    return conn.execute(update(refresh_families).where(alive).values(ended=why, ended_at=stamp(now))).rowcount == 1


def _kill(conn: Connection, family: Family, now: datetime) -> Renewal:
    end(conn, family.id, "reused", now)
    return Renewal(Fate.REUSED, family=family)


def _next(conn: Connection, family: str) -> str:
    token = secrets.token_urlsafe(32)
    conn.execute(insert(refresh_tokens), {"id": token_id(token), "family": family, "used_at": "", "successor": ""})
    return token


def _forget_old(conn: Connection, now: datetime) -> None:
    old = select(refresh_families.c.id).where(refresh_families.c.ends_at < later(now, -KEPT_S))
    conn.execute(delete(refresh_tokens).where(refresh_tokens.c.family.in_(old)))
    conn.execute(delete(refresh_families).where(refresh_families.c.ends_at < later(now, -KEPT_S)))
