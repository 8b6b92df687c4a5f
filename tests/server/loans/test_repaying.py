"""Money for a loan: split by the product's order, from notes or an account, what is over, and the end."""

from typing import Any

import msgspec
import pytest

from contract.approvals import ApproveRequest, DeclineRequest
from contract.ledger import Cash
from contract.loans import Part, SetLoanProduct
from contract.money import Money
from contract.repaying import standing
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from server.loans.facts import lines_of
from server.loans.repaying import split_of
from tests.server.drawers.house import ACCOUNT, AKOSUA, DAY, EFUA, FLOAT_TOTAL, SYSTEM, asked, done, refused
from tests.server.loans.house import PRINCIPAL, SALARY, LoanHouse, notes, repay


def on(house: LoanHouse, day: str) -> None:
    """The branch's business date."""
    with house.engine.begin() as conn:
        conn.exec_driver_sql(f"update branches set business_date='{day}'")
        house._resident.reload(conn)


def test_an_instalment_in_notes(house: LoanHouse) -> None:
    house.open()
    house.limit = 10_000_00
    loan = house.active()
    on(house, "2026-12-24")
    first = lines_of(house.loan(loan))[0]
    due = first.principal + first.interest
    cash = Cash(received=notes(due + 5_00), given={"100c": 5})
    moved = done(house.run(repay(loan, due, cash=cash), EFUA))
    assert (moved.principal, moved.interest, moved.over) == (first.principal, first.interest, 0)
    assert moved.left == PRINCIPAL - first.principal
    assert house.balance("1300", loan) == PRINCIPAL - first.principal
    assert house.balance("4300") == first.interest
    assert house.balance("1010", "04") == FLOAT_TOTAL + due
    assert house.counted == [("deposit", due)]
    [booked] = house.said("transaction")
    assert (booked["kind"], booked["amount"], booked["narration"]) == ("loan_repayment", due, "LN-040-00001")
    assert standing(lines_of(house.loan(loan)), "2026-12-24").due == 0
    assert house.differences() == []


def test_from_the_borrowers_account(house: LoanHouse) -> None:
    loan = house.active()
    moved = done(house.run(repay(loan, 300_00, ACCOUNT), EFUA))
    assert (moved.principal + moved.interest, moved.balance_after) == (300_00, PRINCIPAL - 300_00)
    assert house.counted == [("transfer", 300_00)]
    assert refused(house.run(repay(loan, PRINCIPAL - 299_99, ACCOUNT), EFUA)) == "insufficient_funds"
    assert house.differences() == []


def test_all_of_it_closes_and_no_interest_of_days_to_come_is_taken(house: LoanHouse) -> None:
    house.limit = 10_000_00
    house.open()
    loan = house.active(account=None)
    on(house, "2026-12-09")
    row = house.loan(loan)
    ends = standing(lines_of(row), "2026-12-09")
    assert ends.payoff_interest == round(lines_of(row)[0].accrued * 15 / 30)
    assert refused(house.run(repay(loan, ends.payoff + 1), EFUA)) == "loan_overpaid", "no account for the rest"
    moved = done(house.run(repay(loan, ends.payoff), EFUA))
    assert (moved.state, moved.left, moved.interest) == ("closed", 0, ends.payoff_interest)
    assert (house.balance("1300", loan), house.loan(loan).ended_on) == (0, "2026-12-09")
    assert refused(house.run(repay(loan, 1_00), EFUA)) == "loan_state"
    assert house.differences() == []


def test_what_is_over_goes_to_the_account(house: LoanHouse) -> None:
    house.limit = 10_000_00
    house.open()
    loan = house.active()
    moved = done(house.run(repay(loan, PRINCIPAL + 30_00), EFUA))
    assert (moved.state, moved.principal, moved.over) == ("closed", PRINCIPAL, 30_00)
    with house.engine.connect() as conn:
        assert ACCOUNTS.fetch(conn, [ACCOUNT])[ACCOUNT].balance == PRINCIPAL + 30_00
    assert house.differences() == []


def test_an_account_is_not_asked_for_more_than_is_owed(house: LoanHouse) -> None:
    house.limit = 10_000_00
    house.open()
    loan = house.active()
    done(house.run(repay(loan, 200_00), EFUA))
    assert refused(house.run(repay(loan, PRINCIPAL, ACCOUNT), EFUA)) == "loan_overpaid"


