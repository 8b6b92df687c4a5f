"""What is asked where it moves no money: whoever decides sees what they sign. Pure; no Qt.

A request carries its command as JSON. Rules, mandates and products are told in words; of every other kind each field is a line, so that a
command of tomorrow is never signed unseen.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from contract.approvals import ApprovalRuleFact, RequestFact, SetApprovalRule
from contract.commands import decode
from contract.customers import Band, MandateFact, SetMandate, Signing
from contract.errors import ContractError
from contract.loans import SetLoanProduct
from contract.products import SetProduct
from teller_app.approvals import policy_words
from teller_app.approvals.policy import PolicyState
from teller_app.i18n import formats
from teller_app.i18n.loan_words import terms_said
from teller_app.i18n.mandates import mandate_words, role_words
from teller_app.i18n.products import asked_lines
from teller_app.i18n.text import Texts

LINES_MAX = 12
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")


def asked(request: RequestFact, places: PolicyState, texts: Texts) -> list[tuple[str, str]]:
    """(name, value) of what is asked; empty where it is about money, which is shown as an amount. ``places`` knows names."""
    if not request.content:
        return []
    try:
        command = decode(request.content.encode())
    except ContractError:
        return [(texts("approvals.content.unread"), request.kind)]
    if isinstance(command, SetApprovalRule):
        return _rule(command, places, texts)
    if isinstance(command, SetMandate):
        return _mandate(command, texts)
    if isinstance(command, SetLoanProduct):
        return _product(command, texts)
    if isinstance(command, SetProduct):
        return asked_lines(command, texts)
    return [*_fields(msgspec.to_builtins(command), texts)][:LINES_MAX]


def _rule(command: SetApprovalRule, places: PolicyState, texts: Texts) -> list[tuple[str, str]]:
    fact = ApprovalRuleFact(rule=command.rule, when=command.when, act=command.act, branch=command.branch or "",
                            drawer=command.drawer or "", tier=command.tier, currency=command.currency, flag=command.flag,
                            bound=command.bound, role=command.role, to_branch=command.to_branch or "", off=command.off)  # fmt: skip
    pairs = (
        ("when", policy_words.title(fact, texts)),
        ("scope", policy_words.scope(fact, places, texts)),
        ("bound", policy_words.figure(fact, places, texts)),
        ("status", policy_words.status(fact, places, texts)[0]),
    )
    return [(texts(f"policy.fact.{name}"), value) for name, value in pairs]


def _mandate(command: SetMandate, texts: Texts) -> list[tuple[str, str]]:
    bands = command.bands or (Band(signing=Signing.ANY_ONE),)
    fact = MandateFact(account=command.account, branch=command.account, signatories=command.signatories, bands=bands)
    people = [(role_words(one.role, texts), one.name) for one in command.signatories]
    note = [(texts("approvals.content.note"), command.note)] if command.note else []
    return [(texts("mandate.title"), mandate_words(fact, texts)), *people, *note]


def _product(command: SetLoanProduct, texts: Texts) -> list[tuple[str, str]]:
    """What could be lent under it, and at what price."""
    sums = texts("loans.bounds", least=command.least, most=command.most)
    terms = texts("loans.terms", first=command.shortest, last=command.longest)
    found = [
        (texts("approvals.content.name"), f"{command.name} ({command.product})"),
        (texts("loans.amount"), f"{formats.currency_sign(command.currency)} {sums}"),
        (texts("loans.term"), f"{terms} · {texts(f'loans.every.{command.terms.every.value}')}"),
        *terms_said(command.terms, texts),
    ]
    return [*found, (texts("approvals.content.off"), "✓")] if command.off else found


def _fields(said: dict[str, Any], texts: Texts) -> Iterable[tuple[str, str]]:
    """Every field that a person can read. Ids and digests say nothing to anybody."""
    for name, value in said.items():
        words = _words(value)
        if name not in ("kind", "key") and words:
            key = f"approvals.content.{name}"
            yield (texts(key) if key in texts else name.replace("_", " ")), words


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return "✓" if value is True else ""
    text = str(value)
    return "" if _ID.fullmatch(text) else text
