"""The door through which rooms move cash: the drawers' bags are one, and a place that was found knows its account."""

from server.drawers.stock import BagStock
from server.ledger.stock import Spot, Stock


def test_the_drawers_bags_are_a_stock() -> None:
    stock: Stock = BagStock(lambda *args, **more: None)
    assert all(
        callable(getattr(stock, name)) for name in ("vault", "transit", "bank", "till", "mine", "own_till", "move")
    )


def test_the_bank_outside_has_an_account_and_no_bag() -> None:
    assert Spot("account", "branch", "GHS").holder == ""
