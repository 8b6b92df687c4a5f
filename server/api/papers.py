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
from server.api.amendments import variances
from server.api.loan_papers import RECEIPT as LOAN_RECEIPT
from server.api.loan_papers import SCHEDULE as LOAN_SCHEDULE
from server.api.loan_papers import receipt_by_number, schedule_by_number
from server.api.over_short import records_by_number
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
_RECORD = re.compile(r"^OS-([0-9]{2,4})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9A-F]{8})-([0-9]{1,4})(?:-A([0-9]{1,3}))?\Z")
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
    """The slip with the figures that it was issued with; where it was amended since, the one in its place is named, too."""
    drawer, year, month, day, number = parts.groups()
    amended = int(number or 0)
    query = select(*SESSIONS.columns).where(
        sessions.c.number == drawer, sessions.c.business_date == f"{year}-{month}-{day}", sessions.c.state == "closed",
        sessions.c.refused == "",
    )  # fmt: skip
    for found in typed.conn.execute(query.limit(SESSIONS_MAX)).mappings():
        row = SESSIONS.make(found)
        if row.amended == amended and fits(row.verification, typed.code):
            return _of_session(typed, row, facts.variance(row))
        said = variances(typed.conn, row) if row.amended > amended else ()
        if amended < len(said) - 1 and fits(facts.slip_code(typed.sign, row, typed.number, said[amended]), typed.code):
            return _of_session(typed, row, said[amended], facts.slip_number(row, row.amended))
    return None


def _of_session(typed: _Typed, row: SessionRow, variance: int, replaced_by: str = "") -> PaperCheck:
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
        variance=variance,
        replaced_by=replaced_by,
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
    """Of what was sent and came back, too: the voucher is out, and says what is no more."""
    branch, serial = parts.groups()
    paper, undone = voucher_by_number(typed.conn, typed.resident, typed.sign, branch, f"VT-{serial}")
    if paper is None or not fits(paper.code, typed.code):
        return None
    return PaperCheck(number=typed.number, kind=PaperKind.VOUCHER, genuine=True, what=f"{paper.source}_{paper.target}",
                      business_date=paper.business_date, at=paper.sent_at, amount=paper.amount, currency=paper.currency,
                      drawer=paper.source_number or paper.target_number, by=paper.sender, undone=undone)  # fmt: skip


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
    """As it stood after the steps and amendments that the number names; what was amended since is named, too."""
    drawer, year, month, day, tail, steps, amended = parts.groups()
    at = int(steps), int(amended or 0)
    papers = records_by_number(typed.conn, typed.resident, typed.sign, drawer, f"{year}-{month}-{day}", tail, at)
    paper = next((one for one in papers if one.number == typed.number and fits(one.code, typed.code)), None)
    if paper is None:
        return None
    newest = papers[-1].number if papers[-1].amended > paper.amended else ""
    return PaperCheck(number=typed.number, kind=PaperKind.OVER_SHORT, genuine=True, what="over_short",
                      business_date=paper.business_date, at=paper.at, amount=abs(paper.amount), variance=paper.amount,
                      currency=paper.currency, drawer=drawer, by=paper.cashier, replaced_by=newest)  # fmt: skip


def _count(typed: _Typed) -> PaperCheck | None:
    """A count, or a sheet that was given out to write on. Of a close that was counted again since, the newer sheet is named, too."""
    papers = count_sheets.by_number(typed.conn, typed.resident, typed.sign, typed.number)
    paper = next((one for one in papers if one.number == typed.number and fits(one.code, typed.code)), None)
    if paper is None:
        return None
    newer = papers[-1].number if papers[-1].attempt > paper.attempt else ""
    return PaperCheck(number=typed.number, kind=PaperKind.COUNT, genuine=True, what=f"count_{paper.what}",
                      business_date=paper.business_date, at=paper.at, amount=paper.amount, currency=paper.currency,
                      drawer=paper.drawer, by=paper.counter, undone=paper.undone, replaced_by=newer)  # fmt: skip


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
