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
from server.drawers.day import figures as day_figures
from server.drawers.facts import ORDER
from server.drawers.tables import DRAWERS, SESSIONS
from server.ledger import verify as ledger_verify
from server.loans.handlers import undoing
from tests.server.drawers.house import ACCOUNT, DAY, EFUA, MAKOLA, YAW, done
from tests.server.loans.house import PRINCIPAL, LoanHouse, disburse, repay

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


def test_a_whole_life_with_every_note_in_the_drawer_s_sums(database_url: str, tmp_path: Path) -> None:
    """Applied for, allowed for less, handed out and paid back in notes: on both databases, and on the slip of the day."""
    house = LoanHouse(tmp_path, database_url)
    house.limit = 10**12
    house.open()
    loan = house.approved(PRINCIPAL, ceiling=1_000_00, account=None)
    house.hand_out(disburse(loan, 1_000_00, in_cash=True))
    done(house.run(repay(loan, 400_00), EFUA))
    [totals] = house.said("drawer_totals")
    assert (totals["cash_in"], totals["cash_out"]) == (400_00, 1_000_00)
    flows = house.row(SESSIONS, house.lease[EFUA].session).flows
    assert flows == {"loan_disbursal": [1, -1_000_00], "loan_repayment": [1, 400_00]}
    assert {"loan_disbursal", "loan_repayment"} <= set(ORDER), "the slip names them"
    done(house.run(repay(loan, 600_00), EFUA))
    assert house.loan(loan).state == "closed"
    figures = house.ask(lambda conn, held: day_figures(conn, MAKOLA, DAY, held.rows(DRAWERS)))
    [ghs] = figures
    assert (ghs.cash_in, ghs.cash_out) == (1_000_00, 1_000_00)
    assert (ghs.broken, ghs.cash - ghs.ledger) == ((), 0)
    trial = house.ask(lambda conn, held: [*ledger_verify.check(conn)])
    assert trial == [] and house.differences() == []
    house.engine.dispose()
