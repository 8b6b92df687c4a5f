"""A loan's papers: the schedule with its number and code, and the receipts of steps that no drawer numbered."""

import re
from typing import NamedTuple

from sqlalchemy import Connection, select

from contract.loan_doors import StepKind
from contract.papers import PaperCheck, PaperKind
from server.core.unit import Resident
from server.ledger.verification import Sign
from server.loans.disbursing import KIND as DISBURSAL
from server.loans.queries import schedule_of
from server.loans.repaying import KIND as REPAYMENT
from server.loans.tables import LOAN_STEPS, LOANS, LoanRow, loan_steps, loans
from server.loans.writing_off import KIND as WRITE_OFF
from server.staff.names import person_name

SCHEDULE = re.compile(r"^LS-([0-9]{2,4}-[0-9]{5,10})-([0-9]{1,5})\Z")
RECEIPT = re.compile(r"^(LN-[0-9]{2,4}-[0-9]{5,10})-([0-9]{1,5})\Z")
_WHAT = {StepKind.DISBURSED: DISBURSAL, StepKind.REPAID: REPAYMENT, StepKind.WRITTEN_OFF: WRITE_OFF}


class Coded(NamedTuple):
    """What a paper must say, and the code that it must bear."""

    check: PaperCheck
    code: str


def schedule_paper(sign: Sign, row: LoanRow, steps: int | None = None) -> Coded:
    """The schedule as it is after so many steps (None: all). The code covers what is to be paid in all, which no payment changes."""
    place = row.steps if steps is None else steps
    number = f"LS-{row.number.removeprefix('LN-')}-{place}"
    total = sum(line.principal + line.interest for line in schedule_of(row))
    check = PaperCheck(number=number, kind=PaperKind.LOAN_SCHEDULE, genuine=True, what="loan_schedule",
                       business_date=row.disbursed_on or row.business_date, amount=total, currency=row.currency,
                       account=row.account_number, party=row.holder)  # fmt: skip
    return Coded(check, sign(number, total, row.id, row.first_due))


def schedule_by_number(conn: Connection, sign: Sign, loan: str, steps: int) -> Coded | None:
    """The schedule's paper as it was printed after so many steps, of the loan with this number."""
    row = _loan(conn, f"LN-{loan}")
    return schedule_paper(sign, row, steps) if row is not None and steps <= row.steps else None


def receipt_by_number(conn: Connection, resident: Resident, loan: str, place: int) -> Coded | None:
    """The receipt of a step that has the loan's own number and its place."""
    row = _loan(conn, loan)
    query = select(*LOAN_STEPS.columns).where(loan_steps.c.loan == (row.id if row else ""), loan_steps.c.place == place)
    found = conn.execute(query).mappings().first()
    if row is None or found is None:
        return None
    step = LOAN_STEPS.make(found)
    check = PaperCheck(number=step.receipt, kind=PaperKind.LOAN_RECEIPT, genuine=True, what=_WHAT[StepKind(step.kind)],
                       business_date=step.business_date, at=step.at, amount=step.amount, currency=row.currency,
                       account=row.account_number, party=row.holder, by=person_name(resident, step.by), undone=step.undone)  # fmt: skip
    return Coded(check, step.verification if step.receipt == f"{loan}-{place}" else "")


def _loan(conn: Connection, number: str) -> LoanRow | None:
    found = conn.execute(select(*LOANS.columns).where(loans.c.number == number)).mappings().first()
    return LOANS.make(found) if found is not None else None
