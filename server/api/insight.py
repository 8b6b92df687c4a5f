"""What a decider weighs, put together of four rooms as they stand: the request, its account's year, its holder, the teller's drawer."""

from datetime import date

import msgspec
from sqlalchemy import Connection

from contract.approvals import DrawerStand, Earlier, Insight, RequestState, Why
from contract.ledger import Side
from server.approvals import queries, risk
from server.approvals.desk import subject_of
from server.approvals.risk import Seen
from server.approvals.rules import bounded_as
from server.approvals.tables import RequestRow
from server.core.actor import Actor
from server.core.branch_table import BRANCHES
from server.core.unit import Resident
from server.customers.tables import CUSTOMERS, CustomerRow
from server.drawers.queries import stand_of
from server.ledger import pattern
from server.ledger.pattern import Move
from server.ledger.tables import ACCOUNTS, PRODUCTS, TRANSACTIONS, AccountRow
from server.staff import limits
from server.staff.actors import reader_of
from server.staff.roles import KINDS
from server.staff.tables import LIMITS

YEAR_DAYS = 366
_BOOKED_AS = {
    "reverse_transaction": "reversal",
    "refund_fee": "fee_refund",
    "return_variance": "variance_return",
    "disburse_loan": "loan_disbursal",
    "repay_loan": "loan_repayment",
}
"""How a kind of command is called as a transaction, where that differs."""
_IN = frozenset({"deposit", "refund_fee", "return_variance", "disburse_loan"})
"""Kinds that bring the account something."""
_BESIDE = frozenset({"apply_for_loan", "write_off_loan"})
"""What moves nothing on the account that it names."""
_IN_CASH = frozenset({"disburse_loan", "repay_loan"})
"""What moves nothing on it where notes change hands."""


def insight_of(conn: Connection, resident: Resident, actor: Actor, request: str) -> Insight | None:
    """The insight, for those who may see the request; None for others."""
    row = queries.request_seen(conn, reader_of(actor), request)
    if row is None:
        return None
    branch = resident.get(BRANCHES, row.branch)
    today = (branch.business_date if branch else "") or row.at[:10]
    account = ACCOUNTS.fetch(conn, [row.account]).get(row.account) if row.account else None
    holder = CUSTOMERS.fetch(conn, [account.customer]).get(account.customer) if account else None
    act = bounded_as(row.kind, row.is_permit)
    bound = limits.deciding_bound(resident.rows(LIMITS).get, actor, act, row.currency) if act in KINDS else None
    drawer = stand_of(conn, row.session)
    base = Insight(request=row.id, limit=bound, drawer=DrawerStand(**drawer) if drawer else None)
    if account is None:
        # Without an account there is no pattern to weigh, but what the gate asked for is a part of the score all the same.
        scored = risk.parts(Seen(amount=0, today=today, reasons=tuple(Why(**why) for why in row.reasons)))
        points = risk.score(scored)
        return msgspec.structs.replace(base, score=points, level=risk.level(points), parts=scored)
    return _with_account(conn, resident, base, row, account, holder, today)


def _with_account(
    conn: Connection,
    resident: Resident,
    base: Insight,
    row: RequestRow,
    account: AccountRow,
    holder: CustomerRow | None,
    today: str,
) -> Insight:
    since = date.fromordinal(date.fromisoformat(today).toordinal() - YEAR_DAYS).isoformat()
    found, partial = pattern.moves(conn, account.id, since)
    held = _held(conn, account, row)
    brings = _brings(conn, account, row, held)
    past = _past(found, row.kind, brings < 0)
    seen = Seen(amount=row.amount, today=today, past=past, available=account.available + held, opened_on=account.opened_on,
                flags=tuple(holder.flags) if holder else (), reasons=tuple(Why(**why) for why in row.reasons),
                takes_out=brings < 0)  # fmt: skip
    scored = risk.parts(seen)
    before, product = seen.available or 0, resident.get(PRODUCTS, account.product)
    return Insight(
        request=row.id,
        months=risk.months(past, today),
        usual=risk.usual(past),
        partial=partial,
        score=risk.score(scored),
        level=risk.level(risk.score(scored)),
        parts=scored,
        earlier=tuple(_earlier(item) for item in queries.earlier(conn, row)),
        before=before,
        after=before + brings,
        limit=base.limit,
        drawer=base.drawer,
        product=product.name if product else "",
        since=holder.since if holder else "",
        tier=holder.tier if holder else 0,
        flags=seen.flags,
    )


def _held(conn: Connection, account: AccountRow, row: RequestRow) -> int:
    """What the request keeps aside on the account, its fee with it: it counts as free."""
    held = TRANSACTIONS.fetch(conn, [row.transaction]).get(row.transaction) if row.transaction else None
    pending = [line for line in held.lines if line[0] == account.id] if held and held.status == "pending" else []
    return sum(int(line[2]) for line in pending)


def _brings(conn: Connection, account: AccountRow, row: RequestRow, held: int) -> int:
    """What a yes does to the account, signed: what is held goes out, what is reversed goes the way it did not."""
    if held:
        return -held
    if row.kind in _BESIDE or (row.kind in _IN_CASH and row.is_permit):
        return 0
    original = subject_of(row).original if row.kind == "reverse_transaction" else ""
    undone = TRANSACTIONS.fetch(conn, [original]).get(original) if original else None
    if undone is not None:
        lines = [line for line in undone.lines if line[0] == account.id]
        return sum(int(line[2]) if line[1] == Side.DEBIT else -int(line[2]) for line in lines)
    return row.amount if row.kind in _IN else -row.amount


def _past(found: list[Move], kind: str, takes_out: bool) -> tuple[tuple[str, int], ...]:
    name = _BOOKED_AS.get(kind, kind)
    side = Side.DEBIT if takes_out else Side.CREDIT
    return tuple(
        (move.day, move.amount) for move in found if move.kind == name and move.side == side and not move.undone
    )


def _earlier(row: RequestRow) -> Earlier:
    return Earlier(request=row.id, kind=row.kind, state=RequestState(row.state), at=row.at, amount=row.amount,
                   currency=row.currency, maker_name=row.maker_name)  # fmt: skip
