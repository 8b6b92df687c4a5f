"""From what the journal says to what the press prints: receipts, the first time and again. Pure mapping, no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from contract import ledger
from contract.base import UNREADABLE, Command
from contract.ledger import AccountFact, Original, Posted, TransactionFact
from contract.money import Money, face_minor, pieces_total
from contract.numbers import parse_receipt
from contract.papers import PrintNoted
from contract.staff import Me
from teller_app.i18n.formats import account_number, moment
from teller_app.printing import facts as f
from teller_app.printing.prints import Facts
from teller_app.printing.verification import qr_payload
from teller_app.printing.withdrawal_facts import WithdrawalFacts

CURRENCY: Mapping[str, f.Currency] = {"GHS": f.GHS, "CZK": f.CZK}


@dataclass(frozen=True)
class Desk:
    """Where and by whom things are printed."""

    me: Me
    workstation: str
    clock: Callable[[], datetime]
    names: Callable[[str], tuple[str, str]]

    def stamp(self, by: str | None = None) -> f.Stamp:
        """Now, here."""
        return f.Stamp(self.clock(), self.workstation, by)

    def reprint(self, number: int, first: f.Stamp | None) -> f.Duplicate | None:
        """The ``number``-th duplicate of what was ``first`` printed then and there; none for 0, the original."""
        by = self.stamp(self.me.staff_number)
        return f.Duplicate(number, by, first or by) if number else None


def noted(body: bytes | None) -> PrintNoted | None:
    """What the server said of a print; None where it said nothing that can be read."""
    if body is None:
        return None
    try:
        return msgspec.json.decode(body, type=PrintNoted)
    except UNREADABLE:
        return None


def reasoned(facts: Facts, reason: str) -> Facts:
    """A duplicate's facts with why it was made; an original has no reason."""
    if isinstance(facts, WithdrawalFacts):
        return msgspec.structs.replace(facts, receipt=reasoned(facts.receipt, reason))
    duplicate = facts.duplicate
    if duplicate is None or not reason:
        return facts
    return msgspec.structs.replace(facts, duplicate=msgspec.structs.replace(duplicate, reason=reason))


def verification(number: str, minor: int, code: str) -> f.Verification | None:
    """The server's code with its QR payload; None where there is none yet."""
    return f.Verification(code, qr_payload(number, minor, code)) if code else None


def receipt(
    command: Command,
    posted: Posted | None,
    account: AccountFact,
    holder: str,
    desk: Desk,
    target: tuple[str, str] | None = None,
) -> f.ReceiptFacts:
    """A receipt right after a posting: FINAL with the server's answer, PROVISIONAL without. Raises TypeError on others."""
    if not isinstance(command, ledger.Deposit | ledger.Withdraw | ledger.Transfer):
        raise TypeError(f"no receipt for {type(command).__name__}")
    where = parse_receipt(command.receipt)
    own = not isinstance(command, ledger.Deposit) or command.depositor is None
    base = _base(command, account, holder, desk, where, posted, own)
    if isinstance(command, ledger.Transfer):
        number, to_holder = target or ("", "")
        to_account = account_number(number)
        return f.ReceiptFacts(**base, kind=f.ReceiptKind.TRANSFER, to_account=to_account, to_holder=to_holder)
    if isinstance(command, ledger.Withdraw):
        return f.ReceiptFacts(**base, kind=f.ReceiptKind.WITHDRAWAL, pieces=by_face(command.cash.given))
    payer = command.depositor
    change = pieces_total(command.cash.given)
    return f.ReceiptFacts(
        **base,
        kind=f.ReceiptKind.DEPOSIT,
        pieces=by_face(command.cash.received),
        change_minor=change,
        party=payer.name if payer else None,
        relation=(payer.relationship or None) if payer else None,
        phone=(payer.phone or None) if payer else None,
        source_of_funds=command.source_of_funds or None,
    )


def _base(
    command: ledger.Deposit | ledger.Withdraw | ledger.Transfer,
    account: AccountFact,
    holder: str,
    desk: Desk,
    where: tuple[str, str, int, int] | None,
    posted: Posted | None,
    own: bool,
) -> dict[str, Any]:
    drawer, day = (where[0], where[1]) if where else ("", f"{desk.clock():%Y-%m-%d}")
    return {
        "status": f.Status.FINAL if posted else f.Status.PROVISIONAL,
        "number": command.receipt,
        "currency": CURRENCY[command.amount.currency],
        "amount_minor": command.amount.minor,
        "account": account_number(account.number),
        "holder": holder,
        "product": account.product_name,
        "business_date": date.fromisoformat(posted.business_date if posted else day),
        "at": desk.clock(),
        "cashier": desk.me.full_name,
        "drawer": drawer,
        "printed": desk.stamp(),
        "narration": command.narration or None,
        "verification": verification(command.receipt, command.amount.minor, posted.verification) if posted else None,
        "balance_minor": posted.balance_after if posted and own else None,
    }


def by_face(pieces: Mapping[str, int]) -> dict[int, int]:
    """Counts by face value; a note and a coin of one value are one figure on a receipt."""
    total: dict[int, int] = {}
    for face in sorted(pieces, key=lambda face: -face_minor(face)):
        if pieces[face]:
            total[face_minor(face)] = total.get(face_minor(face), 0) + pieces[face]
    return total


def again(
    fact: TransactionFact,
    said: Command | Original,
    account: AccountFact,
    desk: Desk,
    number: int,
    target: tuple[str, str] | None = None,
) -> f.ReceiptFacts:
    """A reprint from the journal: the same number and code, marked as the ``number``-th duplicate.

    ``said`` is what the first receipt was made from: the own command, or what the server knows of another workstation's.
    """
    posted = Posted(
        transaction=fact.transaction,
        receipt=fact.receipt,
        business_date=fact.business_date,
        verification=fact.verification,
    )
    source = _command_of(fact, said) if isinstance(said, Original) else said
    if isinstance(source, ledger.Transfer) and target is None:
        # An account of another branch is in no replica here, but the journal has its number.
        target = (fact.account_numbers[-1], "")
    made = receipt(source, posted, account, fact.holder, desk, target)
    original = f.Stamp(moment(fact.at), said.device_name if isinstance(said, Original) else desk.workstation)
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    fields |= {"at": original.at, "balance_minor": None, "printed": original}
    fields["duplicate"] = desk.reprint(number, original)
    fields["cashier"] = desk.names(fact.made_by)[0]
    return f.ReceiptFacts(**fields)


def _command_of(fact: TransactionFact, said: Original) -> Command:
    amount = Money(fact.amount, fact.currency)
    account = fact.accounts[0]
    if fact.kind == "transfer":
        target = fact.accounts[-1]
        return ledger.Transfer(transaction=fact.transaction, debit_account=account, credit_account=target, amount=amount,
                               receipt=fact.receipt, narration=fact.narration)  # fmt: skip
    if fact.kind == "withdraw":
        return ledger.Withdraw(transaction=fact.transaction, account=account, amount=amount, cash=said.cash,
                               receipt=fact.receipt, narration=fact.narration)  # fmt: skip
    return ledger.Deposit(transaction=fact.transaction, account=account, amount=amount, cash=said.cash, receipt=fact.receipt,
                          depositor=said.depositor, source_of_funds=said.source_of_funds, narration=fact.narration)  # fmt: skip
