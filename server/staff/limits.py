"""What somebody may do alone."""

from collections.abc import Iterable, Mapping

from contract.ids import SYSTEM_USER
from contract.staff import Limit
from server.core.context import Context
from server.staff.roles import limit_id
from server.staff.tables import LIMITS, LimitRow


def limit_for(ctx: Context, kind: str, currency: str) -> int | None:
    """The maker's bound in minor units for one transaction; None for the bank's own hand, which knows none."""
    if ctx.actor.user == SYSTEM_USER:
        return None
    return highest(ctx.all(LIMITS), ctx.actor.roles, kind, currency)


def highest(rows: Mapping[str, LimitRow], roles: Iterable[str], kind: str, currency: str) -> int:
    """The largest of the roles' bounds. No row is no right to act alone: zero."""
    keys = (limit_id(role, kind, currency) for role in roles)
    return max((rows[key].per_transaction for key in keys if key in rows), default=0)


def limits_of(rows: Mapping[str, LimitRow], roles: Iterable[str]) -> tuple[Limit, ...]:
    """All bounds that hold for these roles, the highest where two roles have one, in order of kind and currency."""
    held = set(roles)
    marks = sorted({(row.kind, row.currency) for row in rows.values() if row.role in held})
    return tuple(
        Limit(kind=kind, currency=currency, per_transaction=highest(rows, held, kind, currency))
        for kind, currency in marks
    )
