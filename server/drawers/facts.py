"""Drawers, sessions and counts as facts: what each reader may know, and when."""

from contract.drawers import (
    CountLine,
    DrawerFact,
    DrawerTotalsFact,
    Movement,
    PostTo,
    ReconciliationFact,
    SessionFact,
    SessionState,
)
from contract.feed import Gone
from contract.permissions import Permission
from contract.variances import Origin
from contract.vault import StockFact
from server.core.audience import Audience, at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.drawers import rules, unused
from server.drawers.tables import BagRow, DrawerRow, SessionRow
from server.ledger import chart
from server.ledger.stock import Found
from server.ledger.verification import Sign

ORDER = ("from_vault", "from_drawer", "deposit", "loan_repayment", "fee", "recovery", "advance_back", "reversal_in", "late_in", "withdraw",
         "loan_disbursal", "advance", "reversal_out", "late_out", "to_drawer", "to_vault", "suspect")  # fmt: skip
"""The slip's order of movements."""
RECORD_DAYS = 14


def drawer_fact(row: DrawerRow) -> DrawerFact:
    """What everybody at the branch may know. The standing float is not among it: the opening count is blind."""
    return DrawerFact(
        drawer=row.id,
        number=row.number,
        branch=row.branch,
        currency=row.currency,
        soft_max=row.soft_max,
        hard_max=row.hard_max,
        insured=row.insured,
        tolerance=row.tolerance,
        session=row.session,
        cashier=row.cashier,
        carried_forward=row.carried_forward,
        two_sign=row.two_sign,
        minimum=row.minimum,
    )


def session_fact(row: SessionRow) -> SessionFact:
    """A session without any total."""
    return SessionFact(
        session=row.id,
        drawer=row.drawer,
        number=row.number,
        branch=row.branch,
        currency=row.currency,
        cashier=row.cashier,
        device=row.device,
        lease=row.lease,
        state=SessionState(row.state),
        business_date=row.business_date,
        opened_at=row.opened_at,
        postings=sum(items for items, _ in row.flows.values()),
        limit="normal" if row.limit_word == "low" else row.limit_word,
        offline_budget=row.offline_budget,
        closed_at=row.closed_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        refused=row.refused,
        low=row.limit_word == "low",
        called_at=row.called_at,
        cashier_ink=row.cashier_ink,
        custodian_ink=row.custodian_ink,
    )


def totals_fact(row: SessionRow, bag: BagRow) -> DrawerTotalsFact:
    """Live totals, for those who may see them. What became known after the count was counted already: it is no cash that moved."""
    amounts = [amount for kind, (_, amount) in row.flows.items() if kind not in rules.LATE]
    return DrawerTotalsFact(
        session=row.id,
        drawer=row.drawer,
        branch=row.branch,
        currency=row.currency,
        balance=bag.amount,
        pieces=bag.pieces,
        cash_in=sum(amount for amount in amounts if amount > 0),
        cash_out=-sum(amount for amount in amounts if amount < 0),
    )


def attempts(row: SessionRow) -> tuple[CountLine, ...]:
    """Every count that was submitted."""
    return tuple(CountLine(**line) for line in row.attempts)  # type: ignore[arg-type]


def variance(row: SessionRow) -> int:
    """The last count less what should have been there, with what became known after it."""
    return attempts(row)[-1].variance - rules.late_sum(row.flows)


def found(row: SessionRow, tolerance: int) -> Found:
    """What the session left on its drawer's over/short, for the variances. A difference of the vault's is none of the cashier's; what
    became known after the count still is."""
    amount = -rules.late_sum(row.flows) if row.post_to == PostTo.VAULT else variance(row)
    return Found(id=row.id, branch=row.branch, currency=row.currency, drawer=row.number, person=row.cashier, amount=amount,
                 reason=row.reason, within=abs(amount) <= tolerance and not row.forced_by, accepted_by=row.accepted_by,
                 forced_by=row.forced_by)  # fmt: skip


def vaults(row: SessionRow, transaction: str, amount: int) -> Found:
    """The difference of a count that a manager found to be the vault's and nobody's shortage."""
    return Found(id=transaction, branch=row.branch, currency=row.currency, drawer=row.number, person=row.cashier, amount=amount,
                 reason=row.reason, within=False, accepted_by=row.accepted_by, origin=Origin.VAULT, account=chart.VAULT_DIFFERENCE)  # fmt: skip


def opened(row: SessionRow, transaction: str, amount: int, tolerance: int, account: str) -> Found:
    """What an opening's count was over or short of what was sent or left there; nought where the opening was undone."""
    return Found(id=transaction, branch=row.branch, currency=row.currency, drawer=row.number, person=row.cashier, amount=amount,
                 reason="", within=abs(amount) <= tolerance, accepted_by="", origin=Origin.OPENING, account=account)  # fmt: skip


