"""The reader's share of a snapshot: each drawer's budget, codes that may still be read out."""

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from contract.permissions import Permission
from server.core.audience import Reader
from server.core.registry import Shares, Source
from server.standin.handlers import code_fact, fact
from server.standin.tables import BUDGETS, CODES, budgets, codes


def _at(
    reader: Reader, permission: Permission, branch: ColumnElement[str], own: ColumnElement[bool]
) -> ColumnElement[bool]:
    if permission.value not in reader.permissions:
        return own
    return true() if reader.everywhere else or_(own, branch == reader.branch)


def _budgets(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    seen = _at(reader, Permission.DECIDE, budgets.c.branch, budgets.c.cashier == reader.user)
    statement = select(*BUDGETS.columns).where(and_(seen, budgets.c.drawer > after))
    rows = conn.execute(statement.order_by(budgets.c.drawer).limit(limit)).mappings()
    return [(row["drawer"], fact(BUDGETS.make(row))) for row in rows]


def _codes(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    seen = _at(reader, Permission.POST_CASH, codes.c.branch, codes.c.owner == reader.user)
    statement = select(*CODES.columns).where(and_(seen, codes.c.state == "armed", codes.c.id > after))
    rows = conn.execute(statement.order_by(codes.c.id).limit(limit)).mappings()
    return [(row["id"], code_fact(CODES.make(row))) for row in rows]


def sources() -> tuple[Source, ...]:
    """Budgets and codes."""
    return (Source("stand_in", _budgets), Source("stand_in_code", _codes))
