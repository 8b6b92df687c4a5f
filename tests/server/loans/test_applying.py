"""An application from the asking to the second person's word: the figures they weigh, less than asked, or nothing at all."""

from typing import Any

import pytest

from contract.approvals import ApproveRequest, DeclineRequest, ExpireRequests, WithdrawRequest
from contract.ids import new_id
from contract.loans import LoanTerms, SetLoanProduct
from contract.money import Money
from contract.schedules import effective_rate, plan
from server.customers.tables import CUSTOMERS, CustomerRow
from server.ledger.tables import ACCOUNTS, AccountRow
from tests.server.drawers.house import ABENA, AKOSUA, DAY, EFUA, MAKOLA, SYSTEM, asked, done, refused
from tests.server.loans.house import FIRST_DUE, PRINCIPAL, SALARY, LoanHouse, repay


def test_whoever_decides_is_shown_what_it_costs_and_what_is_owed(house: LoanHouse) -> None:
    first = asked(house.run(house.application(), EFUA))
    lines = plan(SALARY.terms, PRINCIPAL, DAY, FIRST_DUE, 12)
    total = sum(line.principal + line.interest for line in lines)
    said = {why.code: (why.figure, why.bound, why.about) for why in first.reasons}
    assert said == {
        "loan_application": (PRINCIPAL, 0, "Salary loan"),
        "loan_term": (12, 0, FIRST_DUE),
        "loan_instalment": (max(line.principal + line.interest for line in lines), total, ""),
        "loan_rate": (effective_rate(PRINCIPAL, DAY, lines, SALARY.terms.every), 240_000, ""),
    }
    [request] = house.said("request")
    assert (request["holder"], request["amount"], request["narration"]) == ("Ama Mensah", PRINCIPAL, "School fees")
    done(house.run(ApproveRequest(request=first.request), AKOSUA))
    second = asked(house.run(house.application(500_00), EFUA))
    [owing] = [why for why in second.reasons if why.code == "loan_owing"]
    assert (owing.figure, owing.bound, owing.about) == (PRINCIPAL, 1, "")


def test_it_is_in_the_books_while_they_think(house: LoanHouse) -> None:
    command = house.application()
    answer = asked(house.run(command, EFUA))
    [fact] = house.said("loan")
    assert (fact["state"], fact["number"], fact["request"]) == ("applied", "LN-040-00001", answer.request)
    assert [one["original"] for one in house.said("request")] == [command.loan]
    assert refused(house.run(house.application(), EFUA)) == "request_open", "one at a time for a customer"
    assert refused(house.run(command, EFUA)) == "already_there"
    done(house.run(DeclineRequest(request=answer.request, reason="ask again"), AKOSUA))
    own = asked(house.run(house.application(), AKOSUA)).request
    assert refused(house.run(ApproveRequest(request=own), AKOSUA)) == "maker_is_checker"


def test_less_than_asked(house: LoanHouse) -> None:
    command = house.application()
    request = asked(house.run(command, EFUA)).request
    more = ApproveRequest(request=request, ceiling=PRINCIPAL + 1)
    assert refused(house.run(more, AKOSUA)) == "ceiling_not_possible"
    tiny = ApproveRequest(request=request, ceiling=50_00)
    assert refused(house.run(tiny, AKOSUA)) == "loan_bounds", "less than the product begins with"
    done(house.run(ApproveRequest(request=request, ceiling=800_00), AKOSUA))
    row = house.loan(command.loan)
    assert (row.state, row.asked, row.approved, row.approved_by) == ("approved", PRINCIPAL, 800_00, AKOSUA)
    assert [one["ceiling"] for one in house.said("request")] == [800_00]


