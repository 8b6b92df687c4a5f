"""Checking a paper: its number and its code, against what the journal says the paper must say."""

import hmac
import re
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, select

from contract.ledger import Status
from contract.numbers import parse_receipt
from contract.papers import PaperCheck, PaperKind
from server.api import count_sheets, trial
from server.api.advance_papers import NUMBER as ADVANCE
from server.api.advance_papers import advance_paper_by_number
from server.api.loan_papers import RECEIPT as LOAN_RECEIPT
from server.api.loan_papers import SCHEDULE as LOAN_SCHEDULE
from server.api.loan_papers import receipt_by_number, schedule_by_number
from server.api.over_short import record_by_number
from server.api.positions import stated
from server.api.vouchers import voucher_by_number
from server.core.branch_table import branch_coded
from server.core.journal_tables import journal
from server.core.unit import Resident
from server.drawers import facts, history
from server.drawers.tables import DRAWERS, SESSIONS, SessionRow, sessions
from server.ledger.tables import TRANSACTIONS, receipts
from server.ledger.verification import Sign
from server.staff.names import person_name

_SLIP = re.compile(r"^([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})(?:-A([0-9]{1,3}))?\Z")
_POSITION = re.compile(r"^CP-([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,15})\Z")
_VOUCHER = re.compile(r"^VT-([0-9A-Z]{1,8})-([0-9]{4,10})\Z")
_TRIAL = re.compile(r"^TB-([0-9A-Z]{1,8})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,15})-([A-Z]{3})\Z")
_RECORD = re.compile(r"^OS-([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9A-F]{8})-([0-9]{1,4})\Z")
_AS_TYPED = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
SESSIONS_MAX = 20
"""Sessions of one drawer and day that are compared: drawers of two branches may have one number."""


class _Typed(NamedTuple):
    """What somebody asks about a paper, and what it is held against."""

    conn: Connection
    resident: Resident
    sign: Sign
    number: str
    code: str


def check_of(conn: Connection, resident: Resident, sign: Sign, number: str, code: str) -> PaperCheck:
    """What the paper must say, where the code is that of a paper with this number; no word of either where it is not."""
    typed = _Typed(conn, resident, sign, number, code)
    for pattern, check in _CHECKS:
        parts = pattern.match(number)
        if parts is not None:
            return check(typed, parts) or PaperCheck(number=number)
    if count_sheets.is_number(number):
        return _count(typed) or PaperCheck(number=number)
    return _receipt(typed) or PaperCheck(number=number)


def fits(kept: str, typed: str) -> bool:
    """Whether somebody typed this code: any case, with or without dashes, I and L for 1, O for 0."""
    plain = (kept.translate(_AS_TYPED), typed.strip().upper().translate(_AS_TYPED))
    return bool(kept) and hmac.compare_digest(plain[0].encode(), plain[1].encode())


def _receipt(typed: _Typed) -> PaperCheck | None:
    if parse_receipt(typed.number) is None:
        return None
    booked = select(receipts.c.transaction).where(receipts.c.receipt == typed.number)
    key = typed.conn.scalar(booked) or ""
    row = TRANSACTIONS.fetch(typed.conn, [key]).get(key)
    if row is None or not fits(row.verification, typed.code):
        return None
    return PaperCheck(
        number=typed.number,
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
        by=person_name(typed.resident, row.made_by),
        undone=row.status == Status.REVERSED,
    )


