"""What a session's slip said before each late entry: the figures are rebuilt from the books, because a slip that is out is the bank's for good."""

from collections.abc import Sequence

from sqlalchemy import Connection, case, func, select

from contract.drawers import PostTo
from server.drawers import facts
from server.drawers.tables import SessionRow
from server.ledger import chart
from server.ledger.tables import legs, transactions


def variances(conn: Connection, row: SessionRow) -> Sequence[int]:
    """The slip's variance as first issued, then after each amendment; the newest alone where the books do not tell them apart."""
    now = facts.variance(row)
    if not row.amended:
        return (now,)
    steps = _late(conn, row)
    found = [facts.attempts(row)[-1].variance]
    for step in steps:
        found.append(found[-1] + step)
    # An older slip that cannot be rebuilt is vouched for by nobody: better than vouching for figures that it never had.
    return found if (len(steps), found[-1]) == (row.amended, now) else (now,)


def left_on_record(row: SessionRow, variance: int) -> int:
    """What a slip with this variance leaves to settle: a difference of the vault's is none of the cashier's, a late entry is."""
    return variance - facts.attempts(row)[-1].variance if row.post_to == PostTo.VAULT else variance


def _late(conn: Connection, row: SessionRow) -> list[int]:
    """What each entry after the count did to the drawer's over/short, in the order of booking: more expected is less over."""
    account = chart.internal_id(row.branch, chart.OVER_SHORT, row.currency, row.number)
    change = func.sum(case((legs.c.side == "credit", legs.c.amount), else_=-legs.c.amount))
    joined = legs.join(transactions, transactions.c.id == legs.c.transaction)
    mine = (
        legs.c.account == account,
        legs.c.seq > row.first_seq,
        transactions.c.session == row.id,
        transactions.c.late,
    )
    query = select(change).select_from(joined).where(*mine).group_by(legs.c.seq, legs.c.transaction)
    return [int(step) for step in conn.execute(query.order_by(legs.c.seq, legs.c.transaction)).scalars()]
