"""Slow reads: plain functions on the read pool. Each names the one permission it needs; the table below is also documentation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from contract import paths
from contract.errors import ContractError, ErrorCode
from contract.permissions import Permission
from contract.standin import StandInSecret
from server.api import audit, snapshot
from server.api.asked import Asked, encode, encode_found
from server.api.audit_entry import entry as audit_entry_of
from server.api.drawer_reads import (
    advance_paper,
    blank_count,
    cash_forecast,
    count_sheet,
    day_report,
    drawer_before,
    drawer_causes,
    drawer_history,
    drawer_position,
    over_short,
    transfer_paper,
    trial_balance,
)
from server.api.identify import allow, proven
from server.api.insight import insight_of
from server.api.journal_reads import PAGE_MAX, stored_push
from server.api.leisure import Leisure
from server.api.loan_reads import branch_loans, customer_loans, loan_cover, one_loan
from server.api.originals import original_of
from server.api.papers import check_of
from server.api.parts import Parts
from server.api.sealed_lines import LINES_MAX, sealed_lines
from server.core import answers
from server.core.clock import stamp
from server.core.hub import batch_bytes
from server.core.journal_tables import journal
from server.customers import queries as customers
from server.ledger import queries as ledger
from server.ledger.posting import transaction_fact
from server.ledger.tables import TRANSACTIONS, receipts
from server.staff import activity, history, standing
from server.staff.actors import reader_of
from server.staff.denied import Denied, written
from server.staff.sessions import Session

SEARCH_MIN = 2
SEARCH_MAX = 80
ACCOUNT_DIGITS_MIN = 4
STATEMENT_PAGE = 100
WORDS_MAX = 2400
EACH_MAX = 16
"""Reads of one workstation at once: the app has eight connections, and the pool's queue is everybody's."""

Query = Callable[[Parts, Connection, Session, Asked], bytes]


def snapshot_page(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``SnapshotPage``; ``?page=`` continues with what the page before called ``next``."""
    reader, scope = reader_of(session.actor), parts.scope(session.actor)
    return snapshot.page(conn, parts.sources, reader, scope, asked.query.get("page", "")[:2000])


