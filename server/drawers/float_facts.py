"""Float slips as facts, and the seal over everything that one is bound to."""

from contract.feed import Gone
from contract.floats import FloatSlipFact
from contract.permissions import Permission
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.drawers.float_tables import SlipRow
from server.ledger.verification import Sign, signed_pieces


def seal_of(sign: Sign, row: SlipRow) -> str:
    """The bank's print key over till, cashier, drawer, day, the opening to come, and the float piece by piece."""
    return sign("float-slip", row.id, row.device, row.cashier, row.drawer, row.business_date, row.session, row.lease,
                row.amount, signed_pieces(row.pieces), row.signed_by)  # fmt: skip


def fact(row: SlipRow) -> FloatSlipFact:
    """What till and vault may know: never the amount, for the opening count is blind."""
    return FloatSlipFact(slip=row.id, drawer=row.drawer, number=row.number, branch=row.branch, currency=row.currency,
                         cashier=row.cashier, device=row.device, business_date=row.business_date, session=row.session,
                         asked_at=row.asked_at, lease=row.lease, offline_budget=row.offline_budget,
                         carried_forward=row.carried, seal=row.seal, signed_by=row.signed_by, signed_at=row.signed_at)  # fmt: skip


def audience(row: SlipRow) -> Audience:
    """Its cashier, and who keeps the vault."""
    return at_branch(row.branch, Permission.KEEP_VAULT.value, (row.cashier,))


def say(ctx: Context, row: SlipRow) -> None:
    """State a slip that may still be signed or used."""
    ctx.say(fact(row), audience(row), row.id)


def end(ctx: Context, row: SlipRow) -> None:
    """It was used or called back."""
    ctx.say(Gone(topic="float_slip", key=row.id), audience(row), row.id)
