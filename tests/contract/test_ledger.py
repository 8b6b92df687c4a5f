"""The id of a fee's refund is the same whoever makes it, and another for each transaction."""

from contract.ids import derived_id
from contract.ledger import refund_id
from tests.contract.samples import uid


def test_one_refund_a_transaction() -> None:
    assert refund_id(uid(1)) == refund_id(uid(1)) == derived_id("fee_refund", uid(1))
    assert len({refund_id(uid(n)) for n in range(50)} | {uid(n) for n in range(50)}) == 100