def _slip(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    """The slip as it stands now. One that was amended since is named; its own figures are no longer kept."""
    drawer, year, month, day, amended = parts.groups()
    query = select(*SESSIONS.columns).where(
        sessions.c.number == drawer, sessions.c.business_date == f"{year}-{month}-{day}", sessions.c.state == "closed",
        sessions.c.refused == "",
    )  # fmt: skip
    rows = [SESSIONS.make(row) for row in typed.conn.execute(query.limit(SESSIONS_MAX)).mappings()]
    mine = next((row for row in rows if fits(row.verification, typed.code)), None)
    if mine is not None and mine.amended == int(amended or 0):
        return _of_session(typed, mine)
    later = [row for row in rows if row.amended > int(amended or 0)]
    if mine is None and len(later) == 1:
        plain = typed.number.partition("-A")[0]
        return PaperCheck(number=typed.number, kind=PaperKind.SLIP, replaced_by=f"{plain}-A{later[0].amended}")
    return None


def _of_session(typed: _Typed, row: SessionRow) -> PaperCheck:
    return PaperCheck(
        number=typed.number,
        kind=PaperKind.SLIP,
        genuine=True,
        what="slip",
        business_date=row.business_date,
        at=row.closed_at,
        amount=facts.attempts(row)[-1].total,
        currency=row.currency,
        drawer=row.number,
        by=person_name(typed.resident, row.cashier),
        variance=facts.variance(row),
    )


def _position(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    """Rebuilt from the journal as it was printed: nothing of it was kept."""
    drawer, year, month, day, seq = parts.groups()
    for row in typed.resident.rows(DRAWERS).values():
        rows = history.sessions_on(typed.conn, row, f"{year}-{month}-{day}") if row.number == drawer else []
        paper = stated(typed.conn, typed.resident, typed.sign, row, rows, int(seq)) if rows else None
        if paper is not None and fits(paper.code, typed.code):
            return PaperCheck(number=typed.number, kind=PaperKind.POSITION, genuine=True, what="position", drawer=drawer,
                              business_date=paper.business_date, at=paper.at, amount=paper.amount, currency=paper.currency,
                              by=paper.cashier)  # fmt: skip
    return None


def _voucher(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    branch, serial = parts.groups()
    paper = voucher_by_number(typed.conn, typed.resident, typed.sign, branch, f"VT-{serial}")
    if paper is None or not fits(paper.code, typed.code):
        return None
    return PaperCheck(number=typed.number, kind=PaperKind.VOUCHER, genuine=True, what=f"{paper.source}_{paper.target}",
                      business_date=paper.business_date, at=paper.sent_at, amount=paper.amount, currency=paper.currency,
                      drawer=paper.source_number or paper.target_number, by=paper.sender)  # fmt: skip


def _trial(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    """Rebuilt from the legs as it was printed, like the cash position."""
    branch_code, year, month, day, seq, currency = parts.groups()
    branch = branch_coded(typed.resident, branch_code)
    if branch is None:
        return None
    date, row = f"{year}-{month}-{day}", int(seq)
    paper = trial.stated(typed.conn, typed.resident, typed.sign, branch, date, currency, row)
    if not fits(paper.code, typed.code):
        return None
    at = typed.conn.scalar(select(journal.c.at).where(journal.c.seq == row)) or ""
    return PaperCheck(number=typed.number, kind=PaperKind.TRIAL, genuine=True, what="trial", business_date=date, at=at,
                      amount=paper.total, currency=currency, party=paper.branch_name)  # fmt: skip


def _record(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    """As it stood after the steps that the number names."""
    drawer, year, month, day, tail, steps = parts.groups()
    paper = record_by_number(typed.conn, typed.resident, typed.sign, drawer, f"{year}-{month}-{day}", tail, int(steps))
    if paper is None or not fits(paper.code, typed.code):
        return None
    return PaperCheck(number=typed.number, kind=PaperKind.OVER_SHORT, genuine=True, what="over_short",
                      business_date=paper.business_date, at=paper.at, amount=abs(paper.amount), variance=paper.amount,
                      currency=paper.currency, drawer=drawer, by=paper.cashier)  # fmt: skip


def _count(typed: _Typed) -> PaperCheck | None:
    """A count, or a sheet that was given out to write on. The sheet of a close that was counted again since is named."""
    papers = count_sheets.by_number(typed.conn, typed.resident, typed.sign, typed.number)
    paper = next((one for one in papers if fits(one.code, typed.code)), None)
    if paper is not None and paper.number == typed.number:
        return PaperCheck(number=typed.number, kind=PaperKind.COUNT, genuine=True, what=f"count_{paper.what}",
                          business_date=paper.business_date, at=paper.at, amount=paper.amount, currency=paper.currency,
                          drawer=paper.drawer, by=paper.counter)  # fmt: skip
    later = next((one.number for one in papers if one.attempt and one.number != typed.number), "")
    return PaperCheck(number=typed.number, kind=PaperKind.COUNT, replaced_by=later) if later else None


def _advance(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    paper = advance_paper_by_number(typed.conn, typed.resident, typed.sign, typed.number)
    if paper is None or not fits(paper.code, typed.code):
        return None
    return PaperCheck(number=typed.number, kind=PaperKind.ADVANCE, genuine=True, what=f"advance_{paper.what}",
                      business_date=paper.business_date, at=paper.at, amount=paper.amount, currency=paper.currency,
                      party=paper.person, drawer=paper.drawer, by=paper.by)  # fmt: skip


def _loan_receipt(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    found = receipt_by_number(typed.conn, typed.resident, parts[1], int(parts[2]))
    return found.check if found is not None and fits(found.code, typed.code) else None


def _loan_schedule(typed: _Typed, parts: re.Match[str]) -> PaperCheck | None:
    found = schedule_by_number(typed.conn, typed.sign, parts[1], int(parts[2]))
    return found.check if found is not None and fits(found.code, typed.code) else None


_CHECKS: tuple[tuple[re.Pattern[str], Callable[[_Typed, re.Match[str]], PaperCheck | None]], ...] = (
    (_SLIP, _slip),
    (_VOUCHER, _voucher),
    (_POSITION, _position),
    (_RECORD, _record),
    (_TRIAL, _trial),
    (ADVANCE, _advance),
    (LOAN_RECEIPT, _loan_receipt),
    (LOAN_SCHEDULE, _loan_schedule),
)
"""Every numbered paper but the receipt, whose number the contract itself reads, and the count sheets, which have three."""
