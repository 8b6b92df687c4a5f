"""Slowing down whoever guesses. Counted by (account, device) and by device; unknown names are counted like known ones.

An attempt is counted *before* its password is looked at, so that a hundred guesses at once are a hundred counted guesses.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from server.core.clock import later, parse_stamp, stamp
from server.staff.tables import known_devices, sign_in_failures

FREE = 3
"""Failures that cost nothing: people mistype."""
FREE_DEVICE = 12
FIRST_WAIT_S = 5
WAIT_MAX_S = 900
FORGET_S = 24 * 3600


def wait_after(failures: int, free: int) -> int:
    """Seconds to wait after so many failures in a row: 5, 10, 20 … up to a quarter of an hour."""
    if failures <= free:
        return 0
    return int(min(WAIT_MAX_S, FIRST_WAIT_S * 2 ** min(failures - free - 1, 20)))


def buckets(username: str, device: str, known: bool) -> tuple[tuple[str, int], ...]:
    """The counters of an attempt with their free tries. All devices new to an account share one counter."""
    place = device if known else "new"
    return (f"{username[:64]}|{place}", FREE), (f"|{device}", FREE_DEVICE)


def is_known(conn: Connection, user: str, device: str) -> bool:
    """Whether the person signed in on this device before."""
    match = (known_devices.c.user == user) & (known_devices.c.device == device)
    return conn.execute(select(known_devices.c.since).where(match)).first() is not None


def begin(conn: Connection, username: str, device: str, known: bool, now: datetime) -> int:
    """Count an attempt as failed. Returns seconds to wait (nothing counted then), or 0 for go on."""
    marks = buckets(username, device, known)
    rows = {
        row.id: row
        for row in conn.execute(select(sign_in_failures).where(sign_in_failures.c.id.in_([name for name, _ in marks])))
    }
    present = stamp(now)
    held = [row.locked_until for row in rows.values() if row.locked_until > present]
    if held:
        return max(1, round((parse_stamp(max(held)) - now).total_seconds()))
    for name, free in marks:
        _count(conn, name, free, rows[name].failures if name in rows else None, now)
    conn.execute(delete(sign_in_failures).where(sign_in_failures.c.last_at < later(now, -FORGET_S)))
    return 0


def _count(conn: Connection, name: str, free: int, before: int | None, now: datetime) -> None:
    failures = (before or 0) + 1
    values = {"failures": failures, "last_at": stamp(now), "locked_until": later(now, wait_after(failures, free))}
    if before is None:
        conn.execute(insert(sign_in_failures), {"id": name, **values})
    else:
        conn.execute(update(sign_in_failures).where(sign_in_failures.c.id == name).values(**values))


def succeed(conn: Connection, username: str, user: str, device: str, known: bool, now: datetime) -> None:
    """The password was right: forget the failures, remember the device."""
    names = [name for name, _ in buckets(username, device, known)]
    conn.execute(delete(sign_in_failures).where(sign_in_failures.c.id.in_(names)))
    if not known and not is_known(conn, user, device):
        conn.execute(insert(known_devices), {"user": user, "device": device, "since": stamp(now)})
