"""The loans' doors: a branch's by the page, a customer's, one whole, and what a payment would cover today."""

from functools import partial

from sqlalchemy import Connection

from contract.errors import ContractError, ErrorCode
from contract.loan_doors import LoanView
from contract.loans import LoanState
from contract.money import MINOR_MAX
from server.api.asked import Asked, encode
from server.api.loan_papers import schedule_paper
from server.api.parts import Parts
from server.approvals.queries import request_of
from server.core.branch_table import BRANCHES
from server.loans import facts, queries
from server.loans.tables import LoanRow
from server.staff.denied import Denied
from server.staff.names import person_name
from server.staff.sessions import Session

WORDS_MAX = 80
_STATES = frozenset(state.value for state in LoanState)


def branch_loans(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``LoanPage`` of a branch by ``?state= late= q= before= limit=``, the newest first."""
    branch = asked.key("branch")
    if not (session.actor.everywhere or session.actor.branch == branch):
        raise Denied(ErrorCode.NOT_FOUND)
    state, words = asked.query.get("state", ""), asked.query.get("q", "").strip()[:WORDS_MAX]
    if state and state not in _STATES:
        raise ContractError(ErrorCode.MALFORMED, detail="state")
    late = asked.number("late", 0, 1) == 1
    limit = asked.number("limit", queries.PAGE_MAX, queries.PAGE_MAX) or 1
    day = _day(parts, branch)
    return encode(queries.page_of_branch(conn, branch, day, state, words, _before(asked), limit, late))


def customer_loans(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``LoanPage`` of a customer by ``?before= limit=``: loans of every branch, as accounts are."""
    limit = asked.number("limit", queries.PAGE_MAX, queries.PAGE_MAX) or 1
    day = partial(_day, parts)
    return encode(queries.page_of_customer(conn, asked.key("customer"), day, _before(asked), limit))


def one_loan(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``LoanView``: a loan with its schedule, its steps and how it stands on its branch's business date."""
    row = _found(conn, session, asked)
    paper = schedule_paper(parts.sign, row)
    day, resident = _day(parts, row.branch), parts.writer.resident
    request = request_of(conn, row.request) if row.request else None
    steps = tuple(
        queries.step_of(step, person_name(resident, step.by), person_name(resident, step.approved_by) if step.approved_by else "")
        for step in queries.steps_of(conn, row.id)
    )  # fmt: skip
    return encode(
        LoanView(
            loan=facts.loan_fact(row),
            terms=facts.terms_of(row),
            standing=queries.standing_of(row, day),
            schedule=queries.schedule_of(row),
            steps=steps,
            made_by_name=person_name(resident, row.made_by),
            approved_by_name=person_name(resident, request.decided_by) if request and request.decided_by else "",
            reason=request.reason if request else "",
            paper=paper.check.number if row.steps or row.approved else "",
            code=paper.code if row.steps or row.approved else "",
        )
    )


def loan_cover(parts: Parts, conn: Connection, session: Session, asked: Asked) -> bytes:
    """``LoanCover`` of ``?amount=``: what a payment of so much would pay today."""
    row = _found(conn, session, asked)
    amount = asked.number("amount", 0, MINOR_MAX)
    return encode(queries.cover_of(row, amount, _day(parts, row.branch)))


def _found(conn: Connection, session: Session, asked: Asked) -> LoanRow:
    """At the reader's branch: what a customer owes is in the lists, how it came about is its branch's business."""
    row = queries.loan(conn, asked.key("loan"))
    if row is None or not (session.actor.everywhere or session.actor.branch == row.branch):
        raise Denied(ErrorCode.NOT_FOUND)
    return row


def _before(asked: Asked) -> str:
    return asked.query.get("before", "")[:36]


def _day(parts: Parts, branch: str) -> str:
    row = parts.writer.resident.rows(BRANCHES).get(branch)
    return row.business_date if row else ""
