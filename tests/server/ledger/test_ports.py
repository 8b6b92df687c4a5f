"""What every posting asks first: the day, the holder, the receipt."""

import pytest

from server.ledger import ports
from server.ledger.cash import CashEntry
from server.ledger.tables import ACCOUNTS
from tests.server.ledger.counter import deposit, posted, receipt
from tests.server.room_kit import DAY, Kit

ENTRY = CashEntry(account_id="a", drawer="04", session="s", business_date=DAY, lease=1)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", None),
        (receipt(1), None),
        (receipt(9), "receipt_reused"),
        (receipt(1, lease=2), "receipt_mismatch"),
        (receipt(1, drawer="05"), "receipt_mismatch"),
        ("04-20261123-1-0001", "receipt_mismatch"),
        ("nonsense", "receipt_mismatch"),
    ],
)
def test_a_receipt_number_is_of_its_session_and_new(kit: Kit, number: str, code: str | None) -> None:
    posted(kit.run(deposit(kit.account(), 100, receipt=receipt(9))))
    refusal = kit.staged(lambda ctx: ports.receipt_fault(ctx, number, ENTRY))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("flags", "flag"), [([], None), (["memo", "dormant"], None), (["memo", "stop"], "stop"), (["deceased"], "deceased")]
)
def test_which_flags_stop(kit: Kit, flags: list[str], flag: str | None) -> None:
    account = kit.row(ACCOUNTS, kit.account(kit.customer(flags=flags)))
    refusal = kit.staged(lambda ctx: ports.stopped(kit.deps, ctx, account))
    assert (refusal.params["flag"] if refusal else None) == flag
