"""The first rights and limits of each role, as rows. After the first migration they are data: changing one needs no release."""

from sqlalchemy import Connection, insert, select

from contract.base import Fact
from contract.permissions import Permission as P
from contract.permissions import Role
from contract.staff import LimitFact, RoleFact
from server.staff.tables import limits, role_permissions

_READER = frozenset({P.READ_CUSTOMERS, P.READ_ACCOUNTS, P.READ_STAFF, P.READ_NOTICES})
_CASHIER = _READER | {
    P.POST_CASH,
    P.POST_TRANSFER,
    P.REVERSE,
    P.OPEN_DRAWER,
    P.MOVE_CASH,
    P.EDIT_CUSTOMERS,
    P.OPEN_ACCOUNTS,
    P.ASK_FOR_LOANS,
    P.SERVE_LOANS,
}
_MANAGER = _CASHIER | {
    P.DECIDE,
    P.SEE_DRAWER_TOTALS,
    P.KEEP_VAULT,
    P.SETTLE_VARIANCES,
    P.SETTLE_LOANS,
    P.ADMIT_DRAWERS,
    P.RUN_DAY,
    P.FLAG_CUSTOMERS,
    P.READ_BRANCH_JOURNAL,
    P.OVERSEE_STAFF,
    P.READ_AUDIT,
}

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.CASHIER: _CASHIER,
    Role.MANAGER: _MANAGER,
    Role.OPERATIONS: _READER
    | {
        P.POST_TRANSFER,
        P.REVERSE,
        P.EDIT_CUSTOMERS,
        P.FLAG_CUSTOMERS,
        P.OPEN_ACCOUNTS,
        P.ASK_FOR_LOANS,
        P.SERVE_LOANS,
        P.SETTLE_LOANS,
        P.ADMIT_DRAWERS,
        P.SEE_DRAWER_TOTALS,
        P.MOVE_CASH,
        P.KEEP_VAULT,
        P.SETTLE_VARIANCES,
        P.RUN_DAY,
        P.READ_BRANCH_JOURNAL,
    },
    Role.FIELD_BANKER: _READER | {P.EDIT_CUSTOMERS, P.ASK_FOR_LOANS},
    # Whoever hands out rights books no money and reads no customer: two hands for every theft.
    Role.ADMINISTRATOR: frozenset(
        {
            P.CHANGE_STAFF,
            P.CHANGE_DEVICES,
            P.OVERSEE_STAFF,
            P.READ_STAFF,
            P.READ_AUDIT,
            P.READ_NOTICES,
            P.ADMIT_DRAWERS,
        }
    ),
    Role.AUDITOR: _READER | {P.READ_AUDIT, P.READ_BRANCH_JOURNAL, P.SEE_DRAWER_TOTALS},
}
EVERYWHERE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})

KINDS = {"withdraw": 5_000_00, "deposit": 50_000_00, "transfer": 20_000_00}
UNCODED = "approve_without_code"
"""Up to here a decision about money asks its decider for no fresh code."""
UNCODED_BOUND = 25_000_00
FACTORS = {Role.CASHIER: 1, Role.OPERATIONS: 1, Role.MANAGER: 10}
CURRENCIES = ("GHS", "CZK")


def limit_id(role: str, kind: str, currency: str) -> str:
    """The key of a limit row."""
    return f"{role}/{kind}/{currency}"


def seed(conn: Connection) -> None:
    """Write the rows of roles and limits that are not there yet. What was changed since stays."""
    have = set(conn.scalars(select(role_permissions.c.role)))
    rights = [
        {"role": role.value, "permissions": sorted(names), "everywhere": role in EVERYWHERE}
        for role, names in PERMISSIONS.items()
        if role.value not in have
    ]
    if rights:
        conn.execute(insert(role_permissions), rights)
    there = set(conn.scalars(select(limits.c.id)))
    bounds = [row for row in _limit_rows() if row["id"] not in there]
    if bounds:
        conn.execute(insert(limits), bounds)


def _limit_rows() -> list[dict[str, object]]:
    bounds = [(role, kind, amount * factor) for role, factor in FACTORS.items() for kind, amount in KINDS.items()]
    bounds.append((Role.MANAGER, UNCODED, UNCODED_BOUND))
    return [
        {
            "id": limit_id(role, kind, currency),
            "role": role.value,
            "kind": kind,
            "currency": currency,
            "per_transaction": amount,
            "per_day": None,
            "user": "",
            "branch": "",
        }
        for role, kind, amount in bounds
        for currency in CURRENCIES
    ]


def is_first(fact: Fact) -> bool:
    """Whether a role has no right that a new bank's has not. Releases add rights to what they found, and no command states that."""
    return (
        isinstance(fact, RoleFact)
        and PERMISSIONS[fact.role].issuperset(fact.permissions)
        and fact.everywhere <= (fact.role in EVERYWHERE)
    )


def is_first_bound(fact: Fact) -> bool:
    """Whether it is a bound that a new bank begins with, or a lower one."""
    if not isinstance(fact, LimitFact):
        return False
    first = next((row for row in _limit_rows() if row["id"] == fact.limit), {})
    same = (fact.role, fact.act, fact.currency, fact.per_day, fact.user, fact.branch)
    return same == (
        first.get("role"),
        first.get("kind"),
        first.get("currency"),
        None,
        None,
        None,
    ) and fact.per_transaction <= int(str(first["per_transaction"]))
