"""The second count of an opening: what is too far off is counted twice before anybody believes it, as at the close.

The first answer tells the cashier nothing but that. A manager hears the difference at once, so nobody finds out by trying what was sent.
"""

from collections.abc import Mapping

from contract.floats import CountAgain
from contract.notices import Level
from contract.permissions import Permission
from server.core.audience import at_branch
from server.core.context import Context
from server.drawers import rules
from server.drawers.float_tables import OPENING_COUNTS, OpeningCountRow
from server.drawers.tables import DrawerRow
from server.ledger.ports import Tell


def counts(ctx: Context, session: str) -> int:
    """How often this opening was counted, the count that is booked now included."""
    return 1 if ctx.get(OPENING_COUNTS, session) is None else 2


def foreign(ctx: Context, session: str, drawer: str) -> bool:
    """Whether the first count under this id was somebody else's, or another drawer's."""
    kept = ctx.get(OPENING_COUNTS, session)
    return kept is not None and (kept.cashier, kept.drawer) != (ctx.actor.user, drawer)


def needed(
    tell: Tell, ctx: Context, drawer: DrawerRow, session: str, counted: Mapping[str, int], difference: int
) -> CountAgain | None:
    """Keep a first count that is off (minor units) by more than the drawer's bound, and ask for the second; None: book this one."""
    if not rules.second_count_needed(difference, drawer.second_count_above, counts(ctx, session)):
        return None
    ctx.put(OPENING_COUNTS, OpeningCountRow(session=session, drawer=drawer.id, cashier=ctx.actor.user, at=ctx.at,
                                            counted=dict(counted), difference=difference))  # fmt: skip
    params = {"drawer": drawer.number, "amount": difference, "currency": drawer.currency, "who": ctx.actor.name}
    tell(ctx, "opening_recount", Level.WARN, params, at_branch(drawer.branch, Permission.DECIDE.value), session)
    return CountAgain(session=session)
