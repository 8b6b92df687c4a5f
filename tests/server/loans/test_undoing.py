"""Each step that moved money is undone by reversing its transaction, newest first, and the loan is what it was."""

import msgspec
import pytest

from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction
from contract.loans import WriteOffLoan
from server.loans.tables import LOAN_STEPS, LoanRow
from tests.server.drawers.house import ACCOUNT, DAY, EFUA, FLOAT_TOTAL, YAW, done, refused
from tests.server.loans.house import PRINCIPAL, LoanHouse, disburse, notes, repay


def reverse(original: str, **more: Cash) -> ReverseTransaction:
    return ReverseTransaction(transaction=new_id(), original=original, reason="typed wrongly", **more)  # type: ignore[arg-type]


def as_was(row: LoanRow) -> LoanRow:
    """But for how many steps there ever were."""
    return msgspec.structs.replace(row, steps=0)


def test_a_repayment_from_an_account(house: LoanHouse) -> None:
    loan = house.active()
    before = house.loan(loan)
    command = repay(loan, 333_33, ACCOUNT)
    done(house.run(command, EFUA))
    house.decide(house.run(reverse(command.transaction), EFUA))
    assert as_was(house.loan(loan)) == as_was(before)
    assert house.row(LOAN_STEPS, command.transaction).undone
    assert (house.balance("1300", loan), house.balance("4300")) == (PRINCIPAL, 0)
    assert house.differences() == []
    done(house.run(repay(loan, 333_33, ACCOUNT), EFUA))
    assert house.differences() == []


def test_the_notes_of_a_repayment_go_back(house: LoanHouse) -> None:
    house.open()
    house.limit = 10_000_00
    loan = house.active()
    before = house.loan(loan)
    command = repay(loan, PRINCIPAL + 10_00)
    assert done(house.run(command, EFUA)).state == "closed"
    undo = reverse(command.transaction)
    permit = house.decide(house.run(undo, EFUA))
    pay_back = msgspec.structs.replace(undo, permit=permit, cash=Cash(given=notes(PRINCIPAL + 10_00)))
    done(house.run(pay_back, EFUA))
    assert as_was(house.loan(loan)) == as_was(before)
    assert house.balance("1010", "04") == FLOAT_TOTAL
    assert house.differences() == []


def test_a_disbursal_in_notes(house: LoanHouse) -> None:
    house.open()
    loan = house.approved(account=None)
    before = house.loan(loan)
    command = disburse(loan, in_cash=True)
    house.hand_out(command)
    undo = reverse(command.transaction)
    permit = house.decide(house.run(undo, EFUA))
    done(house.run(msgspec.structs.replace(undo, permit=permit, cash=Cash(received=notes(PRINCIPAL))), EFUA))
    assert as_was(house.loan(loan)) == as_was(before)
    assert (house.balance("1300", loan), house.balance("1010", "04")) == (0, FLOAT_TOTAL)
    assert house.differences() == []
    house.hand_out(disburse(loan, in_cash=True))
    assert house.loan(loan).state == "active"


def test_a_disbursal_whose_money_is_gone_cannot_be_undone(house: LoanHouse) -> None:
    loan = house.approved()
    command = disburse(loan)
    house.decide(house.run(command, EFUA))
    done(house.run(repay(loan, 200_00, ACCOUNT), EFUA))
    assert refused(house.run(reverse(command.transaction), EFUA)) == "not_reversible", "a later step stands on it"


def test_a_write_off(house: LoanHouse) -> None:
    loan = house.active()
    before = house.loan(loan)
    command = WriteOffLoan(loan=loan, transaction=new_id(), reason="lost")
    house.decide(house.run(command, YAW))
    house.decide(house.run(reverse(command.transaction), EFUA))
    assert as_was(house.loan(loan)) == as_was(before)
    assert (house.balance("1300", loan), house.balance("5300")) == (PRINCIPAL, 0)
    assert house.differences() == []


@pytest.mark.parametrize("between", [0, 1])
def test_newest_first(house: LoanHouse, between: int) -> None:
    loan = house.active()
    commands = [repay(loan, 100_00, ACCOUNT), repay(loan, 150_00, ACCOUNT), repay(loan, 200_00, ACCOUNT)]
    for command in commands:
        done(house.run(command, EFUA))
    assert refused(house.run(reverse(commands[between].transaction), EFUA)) == "not_reversible"
    for command in reversed(commands):
        house.decide(house.run(reverse(command.transaction), EFUA))
    assert (house.loan(loan).left, house.loan(loan).interest_paid) == (PRINCIPAL, 0)
    assert house.differences() == []


def test_a_repayment_while_its_reversal_waits(house: LoanHouse) -> None:
    """What comes meanwhile stands; the second person's yes is refused then, and nothing is half done."""
    from contract.approvals import ApproveRequest
    from tests.server.drawers.house import AKOSUA, asked

    loan = house.active()
    command = repay(loan, 100_00, ACCOUNT)
    done(house.run(command, EFUA))
    request = asked(house.run(reverse(command.transaction), EFUA)).request
    done(house.run(repay(loan, 50_00, ACCOUNT), EFUA))
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "not_reversible"
    assert house.loan(loan).business_date == DAY
    assert house.differences() == []
