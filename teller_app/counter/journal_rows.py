"""Today's journal as rows: what is booked, and above it what still waits in the outbox. Pure."""

from collections.abc import Sequence

from contract import ledger
from contract.ledger import TransactionFact
from teller_app.counter.state import JournalRow
from teller_app.manifest import Kept, Waiting

OUT_KINDS = frozenset({"withdraw", "transfer"})


KINDS = frozenset({"deposit"}) | OUT_KINDS


def rows_of_day(
    booked: Sequence[TransactionFact], waiting: Sequence[Waiting], kept: Sequence[Kept] = ()
) -> tuple[JournalRow, ...]:
    """Newest first. A waiting command whose transaction is booked already is shown once, as booked.

    What was taken in and then not booked stands above them: its paper is in the customer's hands.
    """
    known = {fact.transaction for fact in booked}
    stuck = [_stuck(item) for item in reversed(kept) if item.stuck and item.kind in KINDS]
    pending = [row for item in reversed(waiting) if (row := _pending(item)) and row.key not in known]
    return (
        tuple(stuck)
        + tuple(pending)
        + tuple(_booked(fact) for fact in sorted(booked, key=lambda fact: fact.at, reverse=True))
    )


def _booked(fact: TransactionFact) -> JournalRow:
    return JournalRow(
        key=fact.transaction,
        at=fact.at,
        kind=fact.kind,
        holder=fact.holder,
        receipt=fact.receipt,
        amount=fact.amount,
        currency=fact.currency,
        state=fact.status.value,
        out=fact.kind in OUT_KINDS,
        fact=fact,
    )


def _stuck(item: Kept) -> JournalRow:
    return JournalRow(
        key=item.command_id,
        at=item.at,
        kind=item.kind,
        holder="",
        receipt=item.receipt,
        amount=item.amount,
        currency=item.currency,
        state=item.state,
        out=item.kind in OUT_KINDS,
    )


def _pending(item: Waiting) -> JournalRow | None:
    command = item.command
    if not isinstance(command, ledger.Deposit | ledger.Withdraw | ledger.Transfer):
        return None
    queued = isinstance(command, ledger.Deposit) and command.taken_offline
    kind = type(command).__name__.lower()
    return JournalRow(
        key=command.transaction,
        at=item.at,
        kind=kind,
        holder="",
        receipt=item.receipt,
        amount=command.amount.minor,
        currency=command.amount.currency,
        state="queued" if queued else "sending",
        out=kind in OUT_KINDS,
    )
