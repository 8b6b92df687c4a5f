"""The reader's share of a snapshot: vaults, movements that go on or belong to the business day, requisitions likewise."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from contract.permissions import Permission
from contract.vault import RequisitionState
from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.core.shares import branch_rows
from server.vault import facts, rules
from server.vault.tables import REQUISITIONS, TRANSFERS, VAULTS, cash_transfers, requisitions


def of_drawer(drawer: str) -> ColumnElement[bool]:
    """Movements to or from this drawer, and what is exchanged, sorted or kept in it."""
    return or_(cash_transfers.c.source_drawer == drawer, cash_transfers.c.target_drawer == drawer)


def _vaults(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = branch_rows(conn, VAULTS, Permission.SEE_DRAWER_TOTALS, reader, after, limit)
    return [(row.id, facts.vault_fact(row)) for row in rows]


def _of_day(query: Select[Any], table: Any, open_states: list[str], after: str, limit: int) -> Select[Any]:
    """What is not finished, and what was finished on its branch's business day."""
    query = query.join(branches, branches.c.id == table.c.branch)
    now = (table.c.business_date == branches.c.business_date) | table.c.state.in_(open_states)
    return query.where(table.c.id > after, now).order_by(table.c.id).limit(limit)


def _moves(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = _of_day(select(*TRANSFERS.columns), cash_transfers, sorted(rules.OPEN), after, limit)
    shares = []
    for found in conn.execute(query).mappings():
        row = TRANSFERS.make(found)
        shares.append((row.id, facts.move_fact(row) if may_see(reader, facts.move_audience(row)) else None))
    return shares


def _requisitions(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    going = [RequisitionState.ASKED.value, RequisitionState.GRANTED.value]
    query = _of_day(select(*REQUISITIONS.columns), requisitions, going, after, limit)
    shares = []
    for found in conn.execute(query).mappings():
        row = REQUISITIONS.make(found)
        seen = may_see(reader, facts.requisition_audience(row))
        shares.append((row.id, facts.requisition_fact(row) if seen else None))
    return shares


def sources() -> tuple[Source, ...]:
    """Vaults, movements, requisitions."""
    return (Source("vault", _vaults), Source("cash_move", _moves), Source("requisition", _requisitions))
