"""The rows of the import files, parsed and typed. Pure: text in, a row or a list of faults out."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec

from contract.customers import SignatoryRole, Signing
from contract.ledger import Side
from contract.letters import INVISIBLE
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


class MandateLine(msgspec.Struct, frozen=True):
    """Who signs for an account: ``people`` are (name, role). Up to ``upto`` minor units ``signing``, from there on ``above``; nought and
    empty where one rule is for every amount."""

    account: str
    signing: str
    people: tuple[tuple[str, str], ...]
    upto: int = 0
    above: str = ""
    note: str = ""


AnyLine = CustomerLine | AccountLine | TransactionLine | MandateLine
SIGNERS = ("name", "name_2", "name_3", "name_4")
ROLES = ("role", "role_2", "role_3", "role_4")
FIELDS = {
    "customers.csv": ("number", "full_name", "birth_date", "phone", "card_number"),
    "accounts.csv": ("external_number", "customer", "product", "currency", "opened_on"),
    "transactions.csv": ("reference", "account", "date", "side", "amount", "currency", "kind", "narration"),
    "mandates.csv": ("account", "signing", "upto", "above", "name", "role", "name_2", "role_2", "name_3", "role_3",
                     "name_4", "role_4", "note"),
}  # fmt: skip
OPTIONAL = frozenset({"mandates.csv"})
"""Files that need not be there."""
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
        return "" if not (_UNSEEN.search(text) or INVISIBLE.search(text)) else "control_character"

    return check


_number = _form(_NUMBER, "bad_number")


def _one_of(words: type[StrEnum], code: str) -> Check:
    return lambda text: "" if text in set(words) else code


_signing, _role = _one_of(Signing, "bad_signing"), _optional(_one_of(SignatoryRole, "bad_role"))
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
    "mandates.csv": {
        "account": _number,
        "signing": _signing,
        "upto": _optional(amount_fault),
        "above": _optional(_signing),
        "name": _words(1, 120),
        "role": _role,
        **{name: _words(0, 120) for name in SIGNERS[1:]},
        **dict.fromkeys(ROLES[1:], _role),
        "note": _words(0, 140),
    },
}


def faults_of(file: str, line: int, row: Mapping[str, str]) -> list[Fault]:
    """Every fault of one row, field by field."""
    found = ((name, check(row[name])) for name, check in CHECKS[file].items())
    return [Fault(file, line, name, reason, row[name][:60]) for name, reason in found if reason]


def mandate_fault(row: Mapping[str, str]) -> tuple[str, str] | None:
    """(field, reason) of what keeps a mandate's row from being one that somebody can pay by: each amount has its rule, and two can sign
    only where there are two."""
    if bool(row["upto"]) != bool(row["above"]):
        return ("above" if row["upto"] else "upto"), "missing"
    names = [row[name] for name in SIGNERS]
    for place, (name, role) in enumerate(zip(SIGNERS, ROLES, strict=True)):
        if not row[name] and (row[role] or any(names[place:])):
            return name, "missing"
        if row[name] and row[name].casefold() in (one.casefold() for one in names[:place]):
            return name, "duplicate"
    several = {row["signing"], row["above"]} - {"", Signing.ANY_ONE.value}
    return ("signing", "too_few_signers") if several and not names[1] else None


def parse(file: str, row: Mapping[str, str]) -> AnyLine:
    """The typed row; only for rows without faults."""
    if file == "mandates.csv":
        people = tuple(
            (row[name], row[role] or "holder") for name, role in zip(SIGNERS, ROLES, strict=True) if row[name]
        )
        upto = int(Decimal(row["upto"]) * 100) if row["upto"] else 0
        return MandateLine(row["account"], row["signing"], people, upto, row["above"], row["note"])
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
