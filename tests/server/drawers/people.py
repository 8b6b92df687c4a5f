"""Who acts in the small counter of house.py, with their rights."""

import msgspec

from contract.ids import new_id
from contract.permissions import Permission as P
from contract.permissions import Role
from server.core.actor import Actor

MAKOLA, OSU = new_id(), new_id()
EFUA, KOJO, AKOSUA, ABENA, YAW = new_id(), new_id(), new_id(), new_id(), new_id()
"""Two cashiers and a manager at Makola, a manager at Osu, somebody of operations at Makola."""
CASHIER = frozenset(
    {
        P.POST_CASH,
        P.POST_TRANSFER,
        P.REVERSE,
        P.OPEN_DRAWER,
        P.MOVE_CASH,
        P.READ_ACCOUNTS,
        P.READ_CUSTOMERS,
        P.READ_NOTICES,
    }
)
MANAGER = CASHIER | {
    P.DECIDE,
    P.OVERSEE_STAFF,
    P.SEE_DRAWER_TOTALS,
    P.KEEP_VAULT,
    P.SETTLE_VARIANCES,
    P.ADMIT_DRAWERS,
    P.RUN_DAY,
    P.READ_BRANCH_JOURNAL,
}
SYSTEM = new_id()


def _actor(user: str, name: str, branch: str, role: Role, rights: frozenset[P]) -> Actor:
    return Actor(
        user=user,
        name=name,
        branch=branch,
        roles=frozenset({role.value}),
        permissions=frozenset(p.value for p in rights),
    )


def people() -> dict[str, Actor]:
    """Everyone who may act; SYSTEM is the bank's own hand."""
    rights = frozenset(P)
    return {
        EFUA: _actor(EFUA, "Efua", MAKOLA, Role.CASHIER, CASHIER),
        KOJO: _actor(KOJO, "Kojo", MAKOLA, Role.CASHIER, CASHIER),
        AKOSUA: _actor(AKOSUA, "Akosua", MAKOLA, Role.MANAGER, MANAGER),
        YAW: _actor(YAW, "Yaw", MAKOLA, Role.OPERATIONS, MANAGER - {P.DECIDE, P.OPEN_DRAWER}),
        ABENA: _actor(ABENA, "Abena", OSU, Role.MANAGER, MANAGER),
        SYSTEM: msgspec.structs.replace(_actor(SYSTEM, "", "", Role.ADMINISTRATOR, rights), everywhere=True),
    }
