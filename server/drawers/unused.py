"""What became of receipt numbers that a till gave out and no posting of its session bears: asked under, and paid under another; or refused.

A payout above the limit draws its number when it is asked for, and another one when it is paid: the first is no gap, for the journal
knows what it was. Read at a count and at the close, which search anyway.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from contract import commands
from contract.ledger import Status
from contract.numbers import parse_receipt, receipt_number
from contract.receipts import UnusedReceipt, UnusedWhy
from server.core.context import Context
from server.core.journal_tables import bodies, journal
from server.drawers import rules
from server.drawers.tables import SessionRow
from server.ledger.tables import TRANSACTIONS

NUMBERED = ("deposit", "withdraw", "transfer", "reverse_transaction", "pay_advance", "retire_advance",
            "disburse_loan", "repay_loan")  # fmt: skip
"""Kinds of commands that a receipt number is drawn for."""
ASKED_MAX = 500
"""Questions and refusals of one session that are looked at, the newest first."""


def told(
    ctx: Context, session: SessionRow, used: dict[str, list[int]]
) -> tuple[dict[str, list[int]], list[UnusedReceipt]]:
    """(used counters by lease, numbers that are accounted for without a posting under them), from what the session's cashier asked for.

    What was asked under a number and executed by its approval is booked under it, in no session: that number was used.
    """
    span = journal.c.seq > session.first_seq
    query = select(journal.c.outcome, bodies.c.body).join_from(journal, bodies, bodies.c.seq == journal.c.seq)
    query = query.where(span, journal.c.made_by == session.cashier, journal.c.kind.in_(NUMBERED),
                        journal.c.outcome.in_(("refused", "awaiting")), bodies.c.body.is_not(None))  # fmt: skip
    asked: dict[str, tuple[str, str]] = {}
    for outcome, body in ctx.conn.execute(query.order_by(journal.c.seq.desc()).limit(ASKED_MAX)):
        said = commands.decode(body.encode())
        receipt = getattr(said, "receipt", "")
        if receipt not in asked and _of(session, receipt):
            asked[receipt] = outcome, getattr(said, "transaction", "")
    behind = TRANSACTIONS.fetch(ctx.conn, [transaction for _, transaction in asked.values() if transaction])
    found: list[UnusedReceipt] = []
    for receipt, (outcome, transaction) in sorted(asked.items()):
        row = behind.get(transaction)
        booked = row.receipt if row is not None and row.status in (Status.COMPLETED, Status.REVERSED) else ""
        if booked == receipt:
            used = rules.with_receipt(used, receipt, session.number, session.business_date)
        elif outcome == "refused":
            found.append(UnusedReceipt(receipt=receipt, why=UnusedWhy.REFUSED))
        else:
            why = UnusedWhy.PAID if booked else UnusedWhy.ASKED
            found.append(UnusedReceipt(receipt=receipt, why=why, instead=booked))
    return used, [one for one in found if not _is_used(one.receipt, used)]


def kept(row: SessionRow) -> tuple[UnusedReceipt, ...]:
    """As the session keeps them, without those that a late entry has used since."""
    found = (msgspec.convert(one, UnusedReceipt) for one in row.unused_receipts)
    return tuple(one for one in found if not _is_used(one.receipt, row.receipts))


def gaps(row: SessionRow) -> tuple[str, ...]:
    """The numbers of which nobody knows what became of them, as the slip lists them."""
    accounted = row.receipts
    for one in kept(row):
        accounted = rules.with_receipt(accounted, one.receipt, row.number, row.business_date)
    return rules.receipt_gaps(accounted, row.number, row.business_date, row.lease, row.missing_receipts)


def ends(row: SessionRow) -> tuple[str, ...]:
    """The first and the last number of the session that was used; nothing where none was."""
    used = sorted((int(lease), counter) for lease, counters in row.receipts.items() for counter in counters)
    return tuple(receipt_number(row.number, row.business_date, *used[at]) for at in (0, -1)) if used else ()


def stored(found: Iterable[UnusedReceipt]) -> list[dict[str, object]]:
    """As the session keeps them."""
    return [msgspec.to_builtins(one) for one in found]


def _is_used(receipt: str, used: dict[str, list[int]]) -> bool:
    parts = parse_receipt(receipt)
    return parts is not None and parts[3] in used.get(str(parts[2]), ())


def _of(session: SessionRow, receipt: str) -> bool:
    """Whether it is a number of this drawer's day."""
    parts = parse_receipt(receipt)
    return parts is not None and parts[:2] == (session.number, session.business_date)
