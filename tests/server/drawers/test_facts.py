"""What a fact of a drawer says, and to whom."""

import msgspec

from contract.ids import new_id
from contract.permissions import Permission
from server.core.audience import Reader, may_see
from server.drawers import facts
from server.drawers.tables import BagRow, SessionRow

CASHIER, BRANCH = new_id(), new_id()
LINE = {"attempt": new_id(), "number": 1, "at": "t", "by": CASHIER, "total": 900, "expected": 1000, "variance": -100}
ROW = SessionRow(id=new_id(), drawer=new_id(), number="04", branch=BRANCH, currency="GHS", cashier=CASHIER,
                 device=new_id(), business_date="2026-11-24", opened_at="t", opening=1000,
                 flows={"withdraw": [1, -50], "deposit": [2, 80], "late_in": [1, 30]}, attempts=[LINE],
                 expected_pieces={"1000": 1}, late_pieces={"10c": 3}, recent=[["2026-11-20", -7], ["2026-11-24", 5]])  # fmt: skip


def test_late_cash_belongs_to_what_was_expected() -> None:
    sheet = facts.reconciliation_fact(ROW, 10)
    assert (sheet.expected, sheet.variance, sheet.counted) == (1030, -130, 900)
    assert sheet.expected_pieces == {"1000": 1, "10c": 3}
    assert sheet.recent == (("2026-11-20", -7), ("2026-11-24", -125))


def test_movements_stand_in_the_slips_order() -> None:
    kinds = [line.kind for line in facts.reconciliation_fact(ROW, 10).movements]
    assert kinds == ["deposit", "late_in", "withdraw"]


def test_totals_are_sums_of_the_movements_and_not_for_the_cashier() -> None:
    bag = BagRow(holder="drawer:x", branch=BRANCH, currency="GHS", account=new_id(), pieces={"1000": 1}, amount=1000)
    fact = facts.totals_fact(ROW, bag)
    assert (fact.balance, fact.cash_in, fact.cash_out) == (1000, 80, 50)  # late cash moved nothing
    cashier = Reader(CASHIER, BRANCH, frozenset({Permission.READ_ACCOUNTS.value}))
    assert not may_see(cashier, facts.totals_audience(ROW))
    assert may_see(cashier, facts.session_audience(ROW))


def test_a_session_without_any_total() -> None:
    fact = msgspec.to_builtins(facts.session_fact(ROW))
    assert fact["postings"] == 4
    assert not {1000, 900, 1030} & {value for value in fact.values() if isinstance(value, int)}


def test_an_amended_slip_has_another_code() -> None:
    def sign(*fields: object) -> str:
        return "/".join(str(field) for field in fields)

    first = facts.newest_code(sign, ROW)
    assert first.startswith("04-20261124/")
    assert facts.newest_code(sign, msgspec.structs.replace(ROW, amended=1)).startswith("04-20261124-A1/")
