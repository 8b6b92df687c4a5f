"""What a workstation asks before it sends what waits in its outbox: what would become of it now. Nothing is booked by asking."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec

from contract.base import Wire
from contract.envelope import ENVELOPES_MAX

RECEIPTS_MAX = 10
"""Receipts that are named when a manager is asked: more are counted."""


class Fate(StrEnum):
    """What becomes of one envelope: booked as meant, already booked, to suspense, against the over/short of a session that is
    counted, a second person is asked, refused by a rule, not taken, or only known once it is sent."""

    POSTS = "posts"
    BOOKED = "booked"
    SUSPENSE = "suspense"
    OVER_SHORT = "over_short"
    WAITS = "waits"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"
    UNKNOWN = "unknown"


class AskOutlook(Wire, frozen=True):
    """POST: the signed envelopes as they would be sent, oldest first. Answer: ``Outlook``."""

    envelopes: Annotated[tuple[msgspec.Raw, ...], msgspec.Meta(min_length=1, max_length=ENVELOPES_MAX)]


class ExpectedLine(Wire, frozen=True):
    """A leg as it would be booked. ``code`` is the chart's where the account is the bank's own, "" for a customer's."""

    account: str
    code: str = ""
    debit: int = 0
    credit: int = 0


class Expected(Wire, frozen=True):
    """``reason`` with ``params`` says why it is not booked as meant; ``balance_after`` is the customer's, in minor units."""

    fate: Fate
    reason: str = ""
    params: dict[str, Any] = {}
    balance_after: int | None = None
    lines: tuple[ExpectedLine, ...] = ()


class DrawerThen(Wire, frozen=True):
    """A session that the envelopes touch. ``moved`` goes into its drawer (negative: out) and ``over_short`` is what its variance
    moves by. ``before`` and ``after`` are the drawer's cash, None where the asker counts blind."""

    session: str
    number: str
    currency: str
    moved: int = 0
    over_short: int = 0
    before: int | None = None
    after: int | None = None


class Outlook(Wire, frozen=True):
    """One answer for each envelope, in the order in which they were asked."""

    rows: tuple[Expected, ...]
    drawers: tuple[DrawerThen, ...] = ()


class AskManager(Wire, frozen=True):
    """POST: somebody holds postings back and wants a manager to look first. Those who decide at the branch are told, with these receipts."""

    count: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    receipts: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=40)], ...], msgspec.Meta(max_length=RECEIPTS_MAX)
    ] = ()


__all__ = ["AskManager", "AskOutlook", "DrawerThen", "Expected", "ExpectedLine", "Fate", "Outlook"]
