"""The customers as the ledger sees them."""

from contract.customers import Flag
from contract.ids import new_id
from server.customers.holders import CustomerHolders
from server.customers.tables import CUSTOMERS
from tests.server.room_kit import OSU, Kit


def test_name_branch_and_stop_of_a_holder(kit: Kit) -> None:
    holders, known, unknown = CustomerHolders(), kit.customer("Ama", branch=OSU, flags=["stop"]), new_id()
    assert holders.key(known) == (CUSTOMERS, known)
    seen = kit.staged(
        lambda ctx: [
            (holders.name(ctx, key), holders.branch(ctx, key), holders.stop(ctx, key)) for key in (known, unknown)
        ]
    )
    assert seen == [("Ama", OSU, Flag.STOP), ("", "", None)]
