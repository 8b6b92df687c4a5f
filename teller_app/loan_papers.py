"""From what the server states of a loan to what the press prints: its schedule, and receipts of what was paid out or back. Pure mapping, no Qt."""

from datetime import date
from typing import Any

from contract.ledger import Cash
from contract.loan_doors import LoanStep, LoanView, StepKind
from contract.loans import DisburseLoan, LoanFact, LoanMoved, LoanTerms, RepayLoan
from contract.money import pieces_total
from teller_app.i18n.formats import account_number, moment
from teller_app.i18n.loan_words import percent
from teller_app.papers import CURRENCY, Desk, by_face, verification
from teller_app.printing import facts as f
from teller_app.printing.loan_facts import Instalment, LoanReceiptFacts, ScheduleFacts
from teller_app.printing.loan_wording import LoanReceiptWords, ScheduleWords

PRINTED = {StepKind.DISBURSED: "disbursed", StepKind.REPAID: "repaid"}
"""Steps of which the borrower has a receipt, and what they are called there."""


def schedule(
    view: LoanView, desk: Desk, words: ScheduleWords, duplicate: int = 0, first: f.Stamp | None = None
) -> ScheduleFacts | None:
    """The schedule of a loan as the server states it; None where it states no paper. ``first`` is when and where the original was printed."""
    loan, terms, lines = view.loan, view.terms, view.schedule
    if not lines or not view.paper:
        return None
    total = sum(line.principal + line.interest for line in lines)
    code = verification(view.paper, total, view.code)
    if code is None:
        return None
    return ScheduleFacts(
        number=view.paper,
        loan=loan.number,
        currency=CURRENCY[loan.currency],
        borrower=loan.holder,
        product=loan.product_name,
        account=account_number(loan.account_number) if loan.account_number else "",
        interest=words.rates[terms.interest.value].format(rate=percent(terms.rate, 2)),
        method=method(terms, words),
        start=date.fromisoformat(loan.disbursed_on or lines[0].opens),
        disbursed=bool(loan.disbursed_on),
        principal=sum(line.principal for line in lines),
        apr=percent(loan.rate_year, 1),
        rows=tuple(
            Instalment(line.number, date.fromisoformat(line.due), line.principal, line.interest, line.balance)
            for line in lines
        ),
        status="final" if loan.disbursed_on else "planned",
        printed=desk.stamp(desk.me.staff_number),
        verification=code,
        duplicate=desk.reprint(duplicate, first),
    )


def receipt(
    command: DisburseLoan | RepayLoan,
    moved: LoanMoved,
    loan: LoanFact,
    drawer: str,
    desk: Desk,
    words: LoanReceiptWords,
) -> LoanReceiptFacts:
    """Right after money moved, with the notes as they were typed."""
    repaid = isinstance(command, RepayLoan)
    cash = command.cash
    in_cash = bool(cash.received or cash.given)
    return LoanReceiptFacts(
        **_base(loan, moved.receipt, "repaid" if repaid else "disbursed", in_cash),
        amount_minor=command.amount.minor,
        cashier=desk.me.full_name,
        drawer=drawer if in_cash else "",
        business_date=date.fromisoformat(moved.business_date),
        at=desk.clock(),
        owed_before=moved.left + moved.principal if repaid else 0,
        owed_after=moved.left,
        printed=desk.stamp(),
        verification=verification(moved.receipt, command.amount.minor, moved.verification),
        parts=parts(moved.interest, moved.principal, moved.over, words) if repaid else (),
        **_pieces(cash, repaid),
    )


def again(
    view: LoanView,
    step: LoanStep,
    cash: Cash,
    desk: Desk,
    words: LoanReceiptWords,
    duplicate: int = 0,
    first: f.Stamp | None = None,
) -> LoanReceiptFacts:
    """One of its steps once more: the same number, the same code. ``cash`` is empty where nobody knows the notes any more."""
    repaid, loan = step.kind is StepKind.REPAID, view.loan
    where = step.number.split("-", 1)[0] if step.in_cash else ""
    return LoanReceiptFacts(
        **_base(loan, step.number, PRINTED[step.kind], step.in_cash),
        amount_minor=step.amount,
        cashier=step.by_name,
        drawer=where,
        business_date=date.fromisoformat(step.business_date),
        at=moment(step.at),
        owed_before=step.left + step.principal if repaid else 0,
        owed_after=step.left,
        printed=first or desk.stamp(desk.me.staff_number),
        verification=verification(step.number, step.amount, step.verification),
        parts=parts(step.interest, step.principal, step.over, words) if repaid else (),
        **_pieces(cash, repaid),
        duplicate=desk.reprint(duplicate, first),
    )


def _base(loan: LoanFact, number: str, what: str, in_cash: bool) -> dict[str, Any]:
    return {
        "number": number,
        "loan": loan.number,
        "currency": CURRENCY[loan.currency],
        "what": what,
        "in_cash": in_cash,
        "borrower": loan.holder,
        "account": account_number(loan.account_number) if loan.account_number and not in_cash else "",
    }


def _pieces(cash: Cash, repaid: bool) -> dict[str, Any]:
    """The notes by face value, and the change."""
    moved, change = (cash.received, cash.given) if repaid else (cash.given, cash.received)
    return {"pieces": by_face(moved), "change_minor": pieces_total(change)}


def parts(interest: int, principal: int, over: int, words: LoanReceiptWords) -> tuple[tuple[str, int], ...]:
    """Where the money went, without what got nothing."""
    amounts = zip(words.parts, (interest, principal, over), strict=True)
    return tuple((name, amount) for name, amount in amounts if amount)


def method(terms: LoanTerms, words: ScheduleWords) -> str:
    """ "Equal instalments, actual/365"."""
    basis = words.by_period
    if terms.accrual.value == "days":
        basis = f"{words.months[terms.month.value]}/{words.years[terms.year.value]}"
    return words.spreads[terms.spread.value].format(basis=basis)
