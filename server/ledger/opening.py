"""Opening an account: the product decides, the number carries a check digit."""

from collections.abc import Iterable

from contract.errors import ErrorCode, Rejected
from contract.ledger import AccountOpened, OpenAccount
from contract.numbers import account_number
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import posting
from server.ledger.ports import Deps
from server.ledger.tables import ACCOUNTS, PRODUCTS, SERIALS, AccountRow, ProductRow, SerialRow


def needs(deps: Deps, command: OpenAccount, header: Header, unit: Unit) -> Iterable[Key]:
    """The customer, the id, the series."""
    yield deps.holders.key(command.customer)
    yield ACCOUNTS, command.account
    yield SERIALS, f"account/{command.product}"


def next_number(ctx: Context, branch_code: str, product: str) -> str:
    """The next account number of a product."""
    name = f"account/{product}"
    row = ctx.get(SERIALS, name) or SerialRow(name=name, last=0)
    ctx.put(SERIALS, SerialRow(name=name, last=row.last + 1))
    return account_number(branch_code, product, row.last + 1)


def new_account(
    ctx: Context, key: str, customer: str, branch: str, product: ProductRow, external: str = ""
) -> AccountRow:
    """Stage a customer's account."""
    code = ctx.must(BRANCHES, branch).code
    return ctx.put(
        ACCOUNTS,
        AccountRow(id=key, number=next_number(ctx, code, product.code), external_number=external, customer=customer,
                   product=product.code, currency=product.currency, branch=branch, normal_side="credit",
                   minimum=product.minimum, overdraft=product.overdraft, opened_on=ctx.business_date),
    )  # fmt: skip


def handle(deps: Deps, command: OpenAccount, ctx: Context) -> Outcome:
    """The account stands at the customer's branch."""
    product = ctx.get(PRODUCTS, command.product)
    branch = deps.holders.branch(ctx, command.customer)
    if not branch:
        return Rejected(code=ErrorCode.CUSTOMER_UNKNOWN)
    if product is None:
        return Rejected(code=ErrorCode.PRODUCT_UNKNOWN, params={"product": command.product})
    if product.off:
        return Rejected(code=ErrorCode.PRODUCT_WITHDRAWN, params={"product": product.name})
    if ctx.get(ACCOUNTS, command.account) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    flag = deps.holders.stop(ctx, command.customer)
    if flag is not None:
        return Rejected(code=ErrorCode.CUSTOMER_STOPPED, params={"flag": flag.value})
    if not ctx.branch:
        # The bank's own hand belongs to no branch; it books at the customer's, on that one's date.
        home = ctx.must(BRANCHES, branch)
        ctx.work_at(home.id, home.business_date, home.open)
    row = new_account(ctx, command.account, command.customer, branch, product)
    posting.say_account(ctx, row)
    return AccountOpened(account=row.id, number=row.number)
