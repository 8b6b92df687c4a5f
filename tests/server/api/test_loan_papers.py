"""A loan's papers are checked as all others: by number and code, and no word of either where they do not fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.ledger import Cash
from contract.papers import PaperKind
from server.api.loan_papers import receipt_by_number, schedule_by_number, schedule_paper
from tests.server.drawers.house import ACCOUNT, DAY, EFUA, SIGN, done
from tests.server.loans.house import PRINCIPAL, LoanHouse, notes, repay
from tests.server.loans.test_undoing import reverse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[LoanHouse]:
    bank = LoanHouse(tmp_path)
    bank.open()
    yield bank
    bank.engine.dispose()


def test_the_schedule_vouches_for_all_that_is_to_be_paid(house: LoanHouse) -> None:
    loan = house.active()
    row = house.loan(loan)
    paper = schedule_paper(SIGN, row)
    found = house.check(paper.check.number, paper.code)
    assert (found.kind, found.genuine, found.amount) == (PaperKind.LOAN_SCHEDULE, True, PRINCIPAL + row.interest)
    assert (found.number, found.party, found.what) == ("LS-040-00001-1", "Ama Mensah", "loan_schedule")
    done(house.run(repay(loan, 100_00, ACCOUNT), EFUA))
    assert house.check(paper.check.number, paper.code).genuine, "an older print is the bank's still"
    assert not house.check("LS-040-00001-3", paper.code).genuine, "no such step yet"
    assert not house.check(paper.check.number, "AAAA-AAAA-AAAA").genuine


def test_a_step_without_a_drawer_s_number_has_the_loan_s(house: LoanHouse) -> None:
    loan = house.active()
    command = repay(loan, 100_00, ACCOUNT)
    told = done(house.run(command, EFUA))
    found = house.check(told.receipt, told.verification)
    assert (found.kind, found.genuine, found.what, found.amount) == (
        PaperKind.LOAN_RECEIPT,
        True,
        "loan_repayment",
        100_00,
    )
    assert (found.business_date, found.undone) == (DAY, False)
    assert not house.check("LN-040-00001-1", told.verification).genuine, "another step's number"
    house.decide(house.run(reverse(command.transaction), EFUA))
    assert house.check(told.receipt, told.verification).undone


def test_a_step_with_a_drawer_s_number_is_checked_by_that(house: LoanHouse) -> None:
    loan = house.active()
    receipt = f"04-{DAY.replace('-', '')}-1-0007"
    told = done(house.run(repay(loan, 50_00, receipt=receipt, cash=Cash(received=notes(50_00))), EFUA))
    found = house.check(receipt, told.verification)
    assert (found.kind, found.genuine, found.what) == (PaperKind.RECEIPT, True, "loan_repayment")
    assert not house.check("LN-040-00001-2", told.verification).genuine


def test_numbers_of_nothing(house: LoanHouse) -> None:
    assert house.ask(lambda conn, held: receipt_by_number(conn, held, "LN-040-00009", 1)) is None
    assert house.ask(lambda conn, held: schedule_by_number(conn, SIGN, "040-00009", 0)) is None
