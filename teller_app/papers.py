"""From what the journal says to what the press prints: receipts and the reconciliation slip. Pure mapping, no Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from contract import ledger
from contract.base import UNREADABLE, Command
from contract.buckets import Bucket, any_bucket, laid_in, of_bucket
from contract.causes import Causes
from contract.drawers import ReconciliationFact
from contract.ledger import AccountFact, Original, Posted, TransactionFact
from contract.money import CURRENCIES, Money, face_minor, pieces_total, worth
from contract.numbers import parse_receipt
from contract.papers import PrintNoted
from contract.staff import Me
from teller_app.i18n import causes
from teller_app.i18n.formats import account_number
from teller_app.i18n.text import Texts
from teller_app.printing import facts as f
from teller_app.printing import slip_facts as s
from teller_app.printing.prints import Facts
from teller_app.printing.verification import qr_payload
from teller_app.printing.withdrawal_facts import WithdrawalFacts

CURRENCY: Mapping[str, f.Currency] = {"GHS": f.GHS, "CZK": f.CZK}
FLOWS: Mapping[str, s.Flow] = {
    "deposit": s.Flow.DEPOSITS,
    "withdraw": s.Flow.WITHDRAWALS,
    "from_vault": s.Flow.FROM_VAULT,
    "to_vault": s.Flow.TO_VAULT,
    "from_drawer": s.Flow.FROM_DRAWER,
    "to_drawer": s.Flow.TO_DRAWER,
    "advance": s.Flow.ADVANCES,
    "recovery": s.Flow.RECOVERIES,
    "advance_back": s.Flow.RECOVERIES,
    "fee": s.Flow.FEES,
    "reversal_in": s.Flow.LATE_IN,
    "reversal_out": s.Flow.LATE_OUT,
    "late_in": s.Flow.LATE_IN,
    "late_out": s.Flow.LATE_OUT,
    "suspect": s.Flow.SUSPECT,
}
CAUSES_PRINTED = 3


APART: Mapping[Bucket, tuple[str, str]] = {
    Bucket.STRAPPED: ("Sealed straps", "inside the count"),
    Bucket.MUTILATED: ("Mutilated notes", "inside the count"),
    Bucket.SUSPECT: ("Suspect notes", "in custody, no cash"),
}
"""What lies apart, and how it is handed over."""


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


def instant(text: str) -> datetime:
    """A stamp of the journal as a moment."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


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
        return f.ReceiptFacts(**base, kind=f.ReceiptKind.WITHDRAWAL, pieces=_pieces(command.cash.given))
    payer = command.depositor
    change = pieces_total(command.cash.given)
    return f.ReceiptFacts(
        **base,
        kind=f.ReceiptKind.DEPOSIT,
        pieces=_pieces(command.cash.received),
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


def _pieces(pieces: Mapping[str, int]) -> dict[int, int]:
    """By face value; a note and a coin of one value are one figure on a receipt."""
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
    original = f.Stamp(instant(fact.at), said.device_name if isinstance(said, Original) else desk.workstation)
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


def slip(
    sheet: ReconciliationFact,
    number: str,
    desk: Desk,
    duplicate: int = 0,
    reasons: Sequence[s.Cause] = (),
    first: f.Stamp | None = None,
) -> s.SlipFacts:
    """The reconciliation slip of a session whose count is in, with its likely causes as far as they are known.

    ``first`` is when and where the original of a duplicate was printed; not known here, that was at the close.
    """
    closed = instant(sheet.closed_at) if sheet.closed_at else desk.clock()
    name, staff = desk.names(sheet.cashier)
    checker, checker_staff = desk.names(sheet.accepted_by) if sheet.accepted_by else ("", "")
    title = f"{number}-{sheet.business_date.replace('-', '')}"
    document = title + (f"-A{sheet.amended}" if sheet.amended else "")
    return s.SlipFacts(
        number=document,
        currency=CURRENCY[sheet.currency],
        status=f.Status.FINAL if sheet.verification else f.Status.PROVISIONAL,
        drawer=number,
        drawer_line=f"{number} · {desk.me.branch_name}",
        business_date=date.fromisoformat(sheet.business_date),
        session=sheet.session[-8:].upper(),
        opened_at=instant(sheet.opened_at),
        opened_how="",
        closed_at=closed,
        workstation=desk.workstation,
        journal=s.Journal(sheet.first_seq, sheet.last_seq, "", sheet.hash_tail),
        expected_minor=sheet.expected,
        counted_minor=sheet.counted,
        variance_minor=sheet.variance,
        movements=_movements(sheet),
        counts=_counts(sheet),
        set_apart=_set_apart(sheet),
        attempts=_attempts(sheet, desk),
        over_short=_record(sheet),
        cashier=s.Signer(name, "Cashier", staff),
        supervisor=s.Signer(checker, "Manager", checker_staff),
        printed=desk.stamp(desk.me.staff_number),
        verification=verification(document, abs(sheet.counted), sheet.verification),
        causes=tuple(reasons),
        note=sheet.reason or None,
        booking=_booking(sheet, number, checker or name),
        tolerance_minor=sheet.tolerance,
        receipt_gaps=sheet.receipt_gaps,
        amendment=s.Amendment(sheet.amended, title, "late entries") if sheet.amended else None,
        duplicate=desk.reprint(duplicate, first or f.Stamp(closed, desk.workstation)),
    )


def likely(found: Causes | None, texts: Texts) -> tuple[s.Cause, ...]:
    """Causes as the slip lists them: the sentence, then where it stands in the journal, if it left a trace there."""
    made = []
    for cause in found.causes[:CAUSES_PRINTED] if found else ():
        what, where = causes.sentence(cause, cause.links[0], texts), causes.about(cause.links[0])
        runs = (f.Run(what, strong=True), *((f.Run(f" {where}."),) if where else ()))
        made.append(s.Cause(runs, "".join(run.text for run in runs)))
    return tuple(made)


def _attempts(sheet: ReconciliationFact, desk: Desk) -> tuple[s.Attempt, ...]:
    return tuple(
        s.Attempt(instant(line.at), desk.names(line.by)[0], line.total, recount=line.number > 1)
        for line in sheet.attempts
    )


def _movements(sheet: ReconciliationFact) -> tuple[s.Movement, ...]:
    opening = s.Movement(s.Flow.OPENING, sheet.opening)
    rest = (
        s.Movement(FLOWS[line.kind], abs(line.amount), line.items) for line in sheet.movements if line.kind in FLOWS
    )
    return (opening, *rest)


def _counts(sheet: ReconciliationFact) -> tuple[s.CountLine, ...]:
    """Each note in whatever bucket it lies, as long as it is cash: what lies apart is named below, inside the count."""
    expected, counted = (
        any_bucket({face: count for face, count in pieces.items() if worth(face)})
        for pieces in (sheet.expected_pieces, sheet.counted_pieces)
    )
    return tuple(
        s.CountLine(
            item.minor,
            s.Form.NOTE if item.note else s.Form.COIN,
            expected.get(item.face, 0),
            counted.get(item.face, 0),
        )
        for item in CURRENCIES[sheet.currency].denominations
    )


def _set_apart(sheet: ReconciliationFact) -> tuple[s.SetApart, ...]:
    """Straps, worn and doubtful notes with their piece count; a doubtful note is worth nothing as cash."""
    found = ((bucket, laid_in(of_bucket(sheet.counted_pieces, bucket), bucket)) for bucket in APART)
    return tuple(
        s.SetApart(label, sum(held.values()), pieces_total(held), how)
        for bucket, held in found
        if held
        for label, how in (APART[bucket],)
    )


def _record(sheet: ReconciliationFact) -> s.OverShort:
    days = tuple(s.DayVariance(date.fromisoformat(day), minor) for day, minor in sheet.recent[-14:])
    today = s.DayVariance(date.fromisoformat(sheet.business_date), sheet.variance)
    if not days or days[-1].day != today.day:
        days = (*days, today)[-14:]
    return s.OverShort(sheet.over_short_before, sheet.over_short_before + sheet.variance, days)


def _booking(sheet: ReconciliationFact, number: str, accepted: str) -> tuple[s.BookingLeg, ...]:
    if not sheet.variance:
        return ()
    amount, short = abs(sheet.variance), sheet.variance < 0
    difference = s.BookingLeg("1420", f"Over/short, drawer {number}", s.Side.DEBIT if short else s.Side.CREDIT, amount,
                              sheet.last_seq, accepted)  # fmt: skip
    cash = s.BookingLeg(
        "1010", f"Cash in drawer {number}", s.Side.CREDIT if short else s.Side.DEBIT, amount, sheet.last_seq, accepted
    )
    return (difference, cash)
