"""A loan handed out: to the account with the second person's yes, in notes on a permit, once, never more than was allowed."""

from typing import Any

import msgspec
import pytest

from contract.approvals import ApproveRequest, ExpireRequests, WithdrawRequest
from contract.ledger import Cash
from contract.money import Money
from contract.schedules import plan
from server.loans.facts import lines_of
from tests.server.drawers.house import ACCOUNT, AKOSUA, DAY, EFUA, FLOAT_TOTAL, KOJO, SYSTEM, asked, done, refused
from tests.server.loans.house import FIRST_DUE, PRINCIPAL, SALARY, LoanHouse, disburse, notes, paid


def test_to_the_account_at_once_after_the_yes(house: LoanHouse) -> None:
    loan = house.approved()
    command = disburse(loan)
    answer = asked(house.run(command, EFUA))
    [why] = answer.reasons
    assert (why.code, why.figure, why.bound, why.about) == ("loan_disbursal", PRINCIPAL, PRINCIPAL, "LN-040-00001")
    assert house.balance("1300", loan) == 0
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    row = house.loan(loan)
    assert (row.state, row.principal, row.left, row.disbursed_on) == ("active", PRINCIPAL, PRINCIPAL, DAY)
    assert lines_of(row) == plan(SALARY.terms, PRINCIPAL, DAY, FIRST_DUE, 12)
    assert house.balance("1300", loan) == PRINCIPAL
    [account] = house.said("account")
    assert (account["account"], account["balance"]) == (ACCOUNT, PRINCIPAL)
    [booked] = house.said("transaction")
    assert (booked["kind"], booked["holder"], booked["made_by"]) == ("loan_disbursal", "Ama Mensah", EFUA)
    assert house.differences() == []
    assert refused(house.run(disburse(loan), EFUA)) == "loan_state"


def test_in_notes_on_a_permit_from_the_makers_drawer(house: LoanHouse) -> None:
    house.open()
    loan = house.approved(account=None)
    command = disburse(loan, in_cash=True)
    answer = asked(house.run(command, EFUA))
    assert refused(house.run(paid(command, answer.request), EFUA)) == "permit_mismatch", "nobody has said yes"
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    assert house.loan(loan).state == "approved", "the notes are in the drawer still"
    wrong = paid(command, answer.request, Cash(given={"10000": 11}))
    assert refused(house.run(wrong, EFUA)) == "cash_mismatch"
    assert refused(house.run(paid(command, answer.request), KOJO)) in ("permit_mismatch", "drawer_not_open")
    moved = done(house.run(paid(command, answer.request), EFUA))
    assert (moved.state, moved.left, moved.principal) == ("active", PRINCIPAL, PRINCIPAL)
    assert (moved.receipt, bool(moved.verification)) == ("LN-040-00001-1", True)
    assert (house.balance("1300", loan), house.balance("1010", "04")) == (PRINCIPAL, FLOAT_TOTAL - PRINCIPAL)
    assert refused(house.run(paid(command, answer.request), EFUA)) in ("request_decided", "loan_state")
    assert house.differences() == []


def test_less_is_allowed_and_the_rest_lapses(house: LoanHouse) -> None:
    house.open()
    loan = house.approved(account=None)
    command = disburse(loan, in_cash=True)
    permit = house.decide(house.run(command, EFUA), ceiling=500_00)
    assert refused(house.run(paid(command, permit), EFUA)) == "permit_exceeded"
    done(house.run(paid(command, permit, minor=500_00), EFUA))
    row = house.loan(loan)
    assert (row.approved, row.principal, row.left) == (PRINCIPAL, 500_00, 500_00)
    assert sum(line.principal for line in lines_of(row)) == 500_00
    assert refused(house.run(disburse(loan, 700_00), EFUA)) == "loan_state"


def test_a_permit_lapses_and_the_loan_is_still_there_to_be_handed_out(house: LoanHouse) -> None:
    house.open()
    loan = house.approved(account=None)
    command = disburse(loan, in_cash=True)
    permit = house.decide(house.run(command, EFUA))
    assert refused(house.run(disburse(loan, in_cash=True), EFUA)) == "request_open", "one open request a loan"
    house.wait(60)
    assert refused(house.run(paid(command, permit), EFUA)) == "request_expired"
    done(house.run(ExpireRequests(requests=(permit,)), SYSTEM))
    again = disburse(loan, in_cash=True)
    request = asked(house.run(again, EFUA)).request
    done(house.run(WithdrawRequest(request=request), EFUA))
    house.hand_out(disburse(loan, in_cash=True))
    assert house.loan(loan).state == "active"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"taken_offline": True}, "loan_needs_line"),
        ({"amount": Money(PRINCIPAL + 1, "GHS")}, "loan_too_much"),
        ({"amount": Money(PRINCIPAL, "CZK")}, "wrong_currency"),
        ({"first_due": DAY}, "loan_first_due"),
        ({"in_cash": True}, "drawer_not_open"),
        ({"loan": SYSTEM}, "loan_unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_is_not_handed_out(house: LoanHouse, more: dict[str, Any], code: str) -> None:
    command = msgspec.structs.replace(disburse(house.approved()), **more)
    assert refused(house.run(command, EFUA)) == code


def test_without_an_account_there_is_only_cash(house: LoanHouse) -> None:
    assert refused(house.run(disburse(house.approved(account=None)), EFUA)) == "loan_account"


def test_the_first_instalment_moves_with_a_late_disbursal(house: LoanHouse) -> None:
    loan = house.approved()
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update branches set business_date='2026-12-28'")
        house._resident.reload(conn)
    assert refused(house.run(disburse(loan), EFUA)) == "loan_first_due"
    answer = asked(house.run(disburse(loan, first_due="2027-01-28"), EFUA))
    assert [(why.figure, why.about) for why in answer.reasons[1:]] == [(12, "2027-01-28")], (
        "whoever agrees sees the day"
    )
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    row = house.loan(loan)
    assert (row.first_due, lines_of(row)[0].opens, lines_of(row)[1].due) == ("2027-01-28", "2026-12-28", "2027-02-28")


def test_what_another_posting_has_taken_meanwhile(house: LoanHouse) -> None:
    loan = house.approved()
    command = disburse(loan)
    house.decide(house.run(command, EFUA))
    other = house.approved(500_00)
    same = msgspec.structs.replace(disburse(other, 500_00), transaction=command.transaction)
    assert refused(house.run(same, EFUA)) == "transaction_exists"
    assert notes(123_45) == {"10000": 1, "1000": 2, "100c": 3, "10c": 4, "1c": 5}
