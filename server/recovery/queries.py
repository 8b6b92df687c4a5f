"""What the doors and the write path ask: is the bank waiting, and for whom?"""

from sqlalchemy import Connection, insert, update

from contract.commands import kind_of
from contract.ids import SYSTEM_USER, new_id
from server.core import journal
from server.core.journal_tables import head
from server.core.order import Order
from server.core.unit import Resident, Unit
from server.recovery import rules
from server.recovery.tables import RECOVERIES, REPORTS, RecoveryRow, recoveries

ALWAYS = frozenset({"report_resent", "waive_reports"})


def going_on(resident: Resident) -> RecoveryRow | None:
    """The recovery that has not ended, as of the last commit."""
    return rules.going_on(resident.rows(RECOVERIES).values())


def wants_report(resident: Resident, device: str) -> bool:
    """Whether this workstation has still to say that it has sent everything again."""
    row = going_on(resident)
    return row is not None and rules.report_id(row.epoch, device) not in resident.rows(REPORTS)


def is_shut(unit: Unit, order: Order) -> bool:
    """Whether this command has to wait: the bank recovers, and its workstation has already sent what the bank may lack.

    Until then whatever a workstation sends is taken, because its outbox is sent in its order.
    """
    row = going_on(unit.resident)
    if row is None or order.header.made_by == SYSTEM_USER or kind_of(order.command) in ALWAYS:
        return False
    now = unit.peek(RECOVERIES, row.epoch)
    if now is not None and now.ended_at:
        return False
    return unit.peek(REPORTS, rules.report_id(row.epoch, order.header.device)) is not None


def begin(conn: Connection, at: str, safe_seq: int = 0) -> RecoveryRow:
    """Another epoch from here on: the journal ends earlier than clients may have seen. ``safe_seq`` is what the backup holds."""
    now = journal.lock_head(conn)
    row = RecoveryRow(epoch=new_id(), began_at=at, upto=now.seq)
    values = {"epoch": row.epoch, "safe_seq": min(now.seq, max(now.safe_seq, safe_seq))}
    conn.execute(update(head).where(head.c.id == 1).values(**values))
    conn.execute(update(recoveries).where(recoveries.c.ended_at == "").values(ended_at=at))
    conn.execute(insert(recoveries), {"epoch": row.epoch, "began_at": at, "upto": row.upto, "ended_at": ""})
    return row
