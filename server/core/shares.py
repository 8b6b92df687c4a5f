"""The commonest share of a snapshot: rows of a branch, for whoever holds one permission there."""

from sqlalchemy import ColumnElement, Connection, select

from contract.permissions import Permission
from server.core.audience import Reader
from server.core.store import Row, Store


def branch_rows[R: Row](
    conn: Connection,
    store: Store[R],
    permission: Permission,
    reader: Reader,
    after: str,
    limit: int,
    *where: ColumnElement[bool],
) -> list[R]:
    """At most ``limit`` rows behind the key ``after``, in their order: of the reader's branch, or of all for those who act everywhere.

    The table has a column ``branch``. Nothing without the permission.
    """
    if permission.value not in reader.permissions:
        return []
    key = store.table.c[store.key]
    query = select(*store.columns).where(key > after, *where)
    if not reader.everywhere:
        query = query.where(store.table.c.branch == reader.branch)
    return [store.make(row) for row in conn.execute(query.order_by(key).limit(limit)).mappings()]
