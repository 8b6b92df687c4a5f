"""A cash advance as papers: the voucher of its payment, a receipt for each retirement, each with its code."""

import re

import msgspec
from sqlalchemy import Connection, select

from contract.advances import AdvanceStep
from contract.money import Pieces, add_pieces
from contract.papers import AdvancePaper
from server.advances.handlers import audience_of
from server.advances.tables import ADVANCES, AdvanceRow, advances
from server.core.audience import Reader, may_see
from server.core.branch_table import BRANCHES, branch_coded
from server.core.unit import Resident
from server.drawers.tables import cash_moves
from server.ledger.tables import TRANSACTIONS
from server.ledger.verification import Sign
from server.staff.names import person_name

NUMBER = re.compile(r"^AD-([0-9A-Z]{1,8})-([0-9]{3,10})-([0-9]{1,3})\Z")


def advance_paper_of(
    conn: Connection, resident: Resident, reader: Reader, sign: Sign, advance: str, step: int
) -> AdvancePaper | None:
    """The paper of a step, 1 the payment, 0 the newest; None for who may not see the advance, and where there is no such step."""
    row = ADVANCES.fetch(conn, [advance]).get(advance)
    if row is None or not may_see(reader, audience_of(row)):
        return None
    return stated(conn, resident, sign, row, step or len(row.steps))


def advance_paper_by_number(conn: Connection, resident: Resident, sign: Sign, number: str) -> AdvancePaper | None:
    """The paper with this number, as ``AD-040-012-1`` says it."""
    parts = NUMBER.match(number)
    code, serial, step = parts.groups() if parts else ("", "", "0")
    branch = branch_coded(resident, code)
    if branch is None:
        return None
    query = select(*ADVANCES.columns).where(advances.c.branch == branch.id, advances.c.number == f"AD-{serial}")
    found = conn.execute(query.limit(1)).mappings().first()
    return stated(conn, resident, sign, ADVANCES.make(found), int(step)) if found is not None else None


def stated(conn: Connection, resident: Resident, sign: Sign, row: AdvanceRow, place: int) -> AdvancePaper | None:
    """The paper of the step at this place, from 1. The code covers the step and what the advance is for."""
    branch = resident.get(BRANCHES, row.branch)
    if branch is None or not 0 < place <= len(row.steps):
        return None
    steps = [msgspec.convert(step, AdvanceStep) for step in row.steps[:place]]
    step, settled = steps[-1], sum(one.spent + one.back for one in steps)
    number = f"AD-{branch.code}-{row.number.partition('-')[2]}-{place}"
    amount = row.amount if step.kind == "paid" else step.spent + step.back
    booked = TRANSACTIONS.fetch(conn, [step.transaction]).get(step.transaction)
    moved, change = _moved(conn, step.transaction, -1 if step.kind == "paid" else 1)
    papers = ",".join(step.papers)
    return AdvancePaper(
        number=number,
        code=sign(
            number, amount, row.id, row.person, step.kind, step.at, step.transaction, step.spent, step.back, papers
        ),
        branch=row.branch,
        currency=row.currency,
        business_date=booked.business_date if booked else step.at[:10],
        at=step.at,
        what=step.kind,
        amount=amount,
        person=person_name(resident, row.person),
        purpose=row.purpose,
        due=row.due,
        by=person_name(resident, step.by),
        drawer=booked.drawer if booked else "",
        approved_by=person_name(resident, row.approved_by),
        pieces=moved,
        change=change,
        spent=step.spent,
        back=step.back,
        papers=step.papers,
        advanced=row.amount,
        left=row.amount - settled,
    )


def _moved(conn: Connection, transaction: str, way: int) -> tuple[Pieces, Pieces]:
    """The notes that went this way (1 into the drawer, -1 out of it), and those that went the other: change."""
    found: Pieces = {}
    query = select(cash_moves.c.pieces).where(
        cash_moves.c.transaction == transaction, cash_moves.c.holder.like("drawer:%")
    )
    for (pieces,) in conn.execute(query):
        found = add_pieces(found, pieces, way)
    moved = {face: count for face, count in found.items() if count > 0}
    return moved, {face: -count for face, count in found.items() if count < 0}
