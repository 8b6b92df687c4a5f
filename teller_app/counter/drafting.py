"""From what was typed to the command that says it, and back to an empty form. Pure."""

from typing import Any

from contract import ledger
from contract.base import Command
from contract.ids import new_id
from contract.ledger import AccountFact
from contract.money import Money
from teller_app.counter.state import CounterState, Form


def command_of(form: Form, account: AccountFact, receipt: str, *, online: bool) -> Command:
    """The command of a filled form. A deposit says whether the server was away; a permit names the transaction it allows."""
    amount = Money(form.amount, account.currency)
    transaction = form.transaction or new_id()
    permit = form.permit or None
    if form.mode == "transfer" and form.target:
        return ledger.Transfer(transaction=transaction, debit_account=account.account,
                               credit_account=form.target.account, amount=amount, receipt=receipt,
                               narration=form.narration)  # fmt: skip
    counts = {face: count for face, count in form.counts.items() if count}
    if form.mode == "withdraw":
        return ledger.Withdraw(transaction=transaction, account=account.account, amount=amount, receipt=receipt,
                               cash=ledger.Cash(given=counts), narration=form.narration, permit=permit)  # fmt: skip
    change = {face: count for face, count in form.change.items() if count}
    payer = form.depositor.strip()
    depositor = ledger.Depositor(name=payer, phone=form.phone, relationship=form.relationship) if payer else None
    return ledger.Deposit(transaction=transaction, account=account.account, amount=amount, receipt=receipt,
                          cash=ledger.Cash(received=counts, given=change), depositor=depositor, narration=form.narration,
                          source_of_funds=form.source, taken_offline=not online, permit=permit)  # fmt: skip


def emptied(now: CounterState, posted: CounterState) -> dict[str, Any]:
    """What is cleared once a posting is on the disk. A next customer already picked keeps all that was typed for them;

    with the same customer everything goes, so that no half of a posted form is left to be posted again.
    """
    changes: dict[str, Any] = {}
    if now.picked == posted.picked:
        changes |= {"customer": None, "accounts": (), "recent": (), "form": Form(mode=now.form.mode)}
    if now.find_text == posted.find_text:
        changes["find_text"] = ""
    return changes
