"""Whoever carries messages to phones, as the bank sees them. One protocol, several carriers."""

from enum import StrEnum
from typing import Protocol

import msgspec


class Fate(StrEnum):
    """What a carrier said when a message was handed over."""

    TAKEN = "taken"
    REFUSED = "refused"
    """Never will: wrong key, sender not approved, no credit, a number that is none."""
    BUSY = "busy"
    """Not now, and certainly not taken: try again later."""
    UNKNOWN = "unknown"
    """It may have been taken or not: ask before trying again, because a retry may send twice."""


class Delivery(StrEnum):
    """Where a message is."""

    ON_ITS_WAY = "on_its_way"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Answer(msgspec.Struct, frozen=True):
    """``carrier_id`` is the carrier's name for the message where it gave one; ``why`` a short code for logs, never the text."""

    fate: Fate
    carrier_id: str = ""
    why: str = ""


class Carrier(Protocol):
    """``send`` and ``status`` block; the courier calls them on its own thread, after the commit."""

    name: str

    def send(self, phone: str, text: str) -> Answer: ...

    def status(self, carrier_id: str) -> Delivery: ...
