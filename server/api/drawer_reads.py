"""Slow reads of drawers and of a branch's cash."""

import msgspec
from sqlalchemy import Connection

from contract.branches import DayReport
from contract.errors import ErrorCode
from contract.money import CURRENCIES
from server.api.advance_papers import advance_paper_of
from server.api.asked import Asked, encode, encode_found
from server.api.causes import causes_of
from server.api.count_sheets import NO_DRAWER, blank, sheet_of
from server.api.history import history_of
from server.api.identify import branch_in_sight
from server.api.over_short import record_of
from server.api.parts import Parts
from server.api.positions import position_of
from server.api.trial import last_row, stated
from server.api.vouchers import voucher_of
from server.branches.queries import last_close
from server.core.clock import stamp
from server.core.journal import read_head
from server.drawers import queries as drawers
from server.drawers.day import figures
from server.drawers.forecasting import of_branch
from server.drawers.tables import DRAWERS
from server.staff.actors import reader_of
from server.staff.denied import Denied
from server.staff.sessions import Session


def day_report(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``DayReport`` of a branch as of now (X): the same calculation that the close keeps (Z)."""
    branch = branch_in_sight(parts, session, asked.key("branch"))
    since = last_close(conn, branch.id, branch.business_date)
    found = figures(conn, branch.id, branch.business_date, parts.writer.resident.rows(DRAWERS), since)
    return encode(DayReport(at=stamp(parts.clock()), seq=read_head(conn).seq, figures=found))


def drawer_causes(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``Causes`` of a session that was counted, for its cashier and those who see drawer totals."""
    return encode_found(causes_of(conn, parts.writer.resident, reader_of(session.actor), asked.key("session")))


def drawer_history(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``DrawerHistory`` of ``?day=`` (the branch's of now). ``?known=``: up to which row this reader has found the chain whole."""
    known, day = asked.number("known", 0, 1 << 62), asked.query.get("day", "")[:10]
    reader, drawer = reader_of(session.actor), asked.key("drawer")
    return encode_found(history_of(conn, parts.writer.resident, parts.logs, reader, drawer, day, known))


def drawer_before(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``DrawerBefore``: how a drawer of one's branch was left, for who opens it."""
    drawer = parts.writer.resident.get(DRAWERS, asked.key("drawer"))
    if drawer is None or not (session.actor.everywhere or session.actor.branch == drawer.branch):
        raise Denied(ErrorCode.NOT_FOUND)
    return encode(drawers.before(conn, reader_of(session.actor), drawer))


def cash_forecast(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``CashForecast`` of a branch as of now, in ``?currency=`` (GHS where none is named), and who is there."""
    branch = branch_in_sight(parts, session, asked.key("branch"))
    currency, drawers = asked.query.get("currency", "GHS")[:3], parts.writer.resident.rows(DRAWERS)
    found = of_branch(conn, branch.id, branch.business_date, currency, drawers, parts.clock())
    return encode(msgspec.structs.replace(found, present=parts.hub.present(branch.id)))


def drawer_position(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``PositionPaper`` of ``?day=`` after the journal row ``?seq=``, with its code."""
    seq, day, reader = asked.number("seq", 0, 1 << 62), asked.query.get("day", "")[:10], reader_of(session.actor)
    return encode_found(position_of(conn, parts.writer.resident, reader, parts.sign, asked.key("drawer"), day, seq))


def transfer_paper(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``TransferPaper`` of a cash transfer, for everybody who may see it."""
    reader, transfer = reader_of(session.actor), asked.key("transfer")
    return encode_found(voucher_of(conn, parts.writer.resident, reader, parts.sign, transfer))


def count_sheet(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``CountPaper`` of a count in between, a vault's, or the last of a session, for those who may see it."""
    reader, key = reader_of(session.actor), asked.key("count")
    return encode_found(sheet_of(conn, parts.writer.resident, reader, parts.sign, key))


def blank_count(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``CountPaper`` to write on: of the branch's drawer ``?drawer=`` in its currency, else of its vault in ``?currency=``."""
    branch = branch_in_sight(parts, session, asked.key("branch"))
    key, currency, drawer = asked.query.get("drawer", "")[:40], asked.query.get("currency", "GHS")[:3], NO_DRAWER
    row = parts.writer.resident.get(DRAWERS, key)
    if key and (row is None or row.branch != branch.id):
        raise Denied(ErrorCode.NOT_FOUND)
    if row is not None:
        drawer, currency = (row.id, row.number), row.currency
    elif currency not in CURRENCIES:
        raise Denied(ErrorCode.NOT_FOUND)
    at = stamp(parts.clock())
    return encode(blank(parts.sign, branch, drawer, currency, read_head(conn).seq, at))


def advance_paper(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``AdvancePaper`` of a step, ``?step=`` (1 is the payment) or the newest, for those who may see the advance."""
    reader, key, step = reader_of(session.actor), asked.key("advance"), asked.number("step", 0, 999)
    return encode_found(advance_paper_of(conn, parts.writer.resident, reader, parts.sign, key, step))


def trial_balance(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``TrialPaper`` of a branch's business day as of now, in ``?currency=`` (GHS where none is named)."""
    branch = branch_in_sight(parts, session, asked.key("branch"))
    currency, day, seq = asked.query.get("currency", "GHS")[:3], branch.business_date, last_row(conn, branch.id)
    return encode(stated(conn, parts.writer.resident, parts.sign, branch, day, currency, seq))


def over_short(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``OverShortPaper`` of a variance, for those who may see it."""
    reader, variance = reader_of(session.actor), asked.key("variance")
    return encode_found(record_of(conn, parts.writer.resident, reader, parts.sign, variance))
