"""What became of receipt numbers that a till gave out and that no posting bears."""

from enum import StrEnum

from contract.base import Wire


class UnusedWhy(StrEnum):
    """What became of a receipt number without a posting under it: it was asked under and paid under another one, asked under and not
    paid, or refused."""

    PAID = "paid"
    ASKED = "asked"
    REFUSED = "refused"


class UnusedReceipt(Wire, frozen=True):
    """A receipt number that was given out and is accounted for. ``instead`` is the number that it was paid under."""

    receipt: str
    why: UnusedWhy
    instead: str = ""
