"""The ledger's rules, pure: what may be booked, and how legs balance in every currency and branch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from contract.errors import ErrorCode, Rejected
from contract.ledger import AccountStatus, Side, Status
from server.ledger.tables import AccountRow

Flip = {Side.DEBIT: Side.CREDIT, Side.CREDIT: Side.DEBIT}


class Line(NamedTuple):
    """A leg as meant: account, side, positive amount."""

    account_id: str
    side: Side
    amount: int


class Placed(NamedTuple):
    """A line with the branch it stands in."""

    account_id: str
    side: Side
    amount: int
    branch: str


def inter_branch(placed: Sequence[Placed], home: str) -> list[tuple[str, str, Side, int]]:
    """The missing legs that make every branch balance: (branch, other branch, side, amount).

    Each branch that is out of balance settles with ``home`` (the branch that books), so a transaction over three
    branches still has two legs a pair.
    """
    if all(line.branch == home for line in placed):
        return []
    excess: dict[str, int] = {}
    for line in placed:
        excess[line.branch] = excess.get(line.branch, 0) + (line.amount if line.side is Side.DEBIT else -line.amount)
    legs: list[tuple[str, str, Side, int]] = []
    for branch, debit in sorted(excess.items()):
        if branch == home or debit == 0:
            continue
        missing = Side.CREDIT if debit > 0 else Side.DEBIT
        legs.append((branch, home, missing, abs(debit)))
        legs.append((home, branch, Flip[missing], abs(debit)))
    return legs


def balanced(placed: Iterable[Placed]) -> bool:
    """Whether the sides are equal in every branch (of one currency)."""
    sums: dict[str, int] = {}
    for line in placed:
        sums[line.branch] = sums.get(line.branch, 0) + (line.amount if line.side is Side.DEBIT else -line.amount)
    return not any(sums.values())


def may_credit(account: AccountRow | None, currency: str) -> Rejected | None:
    """Whether money may come in."""
    return _usable(account, currency, (AccountStatus.CREDIT_BLOCKED, AccountStatus.BLOCKED))


def may_debit(account: AccountRow | None, currency: str, amount: int, freed: int = 0) -> Rejected | None:
    """Whether ``amount`` may go out. ``freed`` is what a hold of the same transaction gives back first."""
    refusal = _usable(account, currency, (AccountStatus.DEBIT_BLOCKED, AccountStatus.BLOCKED))
    if refusal is not None or account is None:
        return refusal
    left = account.available + freed
    if amount > left:
        return Rejected(code=ErrorCode.INSUFFICIENT_FUNDS, params={"available": left, "currency": currency})
    return None


def _usable(account: AccountRow | None, currency: str, blocks: tuple[AccountStatus, ...]) -> Rejected | None:
    if account is None or not account.customer:
        return Rejected(code=ErrorCode.ACCOUNT_UNKNOWN)
    if account.status == AccountStatus.CLOSED:
        return Rejected(code=ErrorCode.ACCOUNT_CLOSED)
    if account.status in blocks:
        return Rejected(code=ErrorCode.ACCOUNT_BLOCKED)
    if account.currency != currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": account.currency})
    return None


MOVES = {
    Status.PENDING: {Status.COMPLETED, Status.FAILED},
    Status.COMPLETED: {Status.REVERSED},
    Status.FAILED: set[Status](),
    Status.REVERSED: set[Status](),
}


def may_become(now: Status, then: Status) -> bool:
    """Only pending becomes completed or failed, only completed becomes reversed."""
    return then in MOVES[now]


def opposite(lines: Iterable[tuple[str, str, int]]) -> list[Line]:
    """The lines that undo these."""
    return [Line(account, Flip[Side(side)], amount) for account, side, amount in lines]


NEAR_PERCENT = 90
"""From this share of a bound on people are told that it comes near."""


def approached(before: int, after: int, bounds: Mapping[str, int]) -> list[str]:
    """The bounds (minor units, 0: none) that a movement from ``before`` to ``after`` brings near, in their order."""
    return [name for name, bound in bounds.items() if bound and before * 100 < bound * NEAR_PERCENT <= after * 100]
