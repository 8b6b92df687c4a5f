"""What a fact of the vault room says, and to whom."""

from contract.permissions import Permission
from server.core.audience import Reader, may_see
from server.vault import facts
from server.vault.tables import RequisitionRow, TransferRow, VaultRow

KEEPER = Reader("keeper", "b", frozenset({Permission.SEE_DRAWER_TOTALS.value}))
CASHIER = Reader("cashier", "b", frozenset({Permission.MOVE_CASH.value}))


def test_a_movement_is_told_to_who_has_a_part_in_it() -> None:
    row = TransferRow(id="t", number="VT-0001", kind="transfer", state="sent", branch="b", currency="GHS", source="drawer",
                      source_drawer="d", target="vault", maker="cashier", at="", business_date="", people=["cashier"])  # fmt: skip
    audience = facts.move_audience(row)
    assert may_see(KEEPER, audience)
    assert may_see(CASHIER, audience)
    assert not may_see(Reader("other", "b", CASHIER.permissions), audience)
    fact = facts.move_fact(row)
    assert (fact.source.drawer, fact.target.drawer) == ("d", None)


def test_the_vault_is_no_business_of_a_cashier() -> None:
    audience = facts.vault_audience(VaultRow(id="vault:b:GHS", branch="b", currency="GHS"))
    assert may_see(KEEPER, audience)
    assert not may_see(CASHIER, audience)
    assert facts.vault_fact(VaultRow(id="vault:b:GHS", branch="b", currency="GHS")).open


def test_a_requisition_is_changed_when_other_pieces_were_granted() -> None:
    row = RequisitionRow(id="r", number="RQ-0001", state="granted", branch="b", drawer="d", drawer_number="04", session="s",
                         currency="GHS", amount=100, asked_by="cashier", at="", business_date="", pieces={"100": 1},
                         granted={"50c": 2})  # fmt: skip
    assert facts.requisition_fact(row).changed
    assert may_see(CASHIER, facts.requisition_audience(row))
