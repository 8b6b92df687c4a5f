"""What a product charges for a movement, as a figure and as legs."""

from contract.ledger import Side
from server.core.context import Context
from server.ledger import chart, posting
from server.ledger.rules import Line
from server.ledger.tables import PRODUCTS, AccountRow


def fee_of(ctx: Context, account: AccountRow, kind: str) -> int:
    """The product's fee for a withdrawal or a transfer, in minor units."""
    product = ctx.get(PRODUCTS, account.product)
    if product is None:
        return 0
    return product.withdrawal_fee if kind == "withdraw" else product.transfer_fee


def fee_lines(ctx: Context, account: AccountRow, fee: int) -> list[Line]:
    """The fee from the account to the account's branch's income; none where there is none."""
    if not fee:
        return []
    income = posting.internal(ctx, account.branch, chart.FEE_INCOME, account.currency)
    return [Line(account.id, Side.DEBIT, fee), Line(income.id, Side.CREDIT, fee)]
