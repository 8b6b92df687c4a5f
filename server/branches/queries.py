"""The reader's share of a snapshot: the branches."""

from sqlalchemy import Connection, select

from contract.permissions import Permission
from server.branches.handlers import fact
from server.core.audience import Reader
from server.core.branch_table import BRANCHES, branches
from server.core.registry import Shares, Source


def _branches(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    if Permission.READ_ACCOUNTS.value not in reader.permissions:
        return ()
    statement = select(*BRANCHES.columns).where(branches.c.id > after).order_by(branches.c.id).limit(limit)
    rows = conn.execute(statement).mappings()
    return [(row["id"], fact(BRANCHES.make(row))) for row in rows]


def sources() -> tuple[Source, ...]:
    """All branches: a transfer names them, and their days prune journals."""
    return (Source("branch", _branches),)
