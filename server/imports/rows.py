"""The rows of the three import files, parsed and typed. Pure: text in, a row or a list of faults out."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec

from contract.ledger import Side
from contract.money import CURRENCIES, MINOR_MAX


class Fault(msgspec.Struct, frozen=True):
    """A refused row: ``line`` counts from 1 with the header, ``reason`` is a code of docs/import.md."""

    file: str
    line: int
    field: str
    reason: str
    value: str


class CustomerLine(msgspec.Struct, frozen=True):
    number: str
    full_name: str
    birth_date: str = ""
    phone: str = ""
    card_number: str = ""


class AccountLine(msgspec.Struct, frozen=True):
    external_number: str
    customer: str
    product: str
    currency: str
    opened_on: str


class TransactionLine(msgspec.Struct, frozen=True):
    """``amount`` in minor units; ``side`` as seen on the customer's account."""

    reference: str
    account: str
    date: str
    side: Side
    amount: int
    currency: str
    kind: str
    narration: str = ""


AnyLine = CustomerLine | AccountLine | TransactionLine
FIELDS = {
    "customers.csv": ("number", "full_name", "birth_date", "phone", "card_number"),
    "accounts.csv": ("external_number", "customer", "product", "currency", "opened_on"),
    "transactions.csv": ("reference", "account", "date", "side", "amount", "currency", "kind", "narration"),
}
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AMOUNT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LARGEST = Decimal(MINOR_MAX).scaleb(-2)
_CENT = Decimal("0.01")
_NUMBER = re.compile(r"[A-Za-z0-9._/-]{1,40}")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Check = Callable[[str], str]
"""A field's check: the code of what is wrong with the text, or an empty string."""


def date_fault(text: str) -> str:
    """``not_a_date`` unless it is an ISO date of the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        return "not_a_date"
    year, month, day = (int(part) for part in match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1] or (month == 2 and day == 29 and not leap):
        return "not_a_date"
    return ""


def amount_fault(text: str) -> str:
    """Why the text is no positive amount with at most two decimals."""
    if not _AMOUNT.fullmatch(text):
        return "not_an_amount"
    value = Decimal(text)
    if value <= 0:
        return "not_positive"
    if value > _LARGEST:
        return "amount_too_large"
    # Compared and not multiplied: arithmetic would round thirty decimals away and let them pass.
    return "" if value == value.quantize(_CENT) else "too_many_decimals"


def _optional(check: Check) -> Check:
    return lambda text: check(text) if text else ""


def _form(pattern: re.Pattern[str], code: str) -> Check:
    return lambda text: "" if pattern.fullmatch(text) else code


def _words(least: int, most: int) -> Check:
    """Text for people: of a bounded length, on one line, without signs that no one can see."""

    def check(text: str) -> str:
        if not least <= len(text) <= most:
            return "too_long" if text else "missing"
        return "" if not _UNSEEN.search(text) else "control_character"

    return check


_number = _form(_NUMBER, "bad_number")
CHECKS: Mapping[str, Mapping[str, Check]] = {
    "customers.csv": {
        "number": _number,
        "full_name": _words(1, 120),
        "birth_date": _optional(date_fault),
        "phone": _optional(_form(_PHONE, "not_e164")),
        "card_number": _words(0, 24),
    },
    "accounts.csv": {
        "external_number": _number,
        "customer": _number,
        "product": _number,
        "currency": lambda text: "" if text in CURRENCIES else "unknown_currency",
        "opened_on": date_fault,
    },
    "transactions.csv": {
        "reference": _number,
        "account": _number,
        "date": date_fault,
        "side": lambda text: "" if text in ("debit", "credit") else "bad_side",
        "amount": amount_fault,
        "currency": lambda text: "" if text in CURRENCIES else "unknown_currency",
        "kind": _form(_KIND, "bad_kind"),
        "narration": _words(0, 140),
    },
}


def faults_of(file: str, line: int, row: Mapping[str, str]) -> list[Fault]:
    """Every fault of one row, field by field."""
    found = ((name, check(row[name])) for name, check in CHECKS[file].items())
    return [Fault(file, line, name, reason, row[name][:60]) for name, reason in found if reason]


def parse(file: str, row: Mapping[str, str]) -> AnyLine:
    """The typed row; only for rows without faults."""
    if file == "customers.csv":
        return CustomerLine(**row)
    if file == "accounts.csv":
        return AccountLine(**row)
    return TransactionLine(
        reference=row["reference"],
        account=row["account"],
        date=row["date"],
        side=Side(row["side"]),
        amount=int(Decimal(row["amount"]) * 100),
        currency=row["currency"],
        kind=row["kind"],
        narration=row["narration"],
    )
