"""What the journal says of a transaction: kind, status, facts. Pure; no Qt."""

from datetime import date

from contract.ledger import Status, TransactionFact
from contract.numbers import parse_receipt
from teller_app.glass.kinds import kind_mark
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

PAID_OUT = frozenset({"withdraw", "loan_disbursal"})
BROUGHT_IN = frozenset({"deposit", "loan_repayment"})
"""Kinds whose cash the customer took, or brought: undone, it goes the other way."""
_STATUS_TONES = {Status.COMPLETED: "pos", Status.PENDING: "info", Status.FAILED: "neg", Status.REVERSED: "mute"}


def kind_words(fact: TransactionFact, texts: Texts) -> str:
    """The name of its kind; a kind of a newer server is a transaction."""
    key = f"journal.kind.{fact.kind}"
    return texts(key) if key in texts else texts("journal.kind.other")


def about(fact: TransactionFact | None, texts: Texts) -> str:
    """Which one it is, in a line: "Cash withdrawal · 800.00 · Kofi Asante · 04-20261122-1-0498"."""
    if fact is None:
        return ""
    amount = formats.money_with_sign(fact.amount, fact.currency)
    return " · ".join(part for part in (kind_words(fact, texts), amount, fact.holder, fact.receipt) if part)


def kind_icon(fact: TransactionFact) -> tuple[str, str]:
    """Icon and tone of its kind."""
    return kind_mark(fact.kind)


def status_words(fact: TransactionFact, texts: Texts) -> tuple[str, str]:
    """Words and tone of its status; what went another way than meant is said first."""
    if fact.in_suspense:
        return texts("journal.status.in_suspense"), "warn"
    if fact.late:
        return texts("journal.status.late"), "warn"
    return texts(f"journal.status.{fact.status.value}"), _STATUS_TONES[fact.status]


def amount_words(fact: TransactionFact) -> tuple[str, str]:
    """Figure and colour as a customer's account sees it: a deposit is a credit, a withdrawal a plain minus."""
    if fact.status in (Status.REVERSED, Status.FAILED):
        return formats.money(fact.amount), "text3"
    if fact.kind in BROUGHT_IN:
        return formats.signed_money(fact.amount), "pos"
    return (formats.money(-fact.amount) if fact.kind in PAID_OUT else formats.money(fact.amount)), "text"


def time_words(stamp: str) -> str:
    """ "09:47:12" in this workstation's time."""
    return formats.clock_seconds(formats.moment(stamp))


def accounts_words(fact: TransactionFact, texts: Texts) -> str:
    """One account, or from where to where."""
    numbers = [formats.account_number(number) for number in fact.account_numbers]
    if len(numbers) > 1:
        return texts("journal.account_to", first=numbers[0], second=numbers[1])
    return numbers[0] if numbers else ""


def detail(fact: TransactionFact, texts: Texts, receipts: dict[str, str]) -> list[tuple[str, str]]:
    """Everything of one transaction as (name, value), empty values left out. ``receipts`` by transaction."""
    numbers = [formats.account_number(number) for number in fact.account_numbers]
    both = len(numbers) > 1
    # The fact names the drawer by its id; its number is the receipt's first part.
    where = parse_receipt(fact.receipt)
    balance = formats.money_with_sign(fact.balance_after, fact.currency) if fact.balance_after is not None else ""
    fee = formats.money_with_sign(fact.fee, fact.currency) if fact.fee else ""
    found = [
        ("receipt", fact.receipt),
        ("time", time_words(fact.at)),
        ("business_date", _day(fact.business_date, texts)),
        ("value_date", _day(fact.value_date, texts)),
        ("from" if both else "account", numbers[0] if numbers else ""),
        ("to", numbers[1] if both else ""),
        ("fee", fee),
        ("balance", balance),
        ("drawer", where[0] if where else ""),
        ("narration", fact.narration),
        ("reverses", receipts.get(fact.reverses) or fact.reverses),
        ("reversed_by", receipts.get(fact.reversed_by) or fact.reversed_by),
        ("verification", fact.verification),
    ]
    return [(texts(f"journal.fact.{name}"), value) for name, value in found if value]


def _day(value: str, texts: Texts) -> str:
    return formats.day_year(date.fromisoformat(value), texts.language) if value else ""
