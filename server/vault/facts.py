"""Vaults, movements and requisitions as facts: those who may see totals at the branch, and everybody who has a part in them."""

from contract.money import pieces_total
from contract.permissions import Permission
from contract.vault import (
    CashMoveFact,
    MoveKind,
    MoveState,
    Place,
    RequisitionFact,
    RequisitionState,
    VaultFact,
    Where,
)
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.vault.tables import RequisitionRow, TransferRow, VaultRow


def vault_fact(row: VaultRow) -> VaultFact:
    """A vault's custody."""
    return VaultFact(vault=row.id, branch=row.branch, currency=row.currency, open=row.open, soft_max=row.soft_max,
                     insured=row.insured, counted=row.counted, counted_at=row.counted_at, counted_on=row.counted_on,
                     counted_by=tuple(row.counted_by), closed_on=row.closed_on, opened_at=row.opened_at,
                     opened_by=tuple(row.opened_by), locks_at=row.locks_at)  # fmt: skip


def move_fact(row: TransferRow) -> CashMoveFact:
    """A movement as it stands."""
    return CashMoveFact(
        transfer=row.id,
        number=row.number,
        kind=MoveKind(row.kind),
        state=MoveState(row.state),
        branch=row.branch,
        currency=row.currency,
        source=_place(row.source, row.source_drawer),
        target=_place(row.target, row.target_drawer),
        source_number=row.source_number,
        target_number=row.target_number,
        pieces=row.pieces,
        amount=row.amount,
        maker=row.maker,
        at=row.at,
        business_date=row.business_date,
        taken=row.taken,
        second=row.second,
        waits_for=row.waits_for,
        sent_at=row.sent_at,
        receiver=row.receiver,
        receiver_second=row.receiver_second,
        received=row.received,
        received_at=row.received_at,
        difference=row.difference,
        reason=row.reason,
        note=row.note,
        reference=row.reference,
        requisition=row.requisition,
        closing=row.closing,
        giver=row.giver,
        phone=row.phone,
        second_ink=row.second_ink,
    )


def _place(where: str, drawer: str) -> Place:
    return Place(where=Where(where), drawer=drawer or None)


def requisition_fact(row: RequisitionRow) -> RequisitionFact:
    """A requisition as it stands."""
    return RequisitionFact(
        requisition=row.id,
        number=row.number,
        state=RequisitionState(row.state),
        branch=row.branch,
        drawer=row.drawer,
        drawer_number=row.drawer_number,
        session=row.session,
        currency=row.currency,
        amount=row.amount,
        asked_by=row.asked_by,
        at=row.at,
        business_date=row.business_date,
        pieces=row.pieces,
        granted=row.granted,
        changed=_changed(row),
        transfer=row.transfer,
        note=row.note,
        reason=row.reason,
    )


def _changed(row: RequisitionRow) -> bool:
    """Whether something else was granted than was asked for: who named an amount alone left the pieces to the custodian."""
    if not row.granted or not row.pieces:
        return bool(row.granted) and pieces_total(row.granted) != row.amount
    return row.granted != row.pieces


def vault_audience(row: VaultRow) -> Audience:
    """Those who may see totals at the branch."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)


def move_audience(row: TransferRow) -> Audience:
    """Those who may see totals at the branch, and everybody who has a part in the movement."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, tuple(row.people))


def requisition_audience(row: RequisitionRow) -> Audience:
    """Those who may see totals at the branch, and who asked."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, (row.asked_by,))


def say_vault(ctx: Context, row: VaultRow) -> None:
    """State a vault."""
    ctx.say(vault_fact(row), vault_audience(row), row.id)


def say_move(ctx: Context, row: TransferRow) -> None:
    """State a movement."""
    ctx.say(move_fact(row), move_audience(row), row.id)


def say_requisition(ctx: Context, row: RequisitionRow) -> None:
    """State a requisition."""
    ctx.say(requisition_fact(row), requisition_audience(row), row.id)
