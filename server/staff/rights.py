"""Commands about what may be done: a role's rights, and bounds of a role, a person, a branch."""

from contract.errors import ErrorCode, Rejected
from contract.staff import ChangeRole, SetLimit
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.staff import facts, rules
from server.staff.roles import limit_id
from server.staff.second_hand import second_hand
from server.staff.tables import LIMITS, ROLES, USERS, LimitRow, RoleRow

GONE = -1
"""``per_transaction`` of a bound that was taken away."""


def role_fault(command: ChangeRole, ctx: Context) -> Rejected | None:
    """Rights hold in every branch, so whoever is bound to one changes none."""
    if not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    return rules.role_fault(command, ctx.actor.roles)


def weigh_role(command: ChangeRole, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the maker's branch agrees."""
    return second_hand(ctx, role_fault(command, ctx))


def change_role(command: ChangeRole, ctx: Context) -> Outcome:
    """The role's rights are these. Whoever holds it has another scope at once, and their feeds begin afresh."""
    fault = role_fault(command, ctx)
    if fault is not None:
        return fault
    names = sorted({permission.value for permission in command.permissions})
    row = ctx.put(ROLES, RoleRow(role=command.role.value, permissions=names, everywhere=command.everywhere))
    ctx.say(facts.role_fact(row), facts.rights_audience(), key=row.role)
    return None


def limit_fault(command: SetLimit, ctx: Context) -> Rejected | None:
    """Of exactly one, who must be there; whoever is bound to a branch sets bounds of that branch and its people only."""
    fault = rules.limit_fault(command, ctx.actor.user)
    if fault is not None:
        return fault
    if command.user is not None:
        row = ctx.get(USERS, command.user)
        if row is None:
            return Rejected(code=ErrorCode.USER_UNKNOWN)
        return rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if command.branch is not None:
        if ctx.get(BRANCHES, command.branch) is None:
            return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
        return rules.reach_fault(ctx.actor.everywhere, ctx.branch, command.branch)
    return None if ctx.actor.everywhere else Rejected(code=ErrorCode.WRONG_BRANCH)


def weigh_limit(command: SetLimit, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the branch that it concerns agrees."""
    person = ctx.get(USERS, command.user or "")
    return second_hand(ctx, limit_fault(command, ctx), command.branch or (person.branch if person else ""))


def set_limit(command: SetLimit, ctx: Context) -> Outcome:
    """The bound is this, or is no more."""
    fault = limit_fault(command, ctx)
    if fault is not None:
        return fault
    owner = (
        command.role.value if command.role else f"user:{command.user}" if command.user else f"branch:{command.branch}"
    )
    row = LimitRow(
        id=limit_id(owner, command.act, command.currency),
        role=command.role.value if command.role else "",
        kind=command.act,
        currency=command.currency,
        per_transaction=GONE if command.removed else command.per_transaction,
        per_day=None if command.removed else command.per_day,
        user=command.user or "",
        branch=command.branch or "",
    )
    ctx.say(facts.limit_fact(ctx.put(LIMITS, row)), facts.rights_audience(), key=row.id)
    return None
