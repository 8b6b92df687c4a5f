"""Slowing down whoever guesses, then locking. Counted by (account, device) and by device; unknown names are counted like known ones.

An attempt is counted *before* its password is looked at, so that a hundred guesses at once are a hundred counted guesses. Until it is
judged it is under way and may make others wait a moment, but locks nobody: a server that dies, or has no time to look, is not the person's doing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

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
UNDER_WAY_S = 15
"""An attempt is judged sooner than this (64 may wait for a hash); one that is not will never be, because its server died."""
_UNDER_WAY = "|?"
Rows = dict[str, Row[Any]]
Mark = tuple[str, int, int]


@dataclass(frozen=True)
class Held:
    """Whether the attempt may go on: not while it must wait, not while it is locked."""

    wait_s: int = 0
    locked: bool = False


def wait_after(failures: int, free: int) -> int:
    """Seconds to wait after so many failures in a row: 5, 10, 20 … up to a quarter of an hour."""
    if failures <= free:
        return 0
    return int(min(WAIT_MAX_S, FIRST_WAIT_S * 2 ** min(failures - free - 1, 20)))


def buckets(username: str, device: str, known: bool) -> tuple[Mark, ...]:
    """The counters of an attempt with their free tries and their bound. All devices new to an account share one counter."""
    place = device if known else "new"
    return (f"{username[:64]}|{place}", FREE, LOCK_AFTER), (f"|{device}", FREE_DEVICE, LOCK_DEVICE_AFTER)


def is_known(conn: Connection, user: str, device: str) -> bool:
    """Whether the person signed in on this device before."""
    match = (known_devices.c.user == user) & (known_devices.c.device == device)
    return conn.execute(select(known_devices.c.since).where(match)).first() is not None


def begin(conn: Connection, username: str, device: str, known: bool, now: datetime) -> Held:
    """Count an attempt as under way; nothing is counted while it must wait.

    Whoever looked at the password says ``fail``, ``succeed`` or ``forgive``; who could not look says ``withdraw``.
    """
    marks = buckets(username, device, known)
    rows = _rows(conn, marks)
    present = stamp(now)
    held = [row.locked_until for row in rows.values() if row.locked_until > present]
    if NEVER in held:
        return Held(locked=True)
    if held:
        return Held(wait_s=max(1, round((parse_stamp(max(held)) - now).total_seconds())))
    for name, free, _ in marks:
        under_way = _under_way(rows, name, now) + 1
        wait_s = min(UNDER_WAY_S, wait_after(_failures(rows, name) + under_way, free))
        _put(conn, rows, name + _UNDER_WAY, under_way, later(now, wait_s), now)
    forgotten = (sign_in_failures.c.last_at < later(now, -FORGET_S)) & (sign_in_failures.c.locked_until != NEVER)
    conn.execute(delete(sign_in_failures).where(forgotten))
    return Held()


def fail(conn: Connection, username: str, device: str, known: bool, now: datetime) -> bool:
    """The password was looked at and was wrong. Whether this very failure locks."""
    marks, locks = buckets(username, device, known), False
    rows = _rows(conn, marks)
    for name, free, most in marks:
        failures = _failures(rows, name) + 1
        locks = locks or failures == most
        _put(conn, rows, name, failures, NEVER if failures >= most else later(now, wait_after(failures, free)), now)
        _judged(conn, rows, name)
    return locks


def withdraw(conn: Connection, username: str, device: str, known: bool) -> None:
    """Nobody looked at the password, so nothing was guessed."""
    marks = buckets(username, device, known)
    rows = _rows(conn, marks)
    for name, *_ in marks:
        _judged(conn, rows, name)


def _names(marks: tuple[Mark, ...]) -> list[str]:
    return [name + end for name, *_ in marks for end in ("", _UNDER_WAY)]


def _rows(conn: Connection, marks: tuple[Mark, ...]) -> Rows:
    found = select(sign_in_failures).where(sign_in_failures.c.id.in_(_names(marks))).order_by(sign_in_failures.c.id)
    # Another process of the bank may be counting the same.
    return {row.id: row for row in conn.execute(found.with_for_update())}


def _failures(rows: Rows, name: str) -> int:
    return rows[name].failures if name in rows else 0


def _under_way(rows: Rows, name: str, now: datetime) -> int:
    row = rows.get(name + _UNDER_WAY)
    return row.failures if row is not None and row.last_at > later(now, -UNDER_WAY_S) else 0


def _judged(conn: Connection, rows: Rows, name: str) -> None:
    """One less is under way; after the last one nobody waits for what is."""
    row = rows.get(name + _UNDER_WAY)
    if row is None:
        return
    mine = sign_in_failures.c.id == row.id
    if row.failures > 1:
        conn.execute(update(sign_in_failures).where(mine).values(failures=row.failures - 1))
    else:
        conn.execute(delete(sign_in_failures).where(mine))


def _put(conn: Connection, rows: Rows, name: str, failures: int, until: str, now: datetime) -> None:
    values = {"failures": failures, "last_at": stamp(now), "locked_until": until}
    if name in rows:
        conn.execute(update(sign_in_failures).where(sign_in_failures.c.id == name).values(**values))
    else:
        conn.execute(insert(sign_in_failures), {"id": name, **values})


def succeed(conn: Connection, username: str, user: str, device: str, known: bool, now: datetime) -> None:
    """The password was right: forget the failures, remember the device."""
    forgive(conn, username, device, known)
    if not known and not is_known(conn, user, device):
        conn.execute(insert(known_devices), {"user": user, "device": device, "since": stamp(now)})


def forgive(conn: Connection, username: str, device: str, known: bool) -> None:
    """The password was right: the failures at this place are forgotten."""
    names = _names(buckets(username, device, known))
    conn.execute(delete(sign_in_failures).where(sign_in_failures.c.id.in_(names)))


def forget(conn: Connection, username: str, user: str) -> None:
    """A manager unlocks: everything counted against the account, and against the devices that are known to be theirs."""
    devices = conn.scalars(select(known_devices.c.device).where(known_devices.c.user == user)).all()
    theirs = _names(tuple((f"|{device}", FREE_DEVICE, LOCK_DEVICE_AFTER) for device in devices))
    mine = sign_in_failures.c.id.startswith(f"{username}|", autoescape=True)
    conn.execute(delete(sign_in_failures).where(or_(mine, sign_in_failures.c.id.in_(theirs))))