def entries(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``Batch`` of the entries after ``?after=`` (up to ``?limit=`` journal rows); ``upto`` says how far it reaches."""
    push = stored_push(conn, asked.number("after", 0, 1 << 62), asked.number("limit", PAGE_MAX, PAGE_MAX) or 1)
    return batch_bytes(reader_of(session.actor), push)


def find_customers(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """A list of ``CustomerFact`` for ``?q=``: name, number, phone, card or account number, of every branch."""
    text = asked.query.get("q", "").strip()[:SEARCH_MAX]
    if len(text) < SEARCH_MIN:
        return b"[]"
    digits = text.replace(" ", "")
    by_account = []
    if digits.isdigit() and len(digits) >= ACCOUNT_DIGITS_MIN:
        by_account = ledger.holders_by_number(conn, digits, customers.FOUND_MAX)
    return encode(customers.find(conn, text, by_account))


def customer_accounts(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """A list of ``AccountFact``."""
    return encode(ledger.accounts_of(conn, asked.key("customer")))


def statement(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``Statement`` after ``?after=`` (a sequence), ``?limit=`` lines; ``?last=`` is that many of the newest instead. The bank's own
    accounts are for the journal's readers of their branch."""
    row = ledger.account(conn, asked.key("account"))
    if row is None:
        raise Denied(ErrorCode.NOT_FOUND)
    if not row.customer:
        allow(session, Permission.READ_BRANCH_JOURNAL)
        if not (session.actor.everywhere or session.actor.branch == row.branch):
            raise Denied(ErrorCode.NOT_FOUND)
    last = asked.number("last", 0, ledger.STATEMENT_MAX)
    if last:
        return encode(ledger.latest(conn, row, last))
    limit = asked.number("limit", STATEMENT_PAGE, ledger.STATEMENT_MAX) or 1
    return encode(ledger.statement(conn, row, asked.number("after", 0, 1 << 62), limit))


def command_state(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """The outcome of one's own command, as resending it would answer; somebody else's looks like none at all."""
    key = asked.key("command")
    columns = (journal.c.seq, journal.c.made_by, journal.c.outcome, journal.c.result)
    row = conn.execute(select(*columns).where(journal.c.command_id == key)).first()
    if row is None or row.made_by != session.actor.user:
        raise Denied(ErrorCode.NOT_FOUND)
    state = None
    if row.outcome == "awaiting":
        state = parts.peek_request(conn, msgspec.json.decode(row.result)["request"])
    return encode(answers.restore(row.seq, row.outcome, row.result, state))


def receipt(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``TransactionFact`` of a receipt number, to hold the paper against: its verification code is in it."""
    booked = select(receipts.c.transaction).where(receipts.c.receipt == asked.path["number"][:40])
    key = conn.scalar(booked) or ""
    found = TRANSACTIONS.fetch(conn, [key]).get(key)
    if found is None:
        raise Denied(ErrorCode.NOT_FOUND)
    return encode(transaction_fact(found))


def paper(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``PaperCheck`` of a paper's number with ``?code=``: what it must say, or that the code is none of the bank's."""
    number, code = asked.path["number"][:40], asked.query.get("code", "")[:40]
    return encode(check_of(conn, parts.writer.resident, parts.sign, number, code))


def original(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``Original`` of a transaction, for its maker and the journal's readers: what a duplicate receipt must say again."""
    return encode_found(original_of(conn, parts.writer.resident, reader_of(session.actor), asked.key("transaction")))


def insight(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``Insight`` of a request, for those who decide it: the account's year, the risk by its parts, the teller's drawer."""
    return encode_found(insight_of(conn, parts.writer.resident, session.actor, asked.key("request")))


def stand_in_secret(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``StandInSecret``: what a code of one's own says. It is derived for whoever asks, so nobody gets another's."""
    code = asked.key("code")
    return encode(StandInSecret(code=code, secret=parts.secret(session.actor.user, code)))


def sessions(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """A list of ``SessionView``: one's own, and those of whoever one looks after."""
    current, now = session.access.family, parts.clock()
    return encode(history.sessions_of(conn, parts.writer.resident, session.actor, current, now))


def devices(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """A list of ``DeviceSeen``."""
    return encode(history.devices_seen(conn, session.actor))


def activity_lines(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``ActivityPage`` by ``?user= what= device= after= until= before= limit=``: one's own, and of whoever one looks after."""
    return encode(history.activity_page(conn, parts.writer.resident, session.actor, _activity_filter(asked)))


def activity_export(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """The lines of ``/v1/activity`` as JSON lines, oldest first, each with the hash of the one before, sealed with the bank's key."""
    found, head = _activity_filter(asked), _head(parts, session, asked)
    rows = history.activity_rows(conn, parts.writer.resident, session.actor, found, LINES_MAX + 1)
    return sealed_lines(head, rows, parts.sealing)


def _activity_filter(asked: Asked) -> history.Filter:
    words = {name: asked.query.get(name, "")[:WORDS_MAX] for name in ("user", "what", "device")}
    words |= {name: asked.query.get(name, "")[:64] for name in ("after", "until")}
    before, limit = asked.number("before", 0, 1 << 62), asked.number("limit", history.PAGE_MAX, history.PAGE_MAX)
    return history.Filter(**words, before=before, limit=limit)


def audit_lines(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``AuditPage`` by ``?made_by= kind= outcome= branch= device= after= until= before= limit=``."""
    return encode(audit.page(conn, parts.writer.resident, session.actor, _audit_filter(asked)))


def standings(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """A list of ``PersonStanding``: of the branch, or of everybody."""
    return encode(standing.standings(conn, parts.writer.resident, session.actor, parts.clock()))


def chain_part(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``ChainPart`` behind ``?after=`` of ``?chain=`` (journal or activity): computed again, a page at a time."""
    which, after = asked.query.get("chain", "journal"), asked.number("after", 0, 1 << 62)
    if which not in ("journal", "activity"):
        raise ContractError(ErrorCode.MALFORMED, detail="chain")
    if which == "activity":
        return encode(audit.activity_part(conn, after))
    return encode(audit.journal_part(conn, parts.logs, parts.sealing, after))


def audit_entry(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``AuditEntry`` of a sequence: content is for the journal's readers, of changes of the staff for all who audit."""
    text = asked.path["seq"]
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
    return encode_found(audit_entry_of(conn, parts.writer.resident, session.actor, number))


def audit_export(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """JSON lines, each with the hash of the one before, sealed with the bank's key. Filters as for ``/v1/audit``."""
    head = _head(parts, session, asked)
    return audit.export(conn, parts.writer.resident, session.actor, _audit_filter(asked), parts.sealing, head)


def _head(parts: Parts, session: Session, asked: Asked) -> dict[str, Any]:
    """An export's first line: whose, for whom, when, of what."""
    chosen, bank = dict(sorted(asked.query.items())), parts.settings.bank_name
    return {"bank": bank, "by": session.actor.user, "at": stamp(parts.clock()), "filter": chosen, "of": asked.of}


def _audit_filter(asked: Asked) -> audit.Filter:
    words = {name: asked.query.get(name, "")[:WORDS_MAX] for name in ("made_by", "kind", "outcome", "branch", "device")}
    words |= {name: asked.query.get(name, "")[:64] for name in ("after", "until")}
    before, limit = asked.number("before", 0, 1 << 62), asked.number("limit", audit.PAGE_MAX, audit.PAGE_MAX)
    return audit.Filter(**words, before=before, limit=limit)


@dataclass(frozen=True)
class Read:
    """One read: where, what it needs (None: being signed in), how."""

    path: str
    permission: Permission | None
    query: Query
    noted: bool = False
    """Whether a line of activity says that it was taken: what leaves the bank leaves a trace."""
    media: str = "application/json"
    leisurely: bool = False
    """Whether postings come first: see leisure.py."""


READS = (
    Read(paths.SNAPSHOT, None, snapshot_page, leisurely=True),
    Read(paths.ENTRIES, None, entries),
    Read(paths.CUSTOMERS_FIND, Permission.READ_CUSTOMERS, find_customers),
    Read(paths.CUSTOMER_ACCOUNTS, Permission.READ_ACCOUNTS, customer_accounts),
    Read(paths.LOANS, Permission.READ_ACCOUNTS, branch_loans),
    Read(paths.CUSTOMER_LOANS, Permission.READ_ACCOUNTS, customer_loans),
    Read(paths.LOAN, Permission.READ_ACCOUNTS, one_loan),
    Read(paths.LOAN_COVER, Permission.READ_ACCOUNTS, loan_cover),
    Read(paths.STATEMENT, Permission.READ_ACCOUNTS, statement),
    Read(paths.COMMAND_STATE, None, command_state),
    Read(paths.ORIGINAL, Permission.READ_ACCOUNTS, original),
    Read(paths.REQUEST_INSIGHT, Permission.DECIDE, insight),
    Read(paths.CASH_FORECAST, Permission.SEE_DRAWER_TOTALS, cash_forecast),
    Read(paths.DAY_REPORT, Permission.SEE_DRAWER_TOTALS, day_report),
    Read(paths.OVER_SHORT, Permission.MOVE_CASH, over_short),
    Read(paths.TRIAL_BALANCE, Permission.SEE_DRAWER_TOTALS, trial_balance),
    Read(paths.DRAWER_CAUSES, Permission.READ_ACCOUNTS, drawer_causes),
    Read(paths.DRAWER_HISTORY, Permission.READ_ACCOUNTS, drawer_history),
    Read(paths.DRAWER_POSITION, Permission.READ_ACCOUNTS, drawer_position),
    Read(paths.TRANSFER_PAPER, Permission.MOVE_CASH, transfer_paper),
    Read(paths.COUNT_SHEET, Permission.READ_ACCOUNTS, count_sheet),
    Read(paths.BLANK_COUNT, Permission.READ_ACCOUNTS, blank_count),
    Read(paths.ADVANCE_PAPER, Permission.READ_ACCOUNTS, advance_paper),
    Read(paths.DRAWER_BEFORE, Permission.OPEN_DRAWER, drawer_before),
    Read(paths.STAND_IN_SECRET, Permission.DECIDE, stand_in_secret),
    Read(paths.CHECK_PAPER, Permission.READ_ACCOUNTS, paper),
    Read(paths.VERIFY_RECEIPT, Permission.READ_ACCOUNTS, receipt),
    Read(paths.SESSIONS, None, sessions),
    Read(paths.STAFF, Permission.READ_AUDIT, standings),
    Read(paths.DEVICES, Permission.READ_AUDIT, devices),
    Read(paths.ACTIVITY, None, activity_lines),
    Read(paths.AUDIT, Permission.READ_AUDIT, audit_lines),
    Read(paths.AUDIT_ENTRY, Permission.READ_AUDIT, audit_entry),
    Read(paths.AUDIT_CHAIN, Permission.READ_AUDIT, chain_part),
    Read(paths.AUDIT_EXPORT, Permission.READ_AUDIT, audit_export, noted=True, media="text/plain; charset=utf-8"),
    Read(paths.ACTIVITY_EXPORT, Permission.READ_AUDIT, activity_export, noted=True, media="text/plain; charset=utf-8"),
)


class ReadDoor:
    """One read's endpoint."""

    def __init__(self, parts: Parts, read: Read) -> None:
        self._parts = parts
        self._read = read
        self._leisure = Leisure(parts.hub) if read.leisurely else None

    async def get(self, request: Request) -> Response:
        """Proof, permission, then the query on the read pool."""
        # What the figures and the log call this door: all reads have this one method.
        request.scope["endpoint"] = self._read.query
        session = await proven(self._parts, request)
        allow(session, self._read.permission)
        asked = Asked(dict(request.path_params), dict(request.query_params), self._read.path)
        asked.check()
        if self._read.noted:
            await written(self._parts.writer, lambda conn: _note(conn, self._parts, session, self._read))
        ask = partial(self._parts.reads.run, self._ask, session, asked)
        body = await self._in_turn(session, ask if self._leisure is None else partial(self._leisure.run, ask))
        return Response(body, media_type=self._read.media, headers={"cache-control": "no-store"})

    async def _in_turn(self, session: Session, ask: Callable[[], Awaitable[bytes]]) -> bytes:
        """On the read pool, whose queue no workstation fills alone."""
        held, device = self._parts.running.reads, session.access.device
        if held[device] >= EACH_MAX:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=1)
        held[device] += 1
        try:
            return await ask()
        finally:
            held[device] -= 1
            if held[device] <= 0:
                del held[device]

    def _ask(self, conn: Connection, session: Session, asked: Asked) -> bytes:
        return self._read.query(self._parts, conn, session, asked)


def _note(conn: Connection, parts: Parts, session: Session, read: Read) -> None:
    user, device = session.actor.user, session.device.id
    activity.note(conn, parts.clock(), activity.EXPORTED, user, device=device, detail=read.path)
