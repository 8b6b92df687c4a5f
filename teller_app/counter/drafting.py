"""From what was typed to the command that says it, and back to an empty form. Pure."""

from typing import Any

import msgspec

from contract import ledger
from contract.base import Command
from contract.ids import new_id
from contract.ink import Unsigned
from contract.ledger import AccountFact
from contract.money import Money
from contract.standin import proof_of
from teller_app.counter.state import CounterState, Form


def command_of(
    form: Form, account: AccountFact, receipt: str, *, online: bool, maker: str = "", session: str = ""
) -> Command:
    """The command of a filled form. Cash says whether the server was away; a permit names the transaction it allows;
    a manager's code is bound to all that was typed, by whom and in which session.
    """
    amount = Money(form.amount, account.currency)
    transaction = form.transaction or new_id()
    permit = form.permit or None
    unsigned = Unsigned(form.unsigned) if form.unsigned else None
    if form.mode == "transfer" and form.target:
        return ledger.Transfer(transaction=transaction, debit_account=account.account,
                               credit_account=form.target.account, amount=amount, receipt=receipt,
                               narration=form.narration, ink=form.ink, hands=form.hands, unsigned=unsigned)  # fmt: skip
    counts = {face: count for face, count in form.counts.items() if count}
    if form.mode == "withdraw":
        paid = ledger.Withdraw(transaction=transaction, account=account.account, amount=amount, receipt=receipt,
                               cash=ledger.Cash(given=counts), narration=form.narration, permit=permit if online else None,
                               paid_offline=not online, ink=form.ink, hands=form.hands, unsigned=unsigned)  # fmt: skip
        return paid if online or not form.code_id else _bound(paid, form, maker, session)
    change = {face: count for face, count in form.change.items() if count}
    payer = form.depositor.strip()
    depositor = ledger.Depositor(name=payer, phone=form.phone, relationship=form.relationship) if payer else None
    return ledger.Deposit(transaction=transaction, account=account.account, amount=amount, receipt=receipt,
                          cash=ledger.Cash(received=counts, given=change), depositor=depositor, narration=form.narration,
                          source_of_funds=form.source, taken_offline=not online, permit=permit)  # fmt: skip


def _bound(paid: ledger.Withdraw, form: Form, maker: str, session: str) -> ledger.Withdraw:
    proof = proof_of(form.code, paid, maker, session)
    return msgspec.structs.replace(paid, stand_in=ledger.StandIn(code=form.code_id, proof=proof))


def happened(command: Command) -> bool:
    """Cash that changed hands while the server was away: its paper is PROVISIONAL."""
    return (isinstance(command, ledger.Deposit) and command.taken_offline) or (
        isinstance(command, ledger.Withdraw) and command.paid_offline
    )


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
