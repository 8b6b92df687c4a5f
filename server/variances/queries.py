"""The reader's share of a snapshot: variances that are not settled or were today, and people's sums."""

from sqlalchemy import Connection, select

from contract.variances import VarianceState
from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.variances import recording
from server.variances.tables import OVER_SHORTS, VARIANCES, over_shorts, variances


def _variances(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = select(*VARIANCES.columns).join(branches, branches.c.id == variances.c.branch)
    now = (variances.c.state != VarianceState.SETTLED.value) | (variances.c.business_date == branches.c.business_date)
    query = query.where(variances.c.id > after, now).order_by(variances.c.id).limit(limit)
    shares = []
    for found in conn.execute(query).mappings():
        row = VARIANCES.make(found)
        seen = may_see(reader, recording.variance_audience(row))
        shares.append((row.id, recording.variance_fact(row) if seen else None))
    return shares


def _over_shorts(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = select(*OVER_SHORTS.columns).where(over_shorts.c.id > after).order_by(over_shorts.c.id).limit(limit)
    shares = []
    for found in conn.execute(query).mappings():
        row = OVER_SHORTS.make(found)
        seen = may_see(reader, recording.over_short_audience(row))
        shares.append((row.id, recording.over_short_fact(row) if seen else None))
    return shares


def sources() -> tuple[Source, ...]:
    """Variances and sums."""
    return (Source("variance", _variances), Source("over_short", _over_shorts))
