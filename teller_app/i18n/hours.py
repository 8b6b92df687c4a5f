"""Customers' cash by the hour, as two rooms draw and say it."""

from collections.abc import Iterable
from typing import NamedTuple

from contract.branches import HourCash
from teller_app.i18n import formats
from teller_app.i18n.axis import levels
from teller_app.i18n.text import Texts

THOUSAND = 1000_00
"""Minor units that one of the axis's figures stands for."""


class HourBars(NamedTuple):
    """The hours that are shown in order, in and out of each in minor units, how each is labelled, and what is said of those that moved."""

    hours: list[int]
    pairs: list[tuple[float, float]]
    spoken: str
    labels: list[str]


def hour_bars(found: Iterable[HourCash], least: range, texts: Texts) -> HourBars:
    """The hours (UTC) of ``least`` even when nothing moved, and any other in which cash did."""
    by_hour = {hour.hour: hour for hour in found}
    shown = sorted({*least, *by_hour})
    pairs = [(by_hour[hour].cash_in, by_hour[hour].cash_out) if hour in by_hour else (0, 0) for hour in shown]
    spoken = ", ".join(
        texts("branches.hour", at=f"{hour:02d}:00", cash_in=formats.money(cash_in), cash_out=formats.money(cash_out))
        for hour, (cash_in, cash_out) in zip(shown, pairs, strict=True)
        if cash_in or cash_out
    )
    return HourBars(
        shown, [(float(one), float(other)) for one, other in pairs], spoken, [f"{at:02d}:00" for at in shown]
    )


def thousands(most: float) -> list[tuple[float, str]]:
    """The lines of an axis that hold ``most`` minor units and a thousand at least, written in thousands."""
    return [(float(level), f"{level / THOUSAND:g}") for level in levels(max(THOUSAND, int(most)))]


def hour_of(clock: float, hours: list[int]) -> float:
    """How many of the hours that are shown are over at a time of the day, in hours since midnight."""
    return float(sum(hour + 1 <= clock for hour in hours) + (clock % 1 if int(clock) in hours else 0))
