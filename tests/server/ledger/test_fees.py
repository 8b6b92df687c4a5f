"""A product's charge, and its legs."""

from contract.ledger import Side
from server.ledger import fees
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS
from tests.server.room_kit import Kit


def test_the_fee_is_the_products_and_its_legs_are_equal(tmp_path) -> None:
    kit = Kit(tmp_path)
    key = kit.account(product="02")

    def both(ctx):
        account = ctx.must(ACCOUNTS, key)
        return (
            fees.fee_of(ctx, account, "withdraw"),
            fees.fee_of(ctx, account, "transfer"),
            fees.fee_lines(ctx, account, 150),
        )

    withdrawal, transfer, lines = kit.staged(both)
    assert (withdrawal, transfer) == (1_50, 75)
    assert [(line.side, line.amount) for line in lines] == [(Side.DEBIT, 150), (Side.CREDIT, 150)]
    assert isinstance(lines[0], Line)
    assert kit.staged(lambda ctx: fees.fee_lines(ctx, ctx.must(ACCOUNTS, key), 0)) == []
