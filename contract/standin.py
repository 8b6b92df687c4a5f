"""The dead line: what a till may pay out while the server is away, and the single-use codes that a manager reads out for it.

A code is a text of twelve symbols (``AMV5-CK6F-1QK5``) that the server derives for its owner and never stores. Tills hold an
argon2id hash of it, so that they can tell a right one from a wrong one without the server. What is paid is bound to the code by
``proof_of``: HMAC-SHA256 (RFC 2104) over the content, keyed with the code. The server derives the code again and proves it.
"""

import hmac
from typing import Annotated

import msgspec

from contract.approvals import Instant, Minor
from contract.base import Command, Fact, Wire
from contract.ids import Id
from contract.ledger import Withdraw
from contract.money import Money

CODES_MAX = 10
"""Codes that a manager holds at once: as many as a bad morning takes."""
Hash = Annotated[
    str, msgspec.Meta(pattern=r"^\$argon2id\$[A-Za-z0-9+/=,$]{40,200}(?!\n)$", description="argon2id, encoded")
]


class GrantStandIn(Command, frozen=True, tag="grant_stand_in"):
    """What a drawer's session may pay out while the server is away, in minor units, until a time. Granting again renews it whole."""

    session: Id
    amount: Minor
    until: Instant


class ArmedCode(Wire, frozen=True):
    """A code's id, and its slow hash as tills get it."""

    code: Id
    hash: Hash


class ArmCodes(Command, frozen=True, tag="arm_codes"):
    """The manager's codes from now on; earlier ones that were not used count no more."""

    codes: Annotated[tuple[ArmedCode, ...], msgspec.Meta(min_length=1, max_length=CODES_MAX)]


class TellCode(Command, frozen=True, tag="tell_code"):
    """What its owner read a code out for: the end of the account's number and the amount, as they were said on the telephone.

    It decides nothing, so it may wait for the line; the server compares it with what was paid, whichever comes first.
    """

    code: Id
    account_end: Annotated[
        str, msgspec.Meta(pattern=r"^[0-9]{4,20}(?!\n)$", description="at least the last four digits")
    ]
    amount: Money


class StandInFact(Fact, frozen=True, tag="stand_in"):
    """A drawer's stand-in budget for one session: granted by whom, how much of it the server has seen used, until when."""

    drawer: Id
    number: str
    session: Id
    branch: Id
    cashier: Id
    currency: str
    granted: int
    used: int
    until: str
    by: Id
    by_name: str


class StandInCodeFact(Fact, frozen=True, tag="stand_in_code"):
    """A code that a till may be given, as a hash. It is gone once it was used or replaced."""

    code: Id
    owner: Id
    owner_name: str
    branch: Id
    hash: str
    armed_at: str


class StandInSecret(Wire, frozen=True):
    """GET ``paths.STAND_IN_SECRET``: the code itself, for its owner alone."""

    code: Id
    secret: str


def spoken(text: str) -> str:
    """A code as it was typed, as it is meant: capitals, no spaces or dashes, and O, I, L as the digits they look like."""
    kept = "".join(symbol for symbol in text.upper() if symbol.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def content_of(command: Withdraw, maker: str, session: str) -> bytes:
    """What a code is bound to: who pays whom how much from which drawer, with which receipt. Canonical, one field a line."""
    fields = ("stand-in 1", maker, session, command.transaction, command.account, str(command.amount.minor),
              command.amount.currency, command.receipt)  # fmt: skip
    return "\n".join(fields).encode()


def proof_of(secret: str, command: Withdraw, maker: str, session: str) -> str:
    """The binding as 64 hex digits."""
    return hmac.digest(spoken(secret).encode(), content_of(command, maker, session), "sha256").hex()
