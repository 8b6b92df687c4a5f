"""Today's journal as rows: what is booked, and above it what still waits in the outbox. Pure."""

from collections.abc import Mapping, Sequence

from contract import ledger
from contract.ledger import TransactionFact
from teller_app.counter.state import JournalRow
from teller_app.manifest import Waiting

OUT_KINDS = frozenset({"withdraw", "transfer"})


def rows_of_day(
    booked: Sequence[TransactionFact], waiting: Sequence[Waiting], holders: Mapping[str, str] = {}
) -> tuple[JournalRow, ...]:
    """Newest first. A waiting command whose transaction is booked already is shown once, as booked.

    ``holders``: names by account, for what waits; one that is not among them is shown without a name.
    """
    known = {fact.transaction for fact in booked}
    pending = [row for item in reversed(waiting) if (row := _pending(item, holders)) and row.key not in known]
    return tuple(pending) + tuple(_booked(fact) for fact in sorted(booked, key=lambda fact: fact.at, reverse=True))


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


def account_of(item: Waiting) -> str:
    """Whose account a waiting command is about, "" where it is about none."""
    command = item.command
    if isinstance(command, ledger.Transfer):
        return command.debit_account
    return command.account if isinstance(command, ledger.Deposit | ledger.Withdraw) else ""


def _pending(item: Waiting, holders: Mapping[str, str]) -> JournalRow | None:
    command = item.command
    if not isinstance(command, ledger.Deposit | ledger.Withdraw | ledger.Transfer):
        return None
    queued = isinstance(command, ledger.Deposit) and command.taken_offline
    kind = type(command).__name__.lower()
    return JournalRow(
        key=command.transaction,
        at=item.at,
        kind=kind,
        holder=holders.get(account_of(item), ""),
        receipt=item.receipt,
        amount=command.amount.minor,
        currency=command.amount.currency,
        state="queued" if queued else "sending",
        out=kind in OUT_KINDS,
    )
