"""Asking that a customer's flag is lifted: a dormant one is awake again, a stop is released. Somebody else agrees. No Qt."""

from contract.customers import CustomerFact, Flag, LiftFlag
from teller_app.counter import rules

GUARDED = (Flag.STOP, Flag.DECEASED, Flag.DORMANT, Flag.POLITICALLY_EXPOSED)
"""In the order in which they stand in the way."""


def liftable(customer: CustomerFact | None) -> Flag | None:
    """The flag that the panel shows: what stops first, then what warns. A memo is rewritten, not lifted."""
    if customer is None:
        return None
    first = rules.stopping_flag(customer)
    return first or next((flag for flag in GUARDED if flag in customer.flags), None)


def command_of(customer: CustomerFact, flag: Flag, reason: str) -> LiftFlag:
    """What is asked for."""
    return LiftFlag(customer=customer.customer, flag=flag, reason=reason.strip())
