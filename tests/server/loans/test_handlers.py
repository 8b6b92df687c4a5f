"""Any sequence of valid steps leaves the books whole: the claim is the sum of its legs, and never below nothing."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.feed import Awaiting, Executed
from contract.ids import new_id
from contract.ledger import ReverseTransaction
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan, SetLoanProduct, WriteOffLoan
from contract.permissions import Permission
from server.loans.handlers import undoing
from tests.server.drawers.house import ACCOUNT, EFUA, YAW
from tests.server.loans.house import PRINCIPAL, LoanHouse, repay

STEPS = st.lists(
    st.tuples(st.sampled_from(("repay", "repay", "repay", "undo", "write_off", "day")), st.integers(1, PRINCIPAL)),
    min_size=1,
    max_size=10,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_whatever_happens_to_a_loan_the_books_are_whole(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = LoanHouse(Path(folder))
        house.limit = 10**12
        loan, done, day = house.active(), list[str](), 24
        for what, amount in steps:
            day += what == "day"
            answer = _step(house, loan, what, amount, done, day)
            if isinstance(answer, Awaiting):
                house.decide(answer)
            row = house.loan(loan)
            assert 0 <= row.left <= PRINCIPAL and 0 <= row.interest_paid <= row.interest
            assert row.left == house.balance("1300", loan)
        assert house.differences() == []
        house.engine.dispose()


def _step(house: LoanHouse, loan: str, what: str, amount: int, done: list[str], day: int) -> object:
    if what == "repay":
        command = repay(loan, amount, ACCOUNT)
        answer = house.run(command, EFUA)
        if isinstance(answer, Executed):
            done.append(command.transaction)
        return answer
    if what == "undo" and done:
        return house.run(ReverseTransaction(transaction=new_id(), original=done.pop(), reason="wrong"), EFUA)
    if what == "write_off":
        return house.run(WriteOffLoan(loan=loan, transaction=new_id(), reason="gone"), YAW)
    with house.engine.begin() as conn:
        conn.exec_driver_sql(f"update branches set business_date='2026-12-{min(day, 31):02d}'")
        house._resident.reload(conn)
    return None


def test_each_command_has_its_right(house: LoanHouse) -> None:
    rows = {handler.kind: handler for handler in house.more(None, None)}
    assert {kind: handler.permission for kind, handler in rows.items()} == {
        SetLoanProduct: Permission.CHANGE_STAFF,
        ApplyForLoan: Permission.ASK_FOR_LOANS,
        DisburseLoan: Permission.SERVE_LOANS,
        RepayLoan: Permission.SERVE_LOANS,
        WriteOffLoan: Permission.SETTLE_LOANS,
    }
    assert all(handler.weigh is not None and handler.needs is not None for handler in rows.values())
    assert undoing().kinds == {"loan_disbursal", "loan_repayment", "loan_write_off"}
