"""The over/short record as a paper: what a close left, every step of settling it, and whose it is."""

import msgspec
from sqlalchemy import Connection, select

from contract.papers import OverShortPaper, OverShortStep
from contract.variances import VarianceStep
from server.api.amendments import left_on_record, variances
from server.core.audience import Reader, may_see
from server.core.unit import Resident
from server.drawers.tables import SESSIONS, SessionRow, sessions
from server.ledger.verification import Sign
from server.staff.names import person_name
from server.variances.recording import variance_audience
from server.variances.tables import OVER_SHORTS, VARIANCES, VarianceRow


def record_of(conn: Connection, resident: Resident, reader: Reader, sign: Sign, variance: str) -> OverShortPaper | None:
    """For those who may see the variance; None for others."""
    row = VARIANCES.fetch(conn, [variance]).get(variance)
    session = SESSIONS.fetch(conn, [variance]).get(variance)
    if row is None or session is None or not may_see(reader, variance_audience(row)):
        return None
    return stated(conn, resident, sign, (session, session.amended), (row, len(row.steps)), row.amount)


def records_by_number(
    conn: Connection, resident: Resident, sign: Sign, drawer: str, day: str, tail: str, at: tuple[int, int]
) -> list[OverShortPaper]:
    """The record as it stood after so many steps and amendments: ``OS-04-20261124-1A2B3C4D-2-A1``; then, where it was amended since,
    as it stands now.
    """
    steps, amended = at
    query = select(sessions.c.id).where(sessions.c.number == drawer, sessions.c.business_date == day)
    keys = [key for (key,) in conn.execute(query) if key[-8:].upper() == tail]
    found, rows = VARIANCES.fetch(conn, keys), SESSIONS.fetch(conn, keys)
    row = next(iter(found.values()), None) if len(found) == 1 else None
    if row is None or steps > len(row.steps) or amended > rows[row.id].amended:
        return []
    session = rows[row.id]
    if amended == session.amended:
        return [stated(conn, resident, sign, (session, amended), (row, steps), row.amount)]
    said = variances(conn, session)
    if amended >= len(said) - 1:
        return []
    amount = left_on_record(session, said[amended])
    now = stated(conn, resident, sign, (session, session.amended), (row, len(row.steps)), row.amount)
    return [stated(conn, resident, sign, (session, amended), (row, steps), amount), now]


def stated(
    conn: Connection,
    resident: Resident,
    sign: Sign,
    closed: tuple[SessionRow, int],
    settled: tuple[VarianceRow, int],
    amount: int,
) -> OverShortPaper:
    """The paper after so many amendments of the session and the first steps of settling. The code covers the amount and all of them."""
    (session, amended), (row, count) = closed, settled
    steps = tuple(msgspec.convert(step, VarianceStep) for step in row.steps[:count])
    number = f"OS-{session.number}-{session.business_date.replace('-', '')}-{row.id[-8:].upper()}-{count}"
    number += f"-A{amended}" if amended else ""
    said = ",".join(f"{step.kind}:{step.at}:{step.amount}:{step.transaction}" for step in steps)
    key = f"{row.person}:{row.currency}"
    sums = OVER_SHORTS.fetch(conn, [key]).get(key)
    return OverShortPaper(
        number=number,
        code=sign(number, amount, row.id, row.person, said),
        branch=row.branch,
        drawer=session.number,
        currency=row.currency,
        business_date=session.business_date,
        at=row.at,
        cashier=person_name(resident, row.person),
        forced_by=person_name(resident, row.forced_by),
        amount=amount,
        amended=amended,
        reason=row.reason,
        steps=tuple(_step(resident, step) for step in steps),
        over=sums.over if sums else 0,
        short=sums.short if sums else 0,
        count=sums.count if sums else 0,
    )


def _step(resident: Resident, step: VarianceStep) -> OverShortStep:
    return OverShortStep(
        kind=step.kind,
        by=person_name(resident, step.by),
        at=step.at,
        amount=step.amount,
        approved_by=person_name(resident, step.approved_by),
        note=step.note,
    )
