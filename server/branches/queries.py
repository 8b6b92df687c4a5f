"""The reader's share of a snapshot: the branches."""

from sqlalchemy import Connection, func, select

from contract.permissions import Permission
from server.branches import tills
from server.branches.closing import report_fact
from server.branches.handlers import fact
from server.branches.tables import DAY_REPORTS, day_reports
from server.core.audience import Reader
from server.core.branch_table import BRANCHES, branches
from server.core.registry import Shares, Source


def last_close(conn: Connection, branch: str, day: str) -> int:
    """The journal row of the branch's last close before this business date, 0 where there was none: everything after it is of the day."""
    found = select(func.max(day_reports.c.seq)).where(day_reports.c.branch == branch, day_reports.c.business_date < day)
    return int(conn.scalar(found) or 0)


def _branches(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    if Permission.READ_STAFF.value not in reader.permissions:
        return ()
    statement = select(*BRANCHES.columns).where(branches.c.id > after).order_by(branches.c.id).limit(limit)
    rows = conn.execute(statement).mappings()
    return [(row["id"], fact(BRANCHES.make(row))) for row in rows]


def _reports(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """The closing report of a branch's business day, if it is closed."""
    if Permission.SEE_DRAWER_TOTALS.value not in reader.permissions:
        return ()
    query = select(*DAY_REPORTS.columns).join(branches, branches.c.id == day_reports.c.branch)
    query = query.where(day_reports.c.branch > after, day_reports.c.business_date == branches.c.business_date)
    if not reader.everywhere:
        query = query.where(day_reports.c.branch == reader.branch)
    rows = conn.execute(query.order_by(day_reports.c.branch).limit(limit)).mappings()
    return [(row["branch"], report_fact(DAY_REPORTS.make(row))) for row in rows]


def sources() -> tuple[Source, ...]:
    """All branches (a transfer names them, and their days prune journals), closing reports, tills that are away."""
    return (Source("branch", _branches), Source("day_report", _reports), Source("till", tills.share))
