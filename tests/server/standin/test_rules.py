"""A budget's bound and a code's binding, by the figure and by the field."""

import msgspec
import pytest

from contract.ids import new_id
from contract.ledger import Cash, StandIn, Withdraw
from contract.money import Money
from contract.standin import proof_of
from server.standin import rules
from server.standin.tables import BudgetRow, CodeRow

MAKER, OWNER, SESSION, CODE = new_id(), new_id(), new_id(), new_id()
SECRET = "AMV5-CK6F-1QK5"
BUDGET = BudgetRow(drawer=new_id(), number="04", session=SESSION, branch=new_id(), cashier=MAKER, currency="GHS", granted=500,
                   used=200, until="2026-11-24T17:00:00.000Z", by=OWNER, by_name="Akosua")  # fmt: skip
PAID = Withdraw(transaction=new_id(), account=new_id(), amount=Money(300, "GHS"), cash=Cash(given={"100": 3}),
                receipt="04-20261124-1-0001", paid_offline=True)  # fmt: skip
BOUND = msgspec.structs.replace(PAID, stand_in=StandIn(code=CODE, proof=proof_of(SECRET, PAID, MAKER, SESSION)))
ROW = CodeRow(id=CODE, owner=OWNER, owner_name="Akosua", branch=new_id(), hash="", armed_at="")
replace = msgspec.structs.replace
NOON, NIGHT = "2026-11-24T12:00:00.000Z", "2026-11-24T17:00:00.001Z"


@pytest.mark.parametrize(
    ("row", "amount", "at", "covered"),
    [(BUDGET, 300, NOON, True), (BUDGET, 301, NOON, False), (BUDGET, 1, NIGHT, False), (None, 1, NOON, False)],
)
def test_the_budget_covers_up_to_its_last_pesewa(row: BudgetRow | None, amount: int, at: str, covered: bool) -> None:
    assert (rules.budget_fault(row, amount, at) is None) is covered


@pytest.mark.parametrize(
    ("row", "command", "secret", "maker", "session", "why"),
    [
        (ROW, BOUND, SECRET, MAKER, SESSION, ""),
        (ROW, BOUND, "amv5 ck6f iqk5", MAKER, SESSION, ""),
        (None, BOUND, SECRET, MAKER, SESSION, "unknown"),
        (ROW, PAID, SECRET, MAKER, SESSION, "unknown"),
        (replace(ROW, state="used", transaction=new_id()), BOUND, SECRET, MAKER, SESSION, "used"),
        (replace(ROW, state="used", transaction=PAID.transaction), BOUND, SECRET, MAKER, SESSION, ""),
        (ROW, BOUND, SECRET, OWNER, SESSION, "own"),
        (ROW, BOUND, "AMV5-CK6F-1QK6", MAKER, SESSION, "content"),
        (ROW, BOUND, SECRET, new_id(), SESSION, "content"),
        (ROW, BOUND, SECRET, MAKER, new_id(), "content"),
        (ROW, replace(BOUND, amount=Money(301, "GHS")), SECRET, MAKER, SESSION, "content"),
        (ROW, replace(BOUND, account=new_id()), SECRET, MAKER, SESSION, "content"),
        (ROW, replace(BOUND, transaction=new_id()), SECRET, MAKER, SESSION, "content"),
        (ROW, replace(BOUND, receipt="04-20261124-1-0002"), SECRET, MAKER, SESSION, "content"),
        (ROW, replace(BOUND, narration="rent"), SECRET, MAKER, SESSION, ""),
    ],
)
def test_a_code_is_bound_to_its_content(
    row: CodeRow | None, command: Withdraw, secret: str, maker: str, session: str, why: str
) -> None:
    fault = rules.code_fault(row, command, secret, maker, session, NOON)
    assert (fault.params["why"] if fault else "") == why


@pytest.mark.parametrize(("replaced_at", "why"), [(NIGHT, ""), (NOON, ""), ("2026-11-24T11:59:59.999Z", "replaced")])
def test_a_code_covers_nothing_that_was_paid_after_its_owner_made_new_ones(replaced_at: str, why: str) -> None:
    fault = rules.code_fault(replace(ROW, state="replaced"), BOUND, SECRET, MAKER, SESSION, NOON, replaced_at)
    assert (fault.params["why"] if fault else "") == why


@pytest.mark.parametrize(
    ("amount", "until", "fits"),
    [(500, NIGHT, True), (501, NIGHT, False), (1, NOON, False), (1, "2026-11-24T11:59:59.999Z", False),
     (1, "2026-11-25T12:00:00.000Z", True), (1, "2026-11-25T12:00:00.001Z", False), (1, "2099-01-01T00:00:00.000Z", False)],
)  # fmt: skip
def test_a_budget_is_no_more_than_the_drawer_holds_and_ends_within_a_day(amount: int, until: str, fits: bool) -> None:
    fault = rules.grant_fault(amount, 500, until, NOON, "2026-11-25T12:00:00.000Z", "GHS")
    assert (fault is None) is fits
