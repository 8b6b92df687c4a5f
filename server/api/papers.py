"""Checking a paper: its number and its code, against what the journal says the paper must say."""

import hmac
import re

from sqlalchemy import Connection, select

from contract.ledger import Status
from contract.numbers import parse_receipt
from contract.papers import PaperCheck, PaperKind
from server.core.unit import Resident
from server.drawers import facts
from server.drawers.tables import SESSIONS, SessionRow, sessions
from server.ledger.tables import TRANSACTIONS, TransactionRow, receipts
from server.staff.tables import USERS

_SLIP = re.compile(r"^([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})(?:-A([0-9]{1,3}))?\Z")
_AS_TYPED = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
SESSIONS_MAX = 20
"""Sessions of one drawer and day that are compared: drawers of two branches may have one number."""


def check_of(conn: Connection, resident: Resident, number: str, code: str) -> PaperCheck:
    """What the paper must say, where the code is that of a paper with this number; no word of either where it is not."""
    unknown = PaperCheck(number=number)
    slip = _SLIP.match(number)
    if slip is not None:
        return _slip(conn, resident, number, code, slip) or unknown
    if parse_receipt(number) is None:
        return unknown
    key = conn.scalar(select(receipts.c.transaction).where(receipts.c.receipt == number)) or ""
    found = TRANSACTIONS.fetch(conn, [key]).get(key)
    return _receipt(resident, number, found) if found is not None and fits(found.verification, code) else unknown


def fits(kept: str, typed: str) -> bool:
    """Whether somebody typed this code: any case, with or without dashes, I and L for 1, O for 0."""
    plain = (kept.translate(_AS_TYPED), typed.strip().upper().translate(_AS_TYPED))
    return bool(kept) and hmac.compare_digest(plain[0].encode(), plain[1].encode())


def _receipt(resident: Resident, number: str, row: TransactionRow) -> PaperCheck:
    return PaperCheck(
        number=number,
        kind=PaperKind.RECEIPT,
        genuine=True,
        what=row.kind,
        business_date=row.business_date,
        at=row.at,
        amount=row.amount,
        currency=row.currency,
        account=row.account_numbers[0] if row.account_numbers else "",
        party=row.holder,
        drawer=row.drawer,
        by=_name(resident, row.made_by),
        undone=row.status == Status.REVERSED,
    )


def _slip(conn: Connection, resident: Resident, number: str, code: str, parts: re.Match[str]) -> PaperCheck | None:
    """The slip as it stands now. One that was amended since is named; its own figures are no longer kept."""
    drawer, year, month, day, amended = parts.groups()
    query = select(*SESSIONS.columns).where(
        sessions.c.number == drawer, sessions.c.business_date == f"{year}-{month}-{day}", sessions.c.state == "closed",
        sessions.c.refused == "",
    )  # fmt: skip
    rows = [SESSIONS.make(row) for row in conn.execute(query.limit(SESSIONS_MAX)).mappings()]
    mine = next((row for row in rows if fits(row.verification, code)), None)
    if mine is not None and mine.amended == int(amended or 0):
        return _of_session(resident, number, mine)
    later = [row for row in rows if row.amended > int(amended or 0)]
    if mine is None and len(later) == 1:
        plain = number.partition("-A")[0]
        return PaperCheck(number=number, kind=PaperKind.SLIP, replaced_by=f"{plain}-A{later[0].amended}")
    return None


def _of_session(resident: Resident, number: str, row: SessionRow) -> PaperCheck:
    return PaperCheck(
        number=number,
        kind=PaperKind.SLIP,
        genuine=True,
        what="slip",
        business_date=row.business_date,
        at=row.closed_at,
        amount=facts.attempts(row)[-1].total,
        currency=row.currency,
        drawer=row.number,
        by=_name(resident, row.cashier),
        variance=facts.variance(row),
    )


def _name(resident: Resident, user: str) -> str:
    row = resident.get(USERS, user)
    return row.full_name if row else ""
