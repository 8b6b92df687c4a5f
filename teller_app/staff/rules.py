"""What each role may do as a table, and how a person or a workstation stands. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contract.doors import PersonStanding
from contract.permissions import Permission as P
from contract.permissions import Role
from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact

DASH, YES, LIMIT, READ, MAKER = "dash", "yes", "limit", "read", "maker"


@dataclass(frozen=True)
class Line:
    """One line of the table: rights of which one is enough, rights to look, acts whose bounds make it a limit."""

    name: str
    doing: tuple[P, ...]
    reading: tuple[P, ...] = ()
    acts: tuple[str, ...] = ()
    two_hands: bool = False


LINES = (
    Line("cash", (P.POST_CASH,), (), ("deposit", "withdraw")),
    Line("transfer", (P.POST_TRANSFER,), (), ("transfer",)),
    Line("reverse", (P.REVERSE,)),
    Line("decide", (P.DECIDE,), (), ("approve_without_code",)),
    Line("drawer", (P.OPEN_DRAWER,), (P.SEE_DRAWER_TOTALS,)),
    Line("vault", (P.KEEP_VAULT,), (P.SEE_DRAWER_TOTALS,)),
    Line("day", (P.RUN_DAY,)),
    Line("customers", (P.EDIT_CUSTOMERS, P.OPEN_ACCOUNTS), (P.READ_CUSTOMERS, P.READ_ACCOUNTS)),
    Line("flags", (P.FLAG_CUSTOMERS,), (P.READ_CUSTOMERS,)),
    Line("people", (P.CHANGE_STAFF,), (P.READ_AUDIT,), two_hands=True),
    Line("devices", (P.CHANGE_DEVICES,), (P.READ_AUDIT,), two_hands=True),
    Line("sessions", (P.OVERSEE_STAFF,), (P.READ_AUDIT,)),
    Line("audit", (P.READ_BRANCH_JOURNAL,), (P.READ_AUDIT,)),
)
"""In the order of picture 20. A right that stands in no line is in everybody's hands or in nobody's, or one of lending: those are on the role's own sheet."""


def matrix(roles: Sequence[RoleFact], limits: Sequence[LimitFact]) -> dict[str, dict[Role, str]]:
    """Line's name to role to cell, from the rights and bounds as they hold now."""
    held = {fact.role: frozenset(fact.permissions) for fact in roles}
    bound = {role: frozenset(fact.act for fact in limits if fact.role is role) for role in held}
    return {line.name: {role: _cell(line, held[role], bound[role]) for role in held} for line in LINES}


def _cell(line: Line, rights: frozenset[P], acts: frozenset[str]) -> str:
    if rights.intersection(line.doing):
        if line.two_hands:
            return MAKER
        return LIMIT if acts.intersection(line.acts) else YES
    return READ if rights.intersection(line.reading) else DASH


def person_state(person: UserFact, standing: PersonStanding | None, waiting: Iterable[str]) -> str:
    """active, locked, waits (for a checker), due or drawn (a one-time secret), left: what matters most comes first."""
    if not person.active:
        return "left"
    if standing is not None and standing.locked:
        return "locked"
    if person.user in waiting:
        return "waits"
    return standing.secret if standing is not None and standing.secret else "active"


def device_state(device: DeviceFact, signed_in: Iterable[str], stopped: bool = False) -> str:
    """revoked, stopped (its record forked), in_use (somebody is signed in there) or free."""
    if not device.active:
        return "revoked"
    if stopped:
        return "stopped"
    return "in_use" if device.device in signed_in else "free"


def limit_of(person: UserFact, limits: Sequence[LimitFact], act: str, currency: str) -> int | None:
    """What the person may do alone, in minor units: their own bound, else the largest of their roles'; the branch's is a ceiling.

    None: no bound is set, so nothing is done alone. The server decides; this is for the list.
    """
    fitting = [fact for fact in limits if fact.act == act and fact.currency == currency]
    own = next((fact.per_transaction for fact in fitting if fact.user == person.user), None)
    if own is None:
        own = max((fact.per_transaction for fact in fitting if fact.role in person.roles), default=None)
    ceiling = next((fact.per_transaction for fact in fitting if fact.branch == person.branch), None)
    return own if own is None or ceiling is None else min(own, ceiling)


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[tuple[str, object, object]]:
    """(field, before, after) of what differs between two facts; the tag and the key say nothing of their own."""
    key = str(after.get("fact") or before.get("fact") or "")
    names = [name for name in (*before, *(name for name in after if name not in before)) if name not in ("fact", key)]
    return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]
