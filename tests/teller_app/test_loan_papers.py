"""What a loan's papers say is what the server stated of it."""

import msgspec

from contract.ids import new_id
from contract.ledger import Cash
from contract.loan_doors import StepKind
from contract.loans import Accrual, DisburseLoan, LoanMoved, LoanState, MonthDays, RepayLoan, YearDays
from contract.money import Money
from server.ledger.verification import signer
from teller_app import loan_papers
from teller_app.printing.loan_wording import LoanReceiptWords, ScheduleWords
from teller_app.printing.press import Press
from tests.teller_app.loans.desk import APPLIED, OUT, PRINCIPAL, STEPS, TERMS, loan, step, view
from tests.teller_app.printing import pdf_reader
from tests.teller_app.test_papers import DESK, press

__all__ = ["press"]
WORDS, SCHEDULE = LoanReceiptWords(), ScheduleWords()
CODE = signer(b"k" * 32)
MOVED = LoanMoved(loan=loan().loan, number=loan().number, state=LoanState.ACTIVE, left=17_200_07, principal=948_74, interest=423_47,
                  receipt="04-20261122-1-0009", business_date="2026-11-22", verification=CODE("04-20261122-1-0009"))  # fmt: skip


def repay(**changes: object) -> RepayLoan:
    base = RepayLoan(loan=loan().loan, transaction=new_id(), amount=Money(1_372_21, "GHS"), cash=Cash(received={"20000": 7}, given={"1000": 2, "500": 1, "200": 1, "50c": 1, "20c": 1, "5c": 1, "1c": 4}))  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def test_a_schedule_is_printed_with_the_bank_s_code(press: Press) -> None:
    paper = "LS-040-00418-9"
    facts = loan_papers.schedule(view(paper=paper, code=CODE(paper)), DESK, SCHEDULE)
    assert facts is not None
    assert (facts.principal, facts.apr, facts.interest, facts.method, facts.status) == (
        PRINCIPAL, "31.9%", "28.00% a year on the balance", "Equal instalments, by the period", "final")  # fmt: skip
    said = pdf_reader.flat(press.schedule(facts).data)
    assert paper in said and facts.verification.code in said
    again = loan_papers.schedule(view(paper=paper, code=CODE(paper)), DESK, SCHEDULE, 1)
    assert again is not None and again.duplicate is not None and again.verification == facts.verification


def test_a_plan_says_so_and_one_without_paper_is_none() -> None:
    facts = loan_papers.schedule(view(APPLIED), DESK, SCHEDULE)
    assert facts is not None
    assert (facts.disbursed, facts.status, facts.account) == (False, "planned", "")
    assert loan_papers.schedule(view(paper=""), DESK, SCHEDULE) is None
    assert loan_papers.schedule(view(schedule=()), DESK, SCHEDULE) is None
    assert loan_papers.schedule(view(code=""), DESK, SCHEDULE) is None
    days = msgspec.structs.replace(TERMS, accrual=Accrual.DAYS, month=MonthDays.D30, year=YearDays.D360)
    assert loan_papers.method(days, SCHEDULE) == "Equal instalments, 30/360"


def test_the_receipt_of_a_repayment_says_the_notes_and_where_they_went(press: Press) -> None:
    command = repay()
    facts = loan_papers.receipt(command, MOVED, loan(), "04", DESK, WORDS)
    assert (facts.owed_before, facts.owed_after, facts.drawer, facts.account) == (18_148_81, 17_200_07, "04", "")
    assert facts.parts == (("Interest", 423_47), ("Principal", 948_74))
    assert facts.change_minor == 27_79
    said = pdf_reader.flat(press.loan_receipt(facts).data)
    assert MOVED.receipt in said


def test_by_account_no_notes_are_named_but_the_account() -> None:
    moved = msgspec.structs.replace(MOVED, receipt="LN-040-00418-9", over=0)
    facts = loan_papers.receipt(repay(account=loan().account, cash=Cash()), moved, loan(), "04", DESK, WORDS)
    assert (facts.in_cash, facts.pieces, facts.drawer, facts.number) == (False, {}, "", "LN-040-00418-9")
    assert facts.account


def test_the_receipt_of_a_disbursal_is_about_the_whole_loan() -> None:
    command = DisburseLoan(
        loan=loan().loan,
        transaction=new_id(),
        amount=Money(PRINCIPAL, "GHS"),
        in_cash=True,
        cash=Cash(given={"20000": 125}),
    )
    moved = msgspec.structs.replace(MOVED, left=PRINCIPAL, principal=PRINCIPAL, interest=0)
    facts = loan_papers.receipt(command, moved, loan(), "04", DESK, WORDS)
    assert (facts.what, facts.owed_before, facts.owed_after, facts.parts, facts.pieces) == (
        "disbursed",
        0,
        PRINCIPAL,
        (),
        {200_00: 125},
    )


def test_a_step_again_is_the_same_paper(press: Press) -> None:
    number = "04-20261122-1-0009"
    same = step(
        amount=1_372_21, principal=948_74, interest=423_47, left=17_200_07, number=number, verification=CODE(number)
    )
    first = loan_papers.receipt(repay(), MOVED, loan(), "04", DESK, WORDS)
    again = loan_papers.again(view(), same, repay().cash, DESK, WORDS, 1)
    for name in (
        "number",
        "loan",
        "amount_minor",
        "parts",
        "pieces",
        "change_minor",
        "owed_before",
        "owed_after",
        "verification",
        "drawer",
        "borrower",
    ):
        assert getattr(first, name) == getattr(again, name), name
    assert "DUPLICATE" in pdf_reader.flat(press.loan_receipt(again).data)
    unknown = loan_papers.again(view(), same, Cash(), DESK, WORDS, 2)
    assert press.loan_receipt(unknown).pages == 1, "the notes are not known any more"


def test_only_what_moved_money_for_the_borrower_is_printed() -> None:
    assert set(loan_papers.PRINTED) == {StepKind.DISBURSED, StepKind.REPAID}
    assert loan_papers.again(view(), OUT, Cash(), DESK, WORDS).what == "disbursed"
    assert STEPS[0] == OUT
