"""When a note or coin will run out: what usually goes out by the half hour, and what lies there now.

The pattern travels and not the answer, so that a screen can say how long a till lasts after what it is about to be sent.
"""

from contract.base import Wire
from contract.branches import HourCash
from contract.ids import Id
from contract.money import Pieces

SLOT_MIN = 30
"""Minutes of a slot."""
DAYS_WANTED = 10
"""Business days before anything is said: two weeks of them."""
DAYS_MAX = 20
"""Business days that are looked back at."""
PART = 100
"""Patterns are in hundredths of a piece."""


class Drain(Wire, frozen=True):
    """What usually goes out of a place net of what comes in, of one piece: hundredths by slot, the first from ``since`` on."""

    face: str
    rest: tuple[int, ...]


class PlaceForecast(Wire, frozen=True):
    """A vault (no ``drawer``) or an open drawer: what can be paid out of it now, and how it usually drains until the end of the day."""

    holder: str
    held: Pieces
    drains: tuple[Drain, ...] = ()
    drawer: str = ""
    number: str = ""


class DrawerWants(Wire, frozen=True):
    """Pieces that a drawer had from the vault in the days looked back at: notes below 50.00 and coins, and the rest."""

    drawer: Id
    number: str
    small: int
    large: int


class WeekBefore(Wire, frozen=True):
    """Customers' postings of the day so far, and of the same weekday a week before until this time of day (UTC)."""

    day: str
    then: int
    now: int


class CashForecast(Wire, frozen=True):
    """A branch's cash as it usually goes. ``since`` and ``until`` are minutes of the day (UTC); ``days`` are those looked back at,
    and below ``DAYS_WANTED`` nothing is forecast. ``usual`` is customers' cash by the hour of such a day. ``week_before`` is
    not there where the branch did not work a week ago. ``present`` are the branch's people whose workstations follow the server now."""

    at: str
    business_date: str
    currency: str
    days: int
    since: int = 0
    until: int = 0
    places: tuple[PlaceForecast, ...] = ()
    wants: tuple[DrawerWants, ...] = ()
    usual: tuple[HourCash, ...] = ()
    week_before: WeekBefore | None = None
    present: tuple[Id, ...] = ()


def needed(drain: Drain) -> int:
    """The most pieces that are out at once until the end of the day, rounded up: what has to lie there now."""
    most = out = 0
    for part in drain.rest:
        out += part
        most = max(most, out)
    return -(-most // PART)


def runs_out(held: int, drain: Drain, since: int, until: int) -> int | None:
    """The minute of the day at which the last of ``held`` pieces is gone, None where they last."""
    left, at = held * PART, since
    for part in drain.rest:
        upto = min(until, (at // SLOT_MIN + 1) * SLOT_MIN)
        if part > left:
            return at + (upto - at) * max(left, 0) // part
        left, at = left - part, upto
    return None
