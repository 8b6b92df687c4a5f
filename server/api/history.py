"""A drawer's day put together of four rooms: its moves with their chain, its counts, what was decided about it, what was sent."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from contract.history import DrawerHistory, HistoryApproval, HistoryBreak, HistoryCount, HistoryTransfer
from contract.vault import MoveKind
from server.approvals import policy
from server.approvals.tables import REQUESTS, RULES, requests
from server.core import chain
from server.core.audience import Reader
from server.core.branch_table import BRANCHES
from server.core.journal import read_head
from server.core.store import Log
from server.core.unit import Resident
from server.counts.tables import COUNTS, spot_counts
from server.drawers import history
from server.drawers.facts import attempts
from server.drawers.tables import DRAWERS, SessionRow
from server.staff import activity
from server.staff.tables import activity as lines
from server.vault.queries import of_drawer
from server.vault.tables import TRANSFERS, TransferRow, cash_transfers

MARKS_MAX = 200
"""Counts, decisions and transfers each that one answer tells."""


def history_of(
    conn: Connection,
    resident: Resident,
    logs: Sequence[Log[Any]],
    reader: Reader,
    drawer: str,
    day: str,
    known: int = 0,
) -> DrawerHistory | None:
    """The day ``day`` ("" for the branch's of now); None where the reader may see nothing of it. The chain is proved from the first
    row of the day, or from behind ``known``: up to there this reader has found it whole before. ``logs`` are what its hashes cover.
    """
    row = resident.get(DRAWERS, drawer)
    branch = resident.get(BRANCHES, row.branch) if row else None
    if row is None or branch is None:
        return None
    day = day or branch.business_date
    rows = history.sessions_of(
        conn, row, day, reader, policy.counts_openly(resident.rows(RULES).values(), row.branch, row.id)
    )
    if not rows:
        return None
    head, live = read_head(conn).seq, rows[-1].state != "closed"
    first, last = rows[0].first_seq, head if live else rows[-1].last_seq
    broken = chain.first_break(conn, logs, max(first, min(known, last) + 1), last)
    steps = history.steps_of(conn, row.id, rows, broken[0] if broken else last + 1)
    told = steps[: history.STEPS_MAX]
    return DrawerHistory(
        drawer=row.id,
        number=row.number,
        branch=row.branch,
        currency=row.currency,
        business_date=day,
        seq=head,
        opening=history.opening_of(conn, row.id, first),
        steps=told,
        sessions=tuple(history.told(session) for session in rows),
        counts=tuple(sorted(_counts(conn, rows), key=lambda item: item.at)),
        approvals=tuple(_approvals(conn, rows)),
        transfers=tuple(_transfers(conn, row.id, rows)),
        gaps=history.gaps(told),
        soft_max=row.soft_max,
        live=live,
        broken=broken[0] if broken else 0,
        broken_why=broken[1].where if broken else "",
        more=len(steps) > len(told),
        breaks=tuple(_breaks(conn, rows)),
    )


def _counts(conn: Connection, rows: Sequence[SessionRow]) -> Iterator[HistoryCount]:
    for row in rows:
        for line in attempts(row):
            yield HistoryCount(at=line.at, kind="close", by=line.by, total=line.total, variance=line.variance)
    query = select(*COUNTS.columns).where(spot_counts.c.session.in_([row.id for row in rows]))
    for found in conn.execute(query.order_by(spot_counts.c.at).limit(MARKS_MAX)).mappings():
        count = COUNTS.make(found)
        yield HistoryCount(at=count.at, kind=count.kind, by=count.by, witness=count.witness, total=count.total,
                           variance=count.variance)  # fmt: skip


def _approvals(conn: Connection, rows: Sequence[SessionRow]) -> Iterator[HistoryApproval]:
    """What was decided of requests that were made from these sessions."""
    query = select(*REQUESTS.columns).where(
        requests.c.session.in_([row.id for row in rows]), requests.c.decided_at != ""
    )
    for found in conn.execute(query.order_by(requests.c.decided_at).limit(MARKS_MAX)).mappings():
        row = REQUESTS.make(found)
        yield HistoryApproval(request=row.id, at=row.decided_at, state=row.state, kind=row.kind, by=row.decided_by,
                              amount=row.amount, holder=row.holder)  # fmt: skip


def _transfers(conn: Connection, drawer: str, rows: Sequence[SessionRow]) -> Iterator[HistoryTransfer]:
    """Whatever was sent to or from the drawer while it was open, and what was changed, sorted or kept in it."""
    query = select(*TRANSFERS.columns).where(
        cash_transfers.c.branch == rows[0].branch, of_drawer(drawer), cash_transfers.c.at >= rows[0].opened_at
    )
    if rows[-1].closed_at:
        query = query.where(cash_transfers.c.at <= rows[-1].closed_at)
    for found in conn.execute(query.order_by(cash_transfers.c.at).limit(MARKS_MAX)).mappings():
        row = TRANSFERS.make(found)
        yield HistoryTransfer(number=row.number, at=row.received_at or row.sent_at or row.at, kind=_way(row, drawer),
                              state=row.state, amount=_moved(row, drawer), note=row.note)  # fmt: skip


def _way(row: TransferRow, drawer: str) -> str:
    if row.kind != MoveKind.TRANSFER:
        return row.kind
    here = row.target_drawer == drawer
    return f"from_{row.source}" if here else f"to_{row.target}"


def _moved(row: TransferRow, drawer: str) -> int:
    if row.kind != MoveKind.TRANSFER:
        # Cash changed its pieces where it lies. Only a note that turned out suspect made it less.
        return row.difference
    return row.amount + row.difference if row.target_drawer == drawer else -row.amount


def _breaks(conn: Connection, rows: Sequence[SessionRow]) -> Iterator[HistoryBreak]:
    """From where a drawer's cashier signed out to their next sign-in, while it was open: a locked till is its own affair, and tells nobody."""
    for row in rows:
        mine = select(lines.c.at, lines.c.what).where(lines.c.user == row.cashier, lines.c.at >= row.opened_at)
        mine = mine.where(lines.c.what.in_((activity.SIGNED_OUT, activity.SIGNED_IN)))
        if row.closed_at:
            mine = mine.where(lines.c.at <= row.closed_at)
        left = ""
        for found in conn.execute(mine.order_by(lines.c.n).limit(MARKS_MAX)):
            if found.what == activity.SIGNED_OUT:
                left = left or found.at
            elif left:
                yield HistoryBreak(at=left, by=row.cashier, until=found.at)
                left = ""
        if left:
            yield HistoryBreak(at=left, by=row.cashier)
