"""What all of the room's handlers share: a customer stated to the branch, and at which branch one works."""

from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.customers import rules
from server.customers.tables import CUSTOMERS, CustomerRow


def say(ctx: Context, row: CustomerRow) -> None:
    """State a customer to the branch."""
    ctx.say(rules.fact(row), at_branch(row.branch, Permission.READ_CUSTOMERS.value), row.id)


def work_at(ctx: Context, key: str) -> Rejected | None:
    """Go on at this branch: one's own, or any for the bank's own hand, which has none."""
    branch = ctx.get(BRANCHES, key)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    if key != ctx.branch:
        if not ctx.actor.everywhere:
            return Rejected(code=ErrorCode.WRONG_BRANCH)
        ctx.work_at(branch.id, branch.business_date, branch.open)
    return None


def of_this_branch(ctx: Context, customer: str) -> CustomerRow | Rejected:
    """The customer, where one may work at their branch; one of another branch is unknown here."""
    row = ctx.get(CUSTOMERS, customer)
    if row is None or work_at(ctx, row.branch) is not None:
        return Rejected(code=ErrorCode.CUSTOMER_UNKNOWN)
    return row