def record(row: SessionRow) -> list[tuple[str, int]]:
    """(business date, variance) of the drawer's closed sessions before this one."""
    return [(str(day), int(str(minor))) for day, minor in row.recent]


def reconciliation_fact(row: SessionRow, tolerance: int) -> ReconciliationFact:
    """Everything the blind count hid. Only for a session with a count.

    What became known after the count was in the drawer when it was counted, so it belongs to what was expected: an amended
    slip adds up, and its variance is what the session left on over/short.
    """
    last, late = attempts(row)[-1], rules.late_sum(row.flows)
    flows = tuple(
        Movement(kind=kind, items=row.flows[kind][0], amount=row.flows[kind][1]) for kind in ORDER if kind in row.flows
    )
    return ReconciliationFact(
        session=row.id,
        drawer=row.drawer,
        cashier=row.cashier,
        branch=row.branch,
        currency=row.currency,
        business_date=row.business_date,
        opening=row.opening,
        movements=flows,
        expected=last.expected + late,
        expected_pieces=rules.expected_pieces(row.expected_pieces, row.late_pieces, row.currency),
        counted=last.total,
        counted_pieces=row.counted_pieces,
        variance=variance(row),
        tolerance=tolerance,
        attempts=attempts(row),
        over_short_before=row.over_short_before,
        state=SessionState(row.state),
        reason=row.reason,
        accepted_by=row.accepted_by,
        request=row.request,
        first_seq=row.first_seq,
        last_seq=row.last_seq,
        hash_tail=row.hash_tail,
        receipt_gaps=unused.gaps(row),
        unused_receipts=unused.kept(row),
        receipts=unused.ends(row),
        late_entries=row.late_entries,
        amended=row.amended,
        verification=row.verification,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        forced_by=row.forced_by,
        post_to=PostTo(row.post_to),
        recent=rules.of_days([*record(row), (row.business_date, variance(row))], RECORD_DAYS),
    )


def slip_number(row: SessionRow, amended: int) -> str:
    """The number of its slip after so many amendments; every one is another document."""
    return f"{row.number}-{row.business_date.replace('-', '')}{f'-A{amended}' if amended else ''}"


def slip_code(sign: Sign, row: SessionRow, number: str, off: int) -> str:
    """The verification code of the session's slip with this number and variance."""
    return sign(number, row.business_date, attempts(row)[-1].total, off, row.id)


def newest_code(sign: Sign, row: SessionRow) -> str:
    """The code of the slip as the session stands now."""
    return slip_code(sign, row, slip_number(row, row.amended), variance(row))


def session_audience(row: SessionRow) -> Audience:
    """The cashier and those who may see totals."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, (row.cashier,))


def totals_audience(row: SessionRow) -> Audience:
    """Never the cashier of a strict blind drawer."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)


def say_drawer(ctx: Context, row: DrawerRow) -> None:
    """State a drawer to the branch."""
    ctx.say(drawer_fact(row), at_branch(row.branch, Permission.READ_ACCOUNTS.value), row.id)


def say_session(ctx: Context, row: SessionRow, tolerance: int) -> None:
    """State a session, and its reconciliation once a count is in.

    A closed one of an older day has left every working set with its day, and must not come back by a late entry.
    """
    branch = ctx.get(BRANCHES, row.branch)
    if row.state == "closed" and (branch is None or branch.business_date != row.business_date):
        return
    ctx.say(session_fact(row), session_audience(row), row.id)
    if row.attempts:
        ctx.say(reconciliation_fact(row, tolerance), session_audience(row), row.id)


def say_totals(ctx: Context, row: SessionRow, bag: BagRow) -> None:
    """State live totals to those who may see them."""
    ctx.say(totals_fact(row, bag), totals_audience(row), row.id)


def stock_fact(bag: BagRow) -> StockFact:
    """A vault's or a branch's transit's pieces."""
    return StockFact(holder=bag.holder, branch=bag.branch, currency=bag.currency, pieces=bag.pieces, amount=bag.amount)


def say_stock(ctx: Context, bag: BagRow) -> None:
    """State what lies in the vault, or is on its way, to those who may see totals."""
    ctx.say(stock_fact(bag), at_branch(bag.branch, Permission.SEE_DRAWER_TOTALS.value), bag.holder)


def end_totals(ctx: Context, row: SessionRow) -> None:
    """Live totals end with the session."""
    ctx.say(Gone(topic="drawer_totals", key=row.id), totals_audience(row))
