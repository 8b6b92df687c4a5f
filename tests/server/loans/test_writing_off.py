"""What is left of a loan becomes the bank's loss, by two people."""

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.loans import WriteOffLoan
from tests.server.drawers.house import ACCOUNT, AKOSUA, DAY, EFUA, YAW, asked, done, refused
from tests.server.loans.house import PRINCIPAL, LoanHouse, repay


def off(loan: str) -> WriteOffLoan:
    return WriteOffLoan(loan=loan, transaction=new_id(), reason="moved away")


def test_the_claim_becomes_a_loss(house: LoanHouse) -> None:
    loan = house.active()
    done(house.run(repay(loan, 200_00, ACCOUNT), EFUA))
    left = house.loan(loan).left
    answer = asked(house.run(off(loan), YAW))
    [why] = answer.reasons
    assert (why.code, why.figure, why.bound) == ("loan_write_off", left, PRINCIPAL)
    assert refused(house.run(off(loan), AKOSUA)) == "request_open"
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    row = house.loan(loan)
    assert (row.state, row.left, row.ended_on) == ("written_off", 0, DAY)
    assert (house.balance("1300", loan), house.balance("5300")) == (0, left)
    assert refused(house.run(repay(loan, 10_00, ACCOUNT), EFUA)) == "loan_state"
    assert house.differences() == []


def test_a_payment_meanwhile_is_another_loss_than_the_one_that_was_shown(house: LoanHouse) -> None:
    loan = house.active()
    request = asked(house.run(off(loan), YAW)).request
    done(house.run(repay(loan, 200_00, ACCOUNT), EFUA))
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "request_changed"
    assert house.loan(loan).state == "active" and house.differences() == []


def test_only_what_runs_is_written_off(house: LoanHouse) -> None:
    loan = house.approved()
    assert refused(house.run(off(loan), YAW)) == "loan_state"
    assert refused(house.run(off(new_id()), YAW)) == "loan_unknown"
