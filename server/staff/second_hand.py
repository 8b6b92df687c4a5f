"""Changes of people, rights, limits and workstations need a second person: a manager of the branch that they concern."""

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.permissions import Role
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Weighed


def second_hand(
    ctx: Context, fault: Rejected | None, branch: str = "", code: str = "staff_change"
) -> Weighed | Rejected | None:
    """What the rules refuse is refused before anybody is asked. The bank's own hand (the command line) asks nobody.

    ``branch``: whose managers decide; empty: the maker's own branch, for what holds in every branch.
    """
    if fault is not None:
        return fault
    if ctx.actor.user == SYSTEM_USER:
        return None
    return Weighed(reasons=(Why(code=code),), role=Role.MANAGER, branch=branch)


def branch_fault(ctx: Context, branch: str) -> Rejected | None:
    """The branch must be one of the bank's."""
    return None if ctx.get(BRANCHES, branch) else Rejected(code=ErrorCode.BRANCH_UNKNOWN)
