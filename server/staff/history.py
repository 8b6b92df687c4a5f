"""What happened and who is here, for oneself and for those who look after people: sessions, workstations seen, activity."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true

from contract.doors import ActivityLine, ActivityPage, DeviceSeen, SessionView
from contract.permissions import Permission
from server.core.actor import Actor
from server.core.clock import stamp
from server.core.device_chain import device_chains
from server.core.unit import Resident
from server.staff.names import device_name, person_name
from server.staff.tables import USERS, activity, devices, refresh_families, users

PAGE_MAX = 200
SESSIONS_MAX = 500
NAMED_MAX = 60
"""People or events that one filter names."""
_OVERSEERS = frozenset({Permission.OVERSEE_STAFF.value, Permission.READ_AUDIT.value})


@dataclass(frozen=True)
class Filter:
    """Which lines of activity: of whom, of what, at which workstation (each may name several, with commas between), from and to which
    stamp, before which number (0: the newest).
    """

    user: str = ""
    what: str = ""
    device: str = ""
    after: str = ""
    until: str = ""
    before: int = 0
    limit: int = PAGE_MAX


def oversees(actor: Actor) -> bool:
    """Whether the person sees more than their own, at their branch or everywhere."""
    return bool(_OVERSEERS & actor.permissions)


def may_end(actor: Actor, resident: Resident, user: str) -> bool:
    """Whether the person may end sessions of this one: their own, or of somebody whom they look after."""
    row = resident.get(USERS, user)
    if row is None:
        return False
    looks_after = Permission.OVERSEE_STAFF.value in actor.permissions and (
        actor.everywhere or row.branch == actor.branch
    )
    return user == actor.user or looks_after


def sessions_of(conn: Connection, resident: Resident, actor: Actor, current: str, now: datetime) -> list[SessionView]:
    """Sign-ins that go on: one's own, and those of whoever one looks after. Newest first."""
    alive = (refresh_families.c.ended == "") & (refresh_families.c.ends_at > stamp(now))
    statement = select(refresh_families, users.c.full_name, users.c.sessions_from, users.c.active)
    statement = statement.join(users, users.c.id == refresh_families.c.user).where(alive, _people(actor, users.c.id))
    rows = conn.execute(statement.order_by(refresh_families.c.started_at.desc()).limit(SESSIONS_MAX))
    return [
        SessionView(
            session=row.id,
            user=row.user,
            full_name=row.full_name,
            device=row.device,
            device_name=device_name(resident, row.device),
            started_at=row.started_at,
            ends_at=row.ends_at,
            last_at=row.last_at,
            current=row.id == current,
        )
        for row in rows
        if row.active and row.started_at > row.sessions_from
    ]


def devices_seen(conn: Connection, actor: Actor) -> list[DeviceSeen]:
    """When each workstation was last heard of, and who was at it."""
    last = (
        select(refresh_families.c.device, func.max(refresh_families.c.last_at).label("last_at"))
        .group_by(refresh_families.c.device)
        .subquery()
    )
    seen = refresh_families
    statement = (
        select(seen.c.device, seen.c.last_at, seen.c.user, users.c.full_name, device_chains.c.forked)
        .join(last, and_(last.c.device == seen.c.device, last.c.last_at == seen.c.last_at))
        .join(users, users.c.id == seen.c.user)
        .join(devices, devices.c.id == seen.c.device)
        .outerjoin(device_chains, device_chains.c.device == seen.c.device)
        .where(true() if actor.everywhere else devices.c.branch == actor.branch)
        .order_by(seen.c.device)
    )
    found = {
        row.device: DeviceSeen(row.device, row.last_at, row.user, row.full_name, bool(row.forked))
        for row in conn.execute(statement)
    }
    return list(found.values())


def activity_page(conn: Connection, resident: Resident, actor: Actor, asked: Filter) -> ActivityPage:
    """Lines that this person may see, newest first."""
    limit = max(1, min(asked.limit, PAGE_MAX))
    rows = conn.execute(_wanted(actor, asked).order_by(activity.c.n.desc()).limit(limit + 1)).all()
    lines = tuple(_line(resident, row) for row in rows[:limit])
    return ActivityPage(lines=lines, next=lines[-1].n if len(rows) > limit else 0)


def activity_rows(
    conn: Connection, resident: Resident, actor: Actor, asked: Filter, most: int
) -> Iterator[dict[str, Any]]:
    """The same lines oldest first, each with its link in the activity's chain: for an export."""
    for row in conn.execute(_wanted(actor, asked).order_by(activity.c.n).limit(most)):
        yield {**msgspec.to_builtins(_line(resident, row)), "id": row.id, "by": row.by, "hash": row.hash}


def _wanted(actor: Actor, asked: Filter) -> Select[Any]:
    wanted = [_lines(actor)]
    wanted += [
        activity.c[name].in_(value.split(",")[:NAMED_MAX])
        for name in ("user", "what", "device")
        if (value := getattr(asked, name))
    ]
    wanted += [activity.c.at >= asked.after] if asked.after else []
    wanted += [activity.c.at < asked.until] if asked.until else []
    wanted += [activity.c.n < asked.before] if asked.before else []
    return select(activity).where(*wanted)


def _line(resident: Resident, row: object) -> ActivityLine:
    held = {name: getattr(row, name) for name in ("n", "at", "what", "user", "username", "device", "detail")}
    return ActivityLine(
        **held,
        full_name=person_name(resident, held["user"]),
        device_name=device_name(resident, held["device"]),
        by=person_name(resident, getattr(row, "by", "")),
    )


def _people(actor: Actor, column: ColumnElement[str]) -> ColumnElement[bool]:
    if not oversees(actor):
        return column == actor.user
    if actor.everywhere:
        return true()
    return or_(column == actor.user, column.in_(select(users.c.id).where(users.c.branch == actor.branch)))


def _lines(actor: Actor) -> ColumnElement[bool]:
    """Of people one sees; and where nobody is named (an unknown name was tried), of the branch's workstations."""
    seen = _people(actor, activity.c.user)
    if not oversees(actor) or actor.everywhere:
        return seen
    here = select(devices.c.id).where(devices.c.branch == actor.branch)
    return or_(seen, and_(activity.c.user == "", activity.c.device.in_(here)))
