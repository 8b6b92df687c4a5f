"""The voucher of a cash transfer as a paper: what was sent, who sent and received it, and the code that vouches for what was sent."""

import msgspec
from sqlalchemy import Connection, select

from contract.papers import TransferPaper
from contract.vault import MoveKind, MoveState
from server.core.audience import Reader, may_see
from server.core.branch_table import BRANCHES, BranchRow, branch_coded
from server.core.unit import Resident
from server.ledger import inks
from server.ledger.verification import Sign, signed_pieces
from server.staff.names import person_name, staff_number
from server.vault.facts import move_audience
from server.vault.tables import TRANSFERS, TransferRow, cash_transfers

ON_PAPER = (MoveState.SENT, MoveState.COUNTED, MoveState.RECEIVED)
"""What never left has no voucher. What was refused went back: no more is printed, but the one of its sending is out."""


def voucher_of(conn: Connection, resident: Resident, reader: Reader, sign: Sign, transfer: str) -> TransferPaper | None:
    """For everybody who may see the movement; None for others, and for what was never sent."""
    row = TRANSFERS.fetch(conn, [transfer]).get(transfer)
    branch = resident.get(BRANCHES, row.branch) if row else None
    if row is None or branch is None or not may_see(reader, move_audience(row)):
        return None
    if row.state not in ON_PAPER:
        return None
    paper = stated(resident, sign, branch, row)
    return msgspec.structs.replace(paper, second_hand=inks.text_of(conn, row.second_ink)) if paper else None


def voucher_by_number(
    conn: Connection, resident: Resident, sign: Sign, branch_code: str, number: str
) -> tuple[TransferPaper | None, bool]:
    """The voucher with this number, as ``VT-040-0612`` says it, and whether what it was for came back."""
    branch = branch_coded(resident, branch_code)
    if branch is None:
        return None, False
    query = select(*TRANSFERS.columns).where(cash_transfers.c.branch == branch.id, cash_transfers.c.number == number)
    found = conn.execute(query.limit(1)).mappings().first()
    row = TRANSFERS.make(found) if found is not None else None
    if row is None or not (row.state in ON_PAPER or row.sent_at):
        return None, False
    return stated(resident, sign, branch, row), row.state not in ON_PAPER


def stated(resident: Resident, sign: Sign, branch: BranchRow, row: TransferRow) -> TransferPaper | None:
    """The code covers what was sent, so that it is the same before and after the other side has counted."""
    if row.kind != MoveKind.TRANSFER:
        return None
    prefix, _, serial = row.number.partition("-")
    number = f"{prefix}-{branch.code}-{serial}"
    places = (row.source, row.source_drawer, row.target, row.target_drawer)
    code = sign(number, row.amount, row.id, *places, signed_pieces(row.pieces))
    return TransferPaper(
        number=number,
        code=code,
        branch=row.branch,
        currency=row.currency,
        business_date=row.business_date,
        sent_at=row.sent_at or row.at,
        source=row.source,
        target=row.target,
        source_number=row.source_number,
        target_number=row.target_number,
        amount=row.amount,
        pieces=row.pieces,
        sender=person_name(resident, row.maker),
        second=person_name(resident, row.second),
        receiver=person_name(resident, row.receiver),
        receiver_second=person_name(resident, row.receiver_second),
        numbers=tuple(
            staff_number(resident, who) for who in (row.maker, row.receiver, row.second or row.receiver_second)
        ),
        received_at=row.received_at if row.state == MoveState.RECEIVED else "",
        received=row.received if row.state == MoveState.RECEIVED else {},
        note=row.note,
        reference=row.reference,
    )