@pytest.mark.parametrize("way", ["decline", "withdraw", "expire"])
def test_it_comes_to_nothing(house: LoanHouse, way: str) -> None:
    command = house.application()
    request = asked(house.run(command, EFUA)).request
    if way == "decline":
        done(house.run(DeclineRequest(request=request, reason="earns too little"), AKOSUA))
    elif way == "withdraw":
        done(house.run(WithdrawRequest(request=request), EFUA))
    else:
        house.wait(60)
        done(house.run(ExpireRequests(requests=(request,)), SYSTEM))
    row = house.loan(command.loan)
    assert (row.state, row.approved, row.ended_on) == ("dropped", 0, DAY)
    assert house.differences() == []
    asked(house.run(house.application(), EFUA))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"product": "none"}, "product_unknown"),
        ({"minor": 99_99}, "loan_bounds"),
        ({"minor": 20_000_01}, "loan_bounds"),
        ({"term": 2}, "loan_bounds"),
        ({"term": 37}, "loan_bounds"),
        ({"first_due": DAY}, "loan_first_due"),
        ({"first_due": "2027-02-23"}, "loan_first_due"),
        ({"customer": new_id(), "account": None}, "customer_unknown"),
        ({"account": new_id()}, "loan_account"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_the_product_does_not_allow(house: LoanHouse, more: dict[str, Any], code: str) -> None:
    assert refused(house.run(house.application(**more), EFUA)) == code


def test_the_account_is_the_borrowers_and_takes_money(house: LoanHouse) -> None:
    other, account = new_id(), new_id()
    house.add(
        CUSTOMERS,
        CustomerRow(id=other, number="C-2", full_name="Yaw B.", search_name="yaw", branch=MAKOLA, flags=["stop"]),
    )
    row = AccountRow(
        id=account, number="N2", customer=other, product="01", currency="GHS", branch=MAKOLA, normal_side="credit"
    )
    house.add(ACCOUNTS, row)
    assert refused(house.run(house.application(account=account), EFUA)) == "loan_account"
    assert refused(house.run(house.application(customer=other, account=None), EFUA)) == "customer_stopped"
    assert refused(house.run(house.application(amount=Money(PRINCIPAL, "CZK")), EFUA)) == "wrong_currency"


def test_a_product_that_changes_meanwhile_leaves_the_application_its_terms(house: LoanHouse) -> None:
    loan = house.approved()
    dearer = SetLoanProduct(product="salary", name="Salary loan", currency="GHS", least=100_00, most=20_000_00, shortest=3,
                            longest=36, terms=LoanTerms(rate=480_000), off=True)  # fmt: skip
    done(house.run(dearer, SYSTEM))
    assert house.loan(loan).terms["rate"] == 240_000
    assert refused(house.run(house.application(), EFUA)) == "product_unknown"


def test_a_late_loan_is_named_to_whoever_weighs_the_next(house: LoanHouse) -> None:
    loan = house.active()
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update branches set business_date='2027-01-10'")
        house._resident.reload(conn)
    [owing] = [
        why
        for why in asked(house.run(house.application(first_due="2027-02-10"), EFUA)).reasons
        if why.code == "loan_owing"
    ]
    assert owing.about == house.loan(loan).number


def test_what_is_owed_in_another_currency_is_not_added_to_this_one(house: LoanHouse) -> None:
    house.active(500_00)
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update loans set currency='CZK'")
        house._resident.reload(conn)
    house.active(700_00)
    said = asked(house.run(house.application(), EFUA)).reasons[4:]
    assert [(why.code, why.figure, why.bound, why.about) for why in said] == [
        ("loan_owing", 700_00, 1, ""),
        ("loan_abroad", 1, 0, "CZK"),
    ]


def test_another_branch_decides_and_serves_its_own(house: LoanHouse) -> None:
    answer = asked(house.run(house.application(), EFUA))
    assert refused(house.run(ApproveRequest(request=answer.request), ABENA)) == "wrong_branch"
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    loan = next(fact["loan"] for fact in house.said("loan"))
    assert refused(house.run(repay(loan, 100_00), ABENA)) == "loan_unknown"
