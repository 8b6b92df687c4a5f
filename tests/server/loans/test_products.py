"""Products as data: what does not fit together is refused, a second person agrees to a change."""

from typing import Any

import msgspec
import pytest

from contract.approvals import ApproveRequest
from contract.loans import Part, SetLoanProduct
from contract.permissions import Permission
from server.loans.tables import LOAN_PRODUCTS
from tests.server.drawers.house import AKOSUA, EFUA, SYSTEM, asked, done, refused
from tests.server.loans.house import SALARY, LoanHouse


def changed(**more: Any) -> SetLoanProduct:
    return msgspec.structs.replace(SALARY, **more)


def test_the_bank_s_own_hand_asks_nobody_a_person_does(house: LoanHouse) -> None:
    assert house.row(LOAN_PRODUCTS, "salary").name == "Salary loan"
    actor = house.people[EFUA]
    rights = actor.permissions | {Permission.CHANGE_STAFF.value}
    house.people[EFUA] = msgspec.structs.replace(actor, permissions=rights)
    answer = asked(house.run(changed(name="Wages loan"), EFUA))
    assert [why.code for why in answer.reasons] == ["loan_product_change"]
    assert refused(house.run(changed(most=1_00_00), EFUA)) in ("request_open", "loan_product_unfit")
    done(house.run(ApproveRequest(request=answer.request), AKOSUA))
    [fact] = house.said("loan_product")
    assert (fact["product"], fact["name"], fact["terms"]["rate"]) == ("salary", "Wages loan", 240_000)


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"least": 30_000_00}, "least"),
        ({"shortest": 40}, "shortest"),
        ({"currency": "CZK"}, "currency"),
        ({"currency": "XXX", "product": "new"}, "currency"),
        ({"terms": msgspec.structs.replace(SALARY.terms, grace_principal=3)}, "grace"),
        ({"terms": msgspec.structs.replace(SALARY.terms, grace_interest=3)}, "grace"),
        ({"terms": msgspec.structs.replace(SALARY.terms, due=(Part.INTEREST, Part.INTEREST))}, "order"),
        ({"terms": msgspec.structs.replace(SALARY.terms, early=(Part.PRINCIPAL, Part.PRINCIPAL))}, "order"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_does_not_fit_together(house: LoanHouse, more: dict[str, Any], missing: str) -> None:
    answer = house.run(changed(**more), SYSTEM)
    assert refused(answer) == "loan_product_unfit"
    assert answer.problem.params == {"missing": missing}  # type: ignore[union-attr]
