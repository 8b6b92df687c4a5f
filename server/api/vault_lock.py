"""Which unlocked vaults end now: nobody said yes there for too long, or one of the two who unlocked it has left.

Whoever says yes beside the other has no session of their own, so only a session that was there and ended is a leaving.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from contract.vault import LockedWhy, LockVault
from server.core.clock import stamp
from server.staff import refresh
from server.vault.tables import VaultRow


def due(conn: Connection, rows: Iterable[VaultRow], now: datetime) -> list[LockVault]:
    """One command a vault."""
    at = stamp(now)
    found = []
    for row in rows:
        if row.open and row.locks_at:
            idle = row.locks_at <= at
            if idle or any(refresh.left_since(conn, user, row.opened_at, now) for user in row.opened_by):
                why = LockedWhy.IDLE if idle else LockedWhy.LEFT
                found.append(LockVault(vault=row.id, why=why, opened_at=row.opened_at))
    return found
