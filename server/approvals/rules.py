"""The rules of two people, pure: who may decide, what a request may become, what a permit is tied to."""

import hashlib
from collections.abc import Iterable, Set
from typing import Any

import msgspec

from contract.approvals import RequestState, Why
from contract.base import Command
from contract.commands import encode
from contract.errors import ErrorCode, Rejected
from server.approvals.tables import RequestRow

_AT_THE_TILL = frozenset({"cash", "receipt", "permit", "narration", "taken_offline", "ink", "unsigned", "hands"})
"""What is only known when the notes are handed over; words that move no money; and the hand beneath the asking, which is not asked for again."""

_MOVES = {
    RequestState.AWAITING: frozenset(
        {RequestState.APPROVED, RequestState.DECLINED, RequestState.WITHDRAWN, RequestState.EXPIRED}
    ),
    RequestState.APPROVED: frozenset({RequestState.USED, RequestState.WITHDRAWN, RequestState.EXPIRED}),
}


def may_become(row: RequestRow, then: RequestState) -> bool:
    """Whether the request may take this state. What was executed by its approval is final, only a permit goes on."""
    now = RequestState(row.state)
    if now is RequestState.APPROVED and not row.is_permit:
        return False
    return then in _MOVES.get(now, frozenset())


def is_open(row: RequestRow) -> bool:
    """Whether anything may still come of it: it waits, or it is a permit that was not used."""
    return row.state == RequestState.AWAITING or (row.state == RequestState.APPROVED and row.is_permit)


def expired(row: RequestRow, at: str) -> bool:
    """Whether its time is over. Stamps sort as text."""
    return row.expires_at <= at


def binding_of(command: Command, asked: int = 0) -> str:
    """SHA-256 of what the decider agreed to: the command without what is only known at the till.

    ``asked`` (minor units) stands in for the command's own amount: a permit may be paid in part, and is still the same permit.
    """
    whole = msgspec.json.decode(encode(command), type=dict[str, Any])
    body = {name: value for name, value in whole.items() if name not in _AT_THE_TILL}
    if asked and "amount" in body:
        body["amount"] = {**body["amount"], "minor": asked}
    return hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()


def decider_fault(
    row: RequestRow, user: str, roles: Set[str], branch: str, everywhere: bool, concerns: str = ""
) -> Rejected | None:
    """Whether this person may decide this request. The maker never may, whatever the role, nor the person it ``concerns``."""
    if branch not in (row.branch, row.escalated_to or row.branch) and not everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    if row.maker == user:
        return Rejected(code=ErrorCode.MAKER_IS_CHECKER)
    if concerns and concerns == user:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"why": "self"})
    if row.role not in roles:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"role": row.role})
    return None


def remind_fault(row: RequestRow, at: str, after: str) -> Rejected | None:
    """Whether those who decide may be told again: it still waits, and the last reminder is not later than ``after``."""
    fault = open_fault(row, at, RequestState.DECLINED)
    if fault is None and row.reminded_at > after:
        return Rejected(code=ErrorCode.NUDGED_ALREADY, params={"at": row.reminded_at})
    return fault


def bounded_as(kind: str, is_permit: bool) -> str:
    """Whose bounds hold for a request of this kind: a loan's repayment is for its decider what it is for its maker, in notes a deposit, else
    a transfer."""
    if kind != "repay_loan":
        return kind
    return "deposit" if is_permit else "transfer"


def bound_fault(row: RequestRow, bound: int | None, ceiling: int | None = None) -> Rejected | None:
    """Nobody approves more than they might do themselves. None: acts of this kind have no bounds."""
    if bound is None or (ceiling or row.amount) <= bound:
        return None
    return Rejected(code=ErrorCode.OVER_OWN_LIMIT, params={"bound": bound, "currency": row.currency})


def open_fault(row: RequestRow, at: str, then: RequestState) -> Rejected | None:
    """Whether the request may still become ``then`` at this time."""
    if row.state == RequestState.EXPIRED:
        return Rejected(code=ErrorCode.REQUEST_EXPIRED)
    if not may_become(row, then):
        return Rejected(code=ErrorCode.REQUEST_DECIDED, params={"state": row.state, "by": row.decided_by})
    if expired(row, at):
        return Rejected(code=ErrorCode.REQUEST_EXPIRED)
    return None


def shown_fault(row: RequestRow, shown: str) -> Rejected | None:
    """A decision is about what was seen: another digest than the request's own is about something else."""
    return Rejected(code=ErrorCode.REQUEST_CHANGED) if shown and shown != row.binding else None


def figures_fault(row: RequestRow, amount: int, reasons: Iterable[Why]) -> Rejected | None:
    """Whether it would be weighed as it was: some commands say "what is left", and late cash may have changed what that is.

    A reason that is gone or new is none: bounds are changed, too, while somebody waits.
    """
    seen = {(why["code"], why.get("about", "")): why.get("figure", 0) for why in row.reasons}
    now = {(why.code, why.about): why.figure for why in reasons}
    same = amount == row.amount and all(seen.get(mark, figure) == figure for mark, figure in now.items())
    return None if same else Rejected(code=ErrorCode.REQUEST_CHANGED)


def ceiling_fault(row: RequestRow, ceiling: int | None, lessens: bool = False) -> Rejected | None:
    """Less than asked can be approved where the maker still hands over, and where the act is the same for less; more never."""
    if ceiling is None or ceiling == row.amount:
        return None
    if not (row.is_permit or lessens) or ceiling > row.amount:
        return Rejected(code=ErrorCode.CEILING_NOT_POSSIBLE, params={"amount": row.amount, "currency": row.currency})
    return None


def permit_fault(
    row: RequestRow, command: Command, maker: str, session: str, at: str, amount: int = 0
) -> Rejected | None:
    """Whether the permit fits: this maker, this drawer session, this very command, up to its ceiling, in time, not used before."""
    if row.maker != maker or not row.is_permit or row.state == RequestState.AWAITING:
        return Rejected(code=ErrorCode.PERMIT_MISMATCH)
    fault = open_fault(row, at, RequestState.USED)
    if fault is not None:
        return fault
    if row.binding != binding_of(command, row.amount) or row.session != session:
        return Rejected(code=ErrorCode.PERMIT_MISMATCH)
    ceiling = row.ceiling or row.amount
    if amount > ceiling:
        return Rejected(code=ErrorCode.PERMIT_EXCEEDED, params={"ceiling": ceiling, "currency": row.currency})
    return None
