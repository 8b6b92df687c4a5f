"""The mini statement: the newest entries of the chosen account, from the server, or what today's journal knows without it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from contract.ledger import AccountFact, Side, Statement, TransactionFact

LINES = 10
"""As many as fit a glance; the whole statement, for any period, is another thing."""
decode = msgspec.json.Decoder(Statement).decode


@dataclass(frozen=True)
class Entry:
    """One line in minor units. ``signed`` is negative for what went out, ``balance`` None where it is not known."""

    key: str
    day: str
    kind: str
    about: str
    signed: int
    balance: int | None


@dataclass(frozen=True)
class Mini:
    """``state``: asking, shown (the server's lines, newest first), or a code why there are none: then ``entries`` are today's as this
    workstation knows them, without balances."""

    account: AccountFact
    state: str = "asking"
    entries: tuple[Entry, ...] = ()
    balance: int = 0


def shown(account: AccountFact, statement: Statement) -> Mini:
    """What the server said, newest first."""
    entries = tuple(
        Entry(
            key=f"{line.seq}:{n}",
            day=line.value_date or line.business_date,
            kind=line.kind,
            about=line.narration or line.receipt,
            signed=line.amount if line.side is Side.CREDIT else -line.amount,
            balance=line.balance_after,
        )
        for n, line in enumerate(statement.lines)
    )
    return Mini(account, "shown", entries[::-1], statement.balance)


def known(account: AccountFact, code: str, facts: Sequence[TransactionFact]) -> Mini:
    """Without the server: the facts of the day, as far as their direction on this account is plain."""
    entries = tuple(
        Entry(fact.transaction, fact.value_date, fact.kind, fact.narration or fact.receipt, signed, None)
        for fact in facts
        if (signed := _signed(fact, account.account))
    )
    return Mini(account, code, entries[:LINES], account.balance)


def _signed(fact: TransactionFact, account: str) -> int:
    """The amount with its direction on this account; 0 where the fact does not tell it."""
    if fact.kind == "deposit":
        return fact.amount
    if fact.kind == "withdraw":
        return -fact.amount
    if fact.kind == "transfer" and account in fact.accounts[:2]:
        return -fact.amount if fact.accounts[0] == account else fact.amount
    return 0
