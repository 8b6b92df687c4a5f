"""Slowing down whoever guesses, then locking. Counted by (account, device) and by device; unknown names are counted like known ones.

An attempt is counted *before* its password is looked at, so that a hundred guesses at once are a hundred counted guesses.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from server.core.clock import later, parse_stamp, stamp
from server.staff.tables import known_devices, sign_in_failures

FREE = 3
"""Failures that cost nothing: people mistype."""
FREE_DEVICE = 12
FIRST_WAIT_S = 5
WAIT_MAX_S = 900
FORGET_S = 24 * 3600
LOCK_AFTER = 10
"""Failures of one account at one place after which time does not help any more: a manager does."""
LOCK_DEVICE_AFTER = 60
NEVER = "9999-12-31T23:59:59.999Z"


@dataclass(frozen=True)
class Held:
    """Whether the attempt may go on: not while it must wait, not while it is locked. ``locked_now``: this very attempt locks."""

    wait_s: int = 0
    locked: bool = False
    locked_now: bool = False


def wait_after(failures: int, free: int) -> int:
    """Seconds to wait after so many failures in a row: 5, 10, 20 … up to a quarter of an hour."""
    if failures <= free:
        return 0
    return int(min(WAIT_MAX_S, FIRST_WAIT_S * 2 ** min(failures - free - 1, 20)))


def buckets(username: str, device: str, known: bool) -> tuple[tuple[str, int, int], ...]:
    """The counters of an attempt with their free tries and their bound. All devices new to an account share one counter."""
    place = device if known else "new"
    return (f"{username[:64]}|{place}", FREE, LOCK_AFTER), (f"|{device}", FREE_DEVICE, LOCK_DEVICE_AFTER)


def is_known(conn: Connection, user: str, device: str) -> bool:
    """Whether the person signed in on this device before."""
    match = (known_devices.c.user == user) & (known_devices.c.device == device)
    return conn.execute(select(known_devices.c.since).where(match)).first() is not None


def begin(conn: Connection, username: str, device: str, known: bool, now: datetime) -> Held:
    """Count an attempt as failed; nothing is counted while it must wait."""
    marks = buckets(username, device, known)
    rows = {
        row.id: row
        for row in conn.execute(select(sign_in_failures).where(sign_in_failures.c.id.in_([name for name, *_ in marks])))
    }
    present = stamp(now)
    held = [row.locked_until for row in rows.values() if row.locked_until > present]
    if NEVER in held:
        return Held(locked=True)
    if held:
        return Held(wait_s=max(1, round((parse_stamp(max(held)) - now).total_seconds())))
    ends = [_count(conn, mark, rows[mark[0]].failures if mark[0] in rows else None, now) for mark in marks]
    forgotten = (sign_in_failures.c.last_at < later(now, -FORGET_S)) & (sign_in_failures.c.locked_until != NEVER)
    conn.execute(delete(sign_in_failures).where(forgotten))
    return Held(locked_now=NEVER in ends)


def _count(conn: Connection, mark: tuple[str, int, int], before: int | None, now: datetime) -> str:
    name, free, most = mark
    failures = (before or 0) + 1
    until = NEVER if failures >= most else later(now, wait_after(failures, free))
    values = {"failures": failures, "last_at": stamp(now), "locked_until": until}
    if before is None:
        conn.execute(insert(sign_in_failures), {"id": name, **values})
    else:
        conn.execute(update(sign_in_failures).where(sign_in_failures.c.id == name).values(**values))
    return until


def succeed(conn: Connection, username: str, user: str, device: str, known: bool, now: datetime) -> None:
    """The password was right: forget the failures, remember the device."""
    forgive(conn, username, device, known)
    if not known and not is_known(conn, user, device):
        conn.execute(insert(known_devices), {"user": user, "device": device, "since": stamp(now)})


def forgive(conn: Connection, username: str, device: str, known: bool) -> None:
    """The password was right: the failures at this place are forgotten."""
    names = [name for name, *_ in buckets(username, device, known)]
    conn.execute(delete(sign_in_failures).where(sign_in_failures.c.id.in_(names)))


def forget(conn: Connection, username: str, user: str) -> None:
    """A manager unlocks: everything counted against the account, and against the devices that are known to be theirs."""
    theirs = [
        f"|{device}" for device in conn.scalars(select(known_devices.c.device).where(known_devices.c.user == user))
    ]
    mine = sign_in_failures.c.id.startswith(f"{username}|", autoescape=True)
    conn.execute(delete(sign_in_failures).where(or_(mine, sign_in_failures.c.id.in_(theirs))))
