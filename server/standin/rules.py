"""Whether what a till paid out without the server was covered, pure. The cash is gone either way: a fault is told, never refused."""

import hmac

from contract.errors import ErrorCode, Rejected
from contract.ledger import Withdraw
from contract.standin import proof_of
from server.standin.tables import BudgetRow, CodeRow

GRANT_HOURS = 24
"""The longest that a budget holds: whoever works longer without the server is asked about again."""


def grant_fault(amount: int, most: int, until: str, now: str, latest: str, currency: str) -> Rejected | None:
    """A budget is at most what the drawer may hold, and ends within a day. Stamps sort as text."""
    if amount <= most and now < until <= latest:
        return None
    return Rejected(
        code=ErrorCode.STAND_IN_GRANT,
        params={"bound": most, "currency": currency, "hours": GRANT_HOURS, "until": until},
    )


def budget_fault(row: BudgetRow | None, amount: int, made_at: str) -> Rejected | None:
    """Whether the session had so much of a budget left, when the notes were handed over by the till's clock."""
    if row is None:
        return Rejected(code=ErrorCode.STAND_IN_OVER, params={"granted": 0, "used": amount})
    used = row.used + amount
    if used > row.granted or made_at > row.until:
        return Rejected(
            code=ErrorCode.STAND_IN_OVER, params={"granted": row.granted, "used": used, "currency": row.currency}
        )
    return None


def code_fault(
    row: CodeRow | None, command: Withdraw, secret: str, maker: str, session: str, made_at: str, replaced_at: str = ""
) -> Rejected | None:
    """Whether the code is one of ours, was not used for anything else, and was given for this very content.

    ``why`` says what is wrong: unknown, used, replaced, content. Its owner can have paid nothing with it. A till that was cut off may
    have been read a code before its owner made new ones (``replaced_at``), by its own clock, not after.
    """
    if command.stand_in is None or row is None:
        return _unproven("unknown")
    if row.state == "used" and row.transaction != command.transaction:
        return _unproven("used")
    if replaced_at and made_at > replaced_at:
        return _unproven("replaced")
    if row.owner == maker:
        return _unproven("own")
    expected = proof_of(secret, command, maker, session)
    return None if hmac.compare_digest(expected, command.stand_in.proof) else _unproven("content")


def told_fault(row: CodeRow) -> Rejected | None:
    """Whether what was paid with a code is what its owner read it out for, once both are known."""
    if row.state != "used" or not row.told_amount:
        return None
    same = row.paid_amount == row.told_amount and row.paid_account.endswith(row.told_account)
    return None if same else _unproven("told")


def _unproven(why: str) -> Rejected:
    return Rejected(code=ErrorCode.STAND_IN_UNPROVEN, params={"why": why})