def test_over_the_limit_a_second_person_and_the_funds_are_kept_aside(house: LoanHouse) -> None:
    house.limit = 100_00
    loan = house.active()
    command = repay(loan, 300_00, ACCOUNT)
    answer = asked(house.run(command, EFUA))
    [account] = house.said("account")
    assert (account["available"], account["pending"]) == (PRINCIPAL - 300_00, 300_00)
    done(house.run(DeclineRequest(request=answer.request, reason="no"), AKOSUA))
    assert house.row(TRANSACTIONS, command.transaction).status == "failed"
    again = repay(loan, 300_00, ACCOUNT)
    house.decide(house.run(again, EFUA))
    assert (
        house.loan(loan).left + house.loan(loan).interest_paid
        == PRINCIPAL - 300_00 + 2 * house.loan(loan).interest_paid
    )
    assert house.row(TRANSACTIONS, again.transaction).status == "completed"
    assert house.differences() == []


def test_over_the_limit_in_notes_on_a_permit(house: LoanHouse) -> None:
    house.open()
    house.limit = 100_00
    loan = house.active()
    command = repay(loan, 300_00, cash=Cash())
    permit = house.decide(house.run(command, EFUA))
    assert house.loan(loan).left == PRINCIPAL
    with_notes = msgspec.structs.replace(command, permit=permit, cash=Cash(received=notes(300_00)))
    assert done(house.run(with_notes, EFUA)).state == "active"
    assert house.balance("1010", "04") == FLOAT_TOTAL + 300_00
    assert refused(house.run(with_notes, EFUA)) in ("request_decided", "transaction_exists")
    assert house.differences() == []


@pytest.mark.parametrize("account", [None, ACCOUNT])
def test_nobody_agrees_to_more_than_they_might_take_in_themselves(house: LoanHouse, account: str | None) -> None:
    house.open()
    house.limit, house.decider_limit = 100_00, 200_00
    request = asked(house.run(repay(house.active(), 300_00, account, cash=Cash()), EFUA)).request
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "over_own_limit"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"taken_offline": True}, "loan_needs_line"),
        ({"amount": Money(10_00, "CZK")}, "wrong_currency"),
        ({"account": SYSTEM, "cash": Cash()}, "loan_account"),
        ({"cash": Cash(received={"1000": 2})}, "cash_mismatch"),
        ({"receipt": "05-20261124-1-0001"}, "receipt_mismatch"),
        ({"loan": SYSTEM}, "loan_unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_is_not_taken(house: LoanHouse, more: dict[str, Any], code: str) -> None:
    house.open()
    command = msgspec.structs.replace(repay(house.active(), 10_00), **more)
    assert refused(house.run(command, EFUA)) == code


def test_the_products_order_is_the_loans(house: LoanHouse) -> None:
    principal_first = msgspec.structs.replace(SALARY.terms, due=(Part.PRINCIPAL, Part.INTEREST))
    done(house.run(SetLoanProduct(**{**msgspec.structs.asdict(SALARY), "terms": principal_first}), SYSTEM))
    loan = house.active()
    on(house, "2026-12-24")
    moved = done(house.run(repay(loan, 50_00, ACCOUNT), EFUA))
    assert (moved.principal, moved.interest) == (50_00, 0)


def test_a_paper_with_a_number_and_a_code_for_every_payment(house: LoanHouse) -> None:
    house.open()
    loan = house.active()
    receipt = f"04-{DAY.replace('-', '')}-1-0001"
    first = done(house.run(repay(loan, 10_00, receipt=receipt), EFUA))
    second = done(house.run(repay(loan, 10_00, ACCOUNT), EFUA))
    assert (first.receipt, second.receipt) == (receipt, "LN-040-00001-3")
    assert len({first.verification, second.verification}) == 2
    assert refused(house.run(repay(loan, 10_00, receipt=receipt), EFUA)) == "receipt_reused"
    assert house.row(TRANSACTIONS, first.transaction).verification == first.verification


def test_the_split_is_what_the_door_says_it_would_be(house: LoanHouse) -> None:
    house.open()
    loan = house.active()
    expected = split_of(house.loan(loan), 77_77, DAY)
    moved = done(house.run(repay(loan, 77_77), EFUA))
    assert (moved.principal, moved.interest, moved.over) == expected[:3]
