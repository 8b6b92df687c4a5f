"""Which papers were printed, by whom and where: so that a second print says DUPLICATE on whatever workstation it is made."""

from datetime import datetime

from sqlalchemy import Column, Connection, Index, String, Table, func, insert, select

from contract.ids import new_id
from contract.papers import NotePrint, PrintNoted
from server.core.clock import stamp
from server.core.unit import Resident
from server.db.columns import Id, Stamp
from server.db.metadata import metadata
from server.staff import activity
from server.staff.names import device_name, person_name

prints = Table(
    "prints",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(80), nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", Stamp, nullable=False),
    Column("by", Id, nullable=False),
    Column("device", Id, nullable=False),
)
Index("ix_prints_number", prints.c.number, prints.c.status)


def note_print(conn: Connection, resident: Resident, ask: NotePrint, now: datetime, by: str, device: str) -> PrintNoted:
    """How often it was printed before; this print is kept. Asked again after a lost answer, one number is skipped, none given twice.

    Each is a line of the activity, a reprint with its reason; without one a reprint is not kept at all (``owed``).
    """
    mine = (prints.c.number == ask.number) & (prints.c.status == ask.status)
    before = int(conn.scalar(select(func.count()).select_from(prints).where(mine)) or 0)
    order = select(prints.c.at, prints.c.device, prints.c.by).where(mine).order_by(prints.c.at, prints.c.id)
    first = conn.execute(order.limit(1)).first()
    again, reason = ask.again or before > 0, ask.reason.strip()
    owed = again and not reason
    if not owed:
        row = {"id": new_id(), "number": ask.number, "status": ask.status, "at": stamp(now), "by": by, "device": device}
        conn.execute(insert(prints), row)
    if not owed:
        what, detail = (activity.REPRINTED, f"{ask.number}: {reason}") if again else (activity.PRINTED, ask.number)
        activity.note(conn, now, what, by, device=device, detail=detail)
    if first is None:
        return PrintNoted(before=before, owed=owed)
    return PrintNoted(
        before=before,
        first_at=first.at,
        first_device=device_name(resident, first.device),
        first_by=person_name(resident, first.by),
        owed=owed,
    )
