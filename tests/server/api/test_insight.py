"""What a decider weighs: figures of the books as they stand, for those who may see the request and nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contract.approvals import DeclineRequest, Insight, WithdrawRequest
from contract.ids import new_id
from contract.ledger import ReverseTransaction
from contract.money import Money
from contract.variances import ReturnVariance
from server.api.insight import insight_of
from server.ledger.tables import ACCOUNTS, products
from server.staff.tables import LIMITS, LimitRow
from tests.server.drawers import house as counter
from tests.server.drawers.house import AKOSUA, KOJO, House, asked, done, opened
from tests.server.loans.house import PRINCIPAL, LoanHouse, disburse, repay
from tests.server.variances.roads import off_by


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.add(
            LIMITS,
            LimitRow(
                id="manager/withdraw/GHS", role="manager", kind="withdraw", currency="GHS", per_transaction=5_000_00
            ),
        )
        yield bank


def insight(house: House, request: str, user: str = AKOSUA) -> Insight | None:
    return house.ask(lambda conn, held: insight_of(conn, held, house.people[user], request))


def ask(house: House) -> str:
    return str(asked(house.run(counter.withdraw(600_00, {"10000": 6}))).request)


@pytest.fixture
def request_id(house: House) -> str:
    house.open()
    for amount in (400_00, 400_00):
        done(house.run(counter.deposit(amount, {"20000": 2})))
    done(house.run(counter.withdraw(100_00, {"10000": 1})))
    return ask(house)


def test_before_and_after_do_not_count_what_the_request_itself_holds(house: House, request_id: str) -> None:
    found = insight(house, request_id)
    assert found is not None
    assert (found.before, found.after, found.limit, found.product) == (700_00, 100_00, 5_000_00, "Savings")


def test_the_balance_after_it_has_paid_the_fee_too(house: House) -> None:
    house.open()
    for _ in range(2):
        done(house.run(counter.deposit(350_00, {"10000": 3, "5000": 1})))
    with house.engine.begin() as conn:
        conn.execute(products.update().values(withdrawal_fee=2_00))
        house._resident.reload(conn)
    found = insight(house, ask(house))
    assert found is not None
    assert (found.before, found.after) == (700_00, 98_00)


def test_what_is_reversed_goes_the_way_it_did_not(house: House) -> None:
    house.open()
    came, went = counter.deposit(400_00, {"20000": 2}), counter.withdraw(100_00, {"10000": 1})
    for booked, after in ((came, 0), (went, 400_00)):
        done(house.run(booked))
        before = house.row(ACCOUNTS, counter.ACCOUNT).available
        back = ReverseTransaction(transaction=new_id(), original=booked.transaction, reason="Wrong account")
        found = insight(house, str(asked(house.run(back)).request))
        assert found is not None
        assert (found.before, found.after) == (before, after)
        done(house.run(WithdrawRequest(request=found.request)))


def test_what_is_given_back_to_a_customer_comes_in(house: House) -> None:
    over = off_by(house, {"5000": 1})
    back = ReturnVariance(
        variance=over, transaction=new_id(), amount=Money(30_00, "GHS"), account=counter.ACCOUNT, reason="Hers"
    )
    found = insight(house, str(asked(house.run(back, counter.YAW)).request))
    assert found is not None
    assert (found.before, found.after) == (0, 30_00)


def test_the_year_the_usual_size_and_a_score_whose_parts_add_up(house: House, request_id: str) -> None:
    found = insight(house, request_id)
    assert found is not None
    assert (len(found.months), found.months[-1].total, found.usual) == (12, 100_00, 100_00)
    parts = {part.code: (part.points, part.figure, part.bound) for part in found.parts}
    assert parts["unusual_size"] == (25, 600_00, 100_00)
    assert parts["over_bound"] == (10, 600_00, 500_00)
    assert found.score == sum(points for points, _, _ in parts.values())
    assert found.level == ("medium" if 40 <= found.score < 70 else "low")


def test_the_tellers_drawer_and_earlier_requests(house: House, request_id: str) -> None:
    done(house.run(DeclineRequest(request=request_id, reason="no card"), AKOSUA))
    found = insight(house, ask(house))
    assert found is not None and found.drawer is not None
    assert (found.drawer.number, found.drawer.balance) == ("04", counter.FLOAT_TOTAL + 700_00)
    assert [(item.state.value, item.amount) for item in found.earlier] == [("declined", 600_00)]


def test_nobody_else_gets_it(house: House, request_id: str) -> None:
    assert insight(house, request_id, KOJO) is None
    assert insight(house, request_id, counter.ABENA) is None
    other = msgspec.structs.replace(house.people[AKOSUA], everywhere=True, branch=counter.OSU)
    house.people[counter.ABENA] = other
    assert insight(house, request_id, counter.ABENA) is not None


def test_a_shortage_has_no_account_but_a_score_of_what_the_gate_asked_for(house: House) -> None:
    house.open()
    house.count({"20000": 1})
    house.count({"20000": 1})
    counted = asked(house.close(reason="the rest is gone"))
    found = insight(house, counted.request)
    assert found is not None
    assert (found.months, found.before, found.drawer is not None) == ((), None, True)
    assert [part.code for part in found.parts] == ["over_bound"]
    assert found.parts[0].figure == counter.FLOAT_TOTAL - 200_00
    assert found.score == found.parts[0].points == 30


def test_a_loan_s_request_moves_the_account_only_where_its_money_goes_there(tmp_path: Path) -> None:
    lender = LoanHouse(tmp_path)
    lender.open()

    def seen(answer: Any) -> tuple[int, int]:
        request = asked(answer).request
        found = insight(lender, request)
        done(lender.run(DeclineRequest(request=request, reason="no"), AKOSUA))
        assert found is not None and found.before is not None and found.after is not None
        return found.before, found.after

    assert seen(lender.run(lender.application())) == (0, 0)
    loan = lender.approved()
    assert seen(lender.run(disburse(loan))) == (0, PRINCIPAL)
    assert seen(lender.run(disburse(loan, in_cash=True))) == (0, 0)
    lender.decide(lender.run(disburse(loan)))
    lender.limit = 1_00
    assert seen(lender.run(repay(loan, 200_00, counter.ACCOUNT))) == (PRINCIPAL, PRINCIPAL - 200_00)
    assert seen(lender.run(repay(loan, 200_00))) == (PRINCIPAL, PRINCIPAL)
    lender.engine.dispose()
