"""What is asked where no money moves: rules, mandates and products in words, everything else field by field, nothing unseen."""

import pytest

from contract.approvals import SetApprovalRule, When
from contract.base import Command
from contract.commands import encode, kind_of
from contract.customers import SetMandate
from contract.loans import LoanTerms, SetLoanProduct
from contract.permissions import Permission, Role
from contract.staff import AddUser, ChangeRole
from teller_app.approvals.contents import LINES_MAX, asked
from tests.contract.samples import SAMPLES, uid
from tests.teller_app.approvals.desk import mandate, request
from tests.teller_app.approvals.policy_desk import TILL, room
from tests.teller_app.kit import BRANCH
from tests.teller_app.products.desk import change
from tests.teller_app.room_window import TEXTS

PLACES = room()[0].state


def told(command: Command) -> dict[str, str]:
    about = request(kind=kind_of(command), amount=0, content=encode(command).decode())
    return dict(asked(about, PLACES, TEXTS))


def test_a_rule_names_branch_and_drawer() -> None:
    rule = SetApprovalRule(
        rule="r", when=When.AMOUNT, act="withdraw", branch=BRANCH, drawer=TILL, currency="GHS", bound=2_000_00
    )
    assert told(rule) == {"What it says": "Above an amount", "Holds for": "Cash withdrawal · Makola · Drawer 09",
                          "Bound": "GH₵ 2,000.00", "State": "Holds"}  # fmt: skip


def test_a_mandate_names_its_people() -> None:
    fact = mandate()
    command = SetMandate(account=fact.account, signatories=fact.signatories, bands=fact.bands, note="No Sundays")
    assert told(command) == {"Mandate": "Any one to 20,000.00, then both", "Account holder": "Kofi Danso",
                             "Joint signatory": "Ama Danso", "Note": "No Sundays"}  # fmt: skip


def test_a_loan_product_says_what_is_lent_and_at_what_price() -> None:
    command = SetLoanProduct(product="TRADE", name="Market Trader Loan", currency="GHS", least=500_00, most=50_000_00, shortest=3, longest=36,
                             terms=LoanTerms(rate=280_000), off=True)  # fmt: skip
    assert told(command) == {
        "Name": "Market Trader Loan (TRADE)", "Amount": "GH₵ 500.00 to 50,000.00", "Instalments": "3 to 36 · Every month",
        "Rate, reducing": "28.00%", "Method": "Equal payments",
        "Counted": "actual/365", "Not offered any more": "✓",
    }  # fmt: skip


def test_a_product_says_what_was_and_what_becomes() -> None:
    said = told(change(withdrawal_fee=1_50))
    assert said["Product"] == "20 Current" and said["Fee for a withdrawal"] == "GH₵ 1.00 → GH₵ 1.50"


def test_any_other_kind_says_its_fields_but_no_ids() -> None:
    user = AddUser(
        user=uid(1), username="musa", full_name="Musa Ali", staff_number="S-1", roles=(Role.CASHIER,), branch=uid(2)
    )
    assert told(user) == {"User name": "musa", "Name": "Musa Ali", "Staff number": "S-1", "Roles": "cashier"}
    role = ChangeRole(role=Role.OPERATIONS, permissions=(Permission.RUN_DAY,), everywhere=True)
    assert told(role) == {"Role": "operations", "Rights": "run_day", "In every branch": "✓"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: kind_of(sample))
def test_no_command_breaks_it(sample: Command) -> None:
    assert len(told(sample)) <= LINES_MAX


def test_what_this_workstation_cannot_read_is_said() -> None:
    newer = request(kind="teleport", content='{"kind":"teleport"}')
    assert asked(newer, PLACES, TEXTS) == [(TEXTS("approvals.content.unread"), "teleport")]
    assert asked(request(), PLACES, TEXTS) == []
