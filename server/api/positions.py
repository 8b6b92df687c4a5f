"""The cash position as a paper: the pieces in a drawer after one journal row, with the code that vouches for them."""

from collections.abc import Sequence

from sqlalchemy import Connection

from contract.money import add_pieces, pieces_total
from contract.papers import PositionPaper
from server.approvals import policy
from server.approvals.tables import RULES
from server.core.audience import Reader
from server.core.unit import Resident
from server.drawers import history
from server.drawers.tables import DRAWERS, DrawerRow, SessionRow
from server.ledger.verification import Sign, signed_pieces
from server.staff.names import person_name


def position_of(
    conn: Connection, resident: Resident, reader: Reader, sign: Sign, drawer: str, day: str, seq: int
) -> PositionPaper | None:
    """For those who may look back on that day (see ``history.sessions_of``); None for others and where there was nothing yet."""
    row = resident.get(DRAWERS, drawer)
    if row is None:
        return None
    openly = policy.counts_openly(resident.rows(RULES).values(), row.branch, row.id)
    rows = history.sessions_of(conn, row, day, reader, openly)
    return stated(conn, resident, sign, row, rows, seq) if rows else None


def stated(
    conn: Connection, resident: Resident, sign: Sign, drawer: DrawerRow, rows: Sequence[SessionRow], seq: int
) -> PositionPaper | None:
    """The paper after journal row ``seq``, one of those that moved this drawer's cash in these sessions."""
    steps = history.steps_of(conn, drawer.id, rows, seq + 1)
    if not steps or steps[-1].seq != seq or len(steps) > history.STEPS_MAX:
        return None
    pieces = history.opening_of(conn, drawer.id, rows[0].first_seq)
    for step in steps:
        pieces = add_pieces(pieces, step.pieces)
    last, session = steps[-1], next(row for row in rows if row.id == steps[-1].session)
    number = f"CP-{drawer.number}-{session.business_date.replace('-', '')}-{seq}"
    amount = pieces_total(pieces)
    return PositionPaper(
        number=number,
        code=sign(number, session.business_date, amount, drawer.id, signed_pieces(pieces)),
        drawer=drawer.number,
        branch=drawer.branch,
        currency=drawer.currency,
        business_date=session.business_date,
        at=last.at,
        seq=seq,
        amount=amount,
        pieces=pieces,
        cashier=person_name(resident, session.cashier),
        receipt=last.receipt,
    )
