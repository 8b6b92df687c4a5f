"""Today's journal as rows: what is booked, and above it what still waits in the outbox. Pure."""

from collections.abc import Mapping, Sequence

from contract import ledger
from contract.approvals import RequestFact, RequestState
from contract.base import Command
from contract.ledger import Status, TransactionFact
from teller_app.counter.drafting import happened
from teller_app.counter.state import JournalRow
from teller_app.manifest import Kept, Waiting

KINDS = frozenset({"deposit", "withdraw", "transfer"})
IN_KINDS = frozenset({"deposit", "open_drawer", "cash_received", "recovery", "loan_repayment"})
OUT_KINDS = frozenset({"withdraw", "transfer", "cash_sent", "advance", "suspect", "loan_disbursal"})
"""What brings cash to the drawer and what takes it away; the others have no sign: a difference may be either."""


def rows_of_day(
    booked: Sequence[TransactionFact],
    waiting: Sequence[Waiting],
    kept: Sequence[Kept] = (),
    names: Mapping[str, str] | None = None,
    asked: Sequence[RequestFact] = (),
    online: bool = True,
) -> tuple[JournalRow, ...]:
    """Newest first. A waiting command whose transaction is booked already is shown once, as booked.

    What was taken in and then not booked stands above them: its paper is in the customer's hands. ``names`` are those
    of the holders by account, where they are known. What is held for a second person (``asked``: own requests) says how far it is: it
    waits, it may be paid, it is being paid. Without a line (``online``) nothing is being sent, also what went out when it tore.
    """
    known, whose = {fact.transaction for fact in booked}, names or {}
    stuck = [_stuck(item, whose) for item in reversed(kept) if item.stuck and item.kind in KINDS]
    pending = [row for item in reversed(waiting) if (row := _pending(item, whose, online)) and row.key not in known]
    return (
        tuple(stuck)
        + tuple(pending)
        + tuple(
            _booked(fact, _standing(fact, waiting, asked))
            for fact in sorted(booked, key=lambda fact: fact.at, reverse=True)
        )
    )


def _standing(fact: TransactionFact, waiting: Sequence[Waiting], asked: Sequence[RequestFact]) -> str:
    if fact.status is not Status.PENDING:
        return fact.status.value
    if any(_pays(item.command, fact) for item in waiting):
        return "paying"
    mine = next((one for one in asked if one.transaction == fact.transaction), None)
    return "to_pay" if mine is not None and mine.state is RequestState.APPROVED else fact.status.value


def _pays(command: Command, fact: TransactionFact) -> bool:
    """Whether this is the payment against the permit, and not the question for one."""
    if not isinstance(command, ledger.Deposit | ledger.Withdraw):
        return False
    return command.transaction == fact.transaction and command.permit is not None


def _booked(fact: TransactionFact, state: str) -> JournalRow:
    # What somebody confirmed at the vault is on their list, and in nobody's drawer.
    of_till = fact.kind in KINDS or bool(fact.drawer)
    return JournalRow(
        key=fact.transaction,
        at=fact.at,
        kind=fact.kind,
        holder=fact.holder,
        receipt=fact.receipt,
        amount=fact.amount,
        currency=fact.currency,
        state=state,
        out=fact.kind in OUT_KINDS and of_till,
        into=fact.kind in IN_KINDS and of_till,
        fact=fact,
    )


def account_of(command: Command) -> str:
    """The account that a posting is first about, empty for another command."""
    if isinstance(command, ledger.Transfer):
        return command.debit_account
    return command.account if isinstance(command, ledger.Deposit | ledger.Withdraw) else ""


def _stuck(item: Kept, names: Mapping[str, str]) -> JournalRow:
    return JournalRow(
        key=item.command_id,
        at=item.at,
        kind=item.kind,
        holder=names.get(item.account, ""),
        receipt=item.receipt,
        amount=item.amount,
        currency=item.currency,
        state=item.state,
        out=item.kind in OUT_KINDS,
        into=item.kind in IN_KINDS,
    )


def _pending(item: Waiting, names: Mapping[str, str], online: bool) -> JournalRow | None:
    command = item.command
    if not isinstance(command, ledger.Deposit | ledger.Withdraw | ledger.Transfer):
        return None
    queued = happened(command) or not online
    kind = type(command).__name__.lower()
    return JournalRow(
        key=command.transaction,
        at=item.at,
        kind=kind,
        holder=names.get(account_of(command), ""),
        receipt=item.receipt,
        amount=command.amount.minor,
        currency=command.amount.currency,
        state="queued" if queued else "sending",
        out=kind in OUT_KINDS,
        into=kind in IN_KINDS,
    )
