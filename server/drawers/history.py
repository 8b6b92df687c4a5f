"""A drawer's day out of its moves: what was in it before the first, and each of them. The position at any minute is their fold."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, select

from contract.history import HistorySession, HistoryStep
from contract.permissions import Permission
from server.core.audience import Reader, at_branch, may_see
from server.core.journal_tables import journal
from server.drawers import facts
from server.drawers.cash import drawer_bag
from server.drawers.tables import SESSIONS, DrawerRow, SessionRow, cash_moves, sessions
from server.ledger.tables import TRANSACTIONS, TransactionRow

STEPS_MAX = 5_000
"""Moves of one drawer on one day that are told; a till makes some hundreds."""
LINES_A_QUERY = 500
LATE_S = 60
"""Seconds between a posting and the books' hearing of it, from which on the till was cut off."""


def sessions_on(conn: Connection, drawer: DrawerRow, day: str) -> list[SessionRow]:
    """Those of the day that were open at all, in their order."""
    query = select(*SESSIONS.columns).where(
        sessions.c.branch == drawer.branch, sessions.c.business_date == day, sessions.c.drawer == drawer.id,
        sessions.c.refused == "", sessions.c.state != "unsigned",
    )  # fmt: skip
    return [SESSIONS.make(row) for row in conn.execute(query.order_by(sessions.c.first_seq)).mappings()]


def sessions_of(
    conn: Connection, drawer: DrawerRow, day: str, reader: Reader, openly: bool = False
) -> list[SessionRow]:
    """What a reader may look back on. Whoever sees drawer totals sees all of the day and live; a cashier their own last session,
    once it is closed: an open one is still to be counted blind unless the branch counts ``openly``, and the others are somebody else's.
    """
    rows = sessions_on(conn, drawer, day)
    if may_see(reader, at_branch(drawer.branch, Permission.SEE_DRAWER_TOTALS.value)):
        return rows
    return [row for row in rows if row.cashier == reader.user and (openly or row.state == "closed")][-1:]


def opening_of(conn: Connection, drawer: str, first_seq: int) -> dict[str, int]:
    """What the close before left in it: a close makes the drawer hold what was counted, and nothing moves between sessions."""
    before = select(sessions.c.counted_pieces).where(
        sessions.c.drawer == drawer,
        sessions.c.state == "closed",
        sessions.c.refused == "",
        sessions.c.first_seq < first_seq,
    )
    return dict(conn.scalar(before.order_by(sessions.c.first_seq.desc()).limit(1)) or {})


def steps_of(conn: Connection, drawer: str, rows: Sequence[SessionRow], before: int) -> tuple[HistoryStep, ...]:
    """The moves of these sessions in journal rows before ``before``, at most ``STEPS_MAX`` and one to say that there are more."""
    span = cash_moves.c.seq.between(rows[0].first_seq, before - 1)
    mine = select(cash_moves).where(span, cash_moves.c.holder == drawer_bag(drawer))
    mine = mine.where(cash_moves.c.session.in_([row.id for row in rows])).order_by(cash_moves.c.seq, cash_moves.c.n)
    moves = list(conn.execute(mine.limit(STEPS_MAX + 1)).mappings())
    behind = TRANSACTIONS.fetch(conn, [move["transaction"] for move in moves if move["transaction"]])
    columns = (journal.c.seq, journal.c.at, journal.c.made_at, journal.c.made_by)
    lines: dict[int, Row[Any]] = {}
    for chunk in batched((move["seq"] for move in moves), LINES_A_QUERY):
        lines |= {row.seq: row for row in conn.execute(select(*columns).where(journal.c.seq.in_(chunk)))}
    return tuple(_step(move, lines[move["seq"]], behind.get(move["transaction"])) for move in moves)


def _step(move: RowMapping, line: Row[Any], found: TransactionRow | None) -> HistoryStep:
    return HistoryStep(
        seq=move["seq"],
        at=line.at,
        made_at=line.made_at,
        kind=move["kind"],
        amount=move["amount"],
        pieces=move["pieces"],
        session=move["session"],
        made_by=line.made_by,
        transaction=move["transaction"],
        receipt=found.receipt if found else "",
        holder=found.holder if found else "",
    )


def told(row: SessionRow) -> HistorySession:
    """A session as the history names it."""
    done = row.state == "closed"
    return HistorySession(session=row.id, cashier=row.cashier, state=row.state, opened_at=row.opened_at, closed_at=row.closed_at,
                          variance=facts.variance(row) if done and row.attempts else None)  # fmt: skip


def gaps(steps: Iterable[HistoryStep]) -> tuple[tuple[str, str], ...]:
    """Spans (from, to) in which the till was cut off: its postings were made in them and heard of at their end. Overlaps are one."""
    found: list[tuple[str, str]] = []
    for start, end in sorted((step.made_at, step.at) for step in steps if _seconds(step.made_at, step.at) > LATE_S):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _seconds(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
