"""How unusual a request is: a score of 0 to 100 whose parts add up, each with the figure that it saw. Pure.

The score orders attention; it decides nothing. Points and bounds are a judgement of ours, kept in one table so that they can be
weighed: the parts are those of PRODUCT 7 (size, dormancy, velocity, limits) as far as one account's books can say.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

import msgspec

from contract.approvals import MonthSum, RiskPart, Why

FULL = 100
MEDIUM_FROM, HIGH_FROM = 40, 70
QUIET_DAYS, LONG_QUIET_DAYS = 60, 180
YOUNG_DAYS = 30
OFTEN = 3
"""Movements of one kind in a day, this one counted, from which on they are many."""
OVER = frozenset({"over_limit", "over_drawer", "over_tier", "over_rule", "drawer_day", "tier_day", "rule_day",
                  "variance_above_tolerance"})  # fmt: skip
"""Reasons whose figure lies above their bound. Of others the bound is a figure beside it: what is left, a fee."""
FLAG_POINTS = {"dormant": 15, "politically_exposed": 10, "memo": 5}


class Seen(msgspec.Struct, frozen=True):
    """What is known of a request and its account. Days are ISO dates, ``past`` (day, amount) of the same kind, newest first."""

    amount: int
    today: str
    past: tuple[tuple[str, int], ...] = ()
    available: int | None = None
    opened_on: str = ""
    flags: tuple[str, ...] = ()
    reasons: tuple[Why, ...] = ()
    takes_out: bool = True


def usual(past: Iterable[tuple[str, int]]) -> int:
    """The median amount in minor units; nought where there is none."""
    amounts = [amount for _, amount in past]
    return int(median(amounts)) if amounts else 0


def months(past: Iterable[tuple[str, int]], today: str) -> tuple[MonthSum, ...]:
    """Twelve months up to today's, oldest first, also those without a movement."""
    year, month = int(today[:4]), int(today[5:7])
    names = [_month(year, month - back) for back in range(11, -1, -1)]
    amounts: dict[str, list[int]] = {name: [] for name in names}
    for day, amount in past:
        amounts.get(day[:7], []).append(amount)
    return tuple(
        MonthSum(month=name, items=len(found), total=sum(found), largest=max(found, default=0))
        for name, found in amounts.items()
    )


def _month(year: int, month: int) -> str:
    years, index = divmod(month - 1, 12)
    return f"{year + years:04d}-{index + 1:02d}"


def parts(seen: Seen) -> tuple[RiskPart, ...]:
    """What raises the score, the weightiest first. Together they are never more than ``FULL``: the last one is cut."""
    found = [*_over(seen), *_size(seen), *_quiet(seen), *_many(seen), *_share(seen), *_young(seen), *_flags(seen)]
    left, kept = FULL, []
    for part in sorted(found, key=lambda part: -part.points):
        points = min(part.points, left)
        left -= points
        if points:
            kept.append(msgspec.structs.replace(part, points=points))
    return tuple(kept)


def score(found: Sequence[RiskPart]) -> int:
    """The sum of the parts."""
    return sum(part.points for part in found)


def level(points: int) -> str:
    """In a word: low, medium, high."""
    return "high" if points >= HIGH_FROM else "medium" if points >= MEDIUM_FROM else "low"


def _over(seen: Seen) -> Iterable[RiskPart]:
    # A shortage is as far over its tolerance as an overage of that size.
    over = [why for why in seen.reasons if why.code in OVER and abs(why.figure) > why.bound]
    why = max(over, key=lambda why: abs(why.figure) / max(why.bound, 1), default=None)
    if why is not None and why.bound:
        times = abs(why.figure) / why.bound
        points = 30 if times >= 5 else 20 if times >= 2 else 10
        yield RiskPart(code="over_bound", points=points, figure=abs(why.figure), bound=why.bound)
    elif why is not None:
        yield RiskPart(code="nothing_alone", points=30, figure=abs(why.figure))
    if any(why.code == "reversal" for why in seen.reasons):
        yield RiskPart(code="undoes", points=20, figure=seen.amount)


def _size(seen: Seen) -> Iterable[RiskPart]:
    middle = usual(seen.past)
    if not seen.amount:
        return
    if not middle:
        yield RiskPart(code="no_pattern", points=10, figure=seen.amount)
    elif seen.amount * 2 > middle * 3:
        yield RiskPart(
            code="unusual_size", points=25 if seen.amount >= middle * 3 else 15, figure=seen.amount, bound=middle
        )


def _quiet(seen: Seen) -> Iterable[RiskPart]:
    if not seen.past:
        return
    days = (date.fromisoformat(seen.today) - date.fromisoformat(seen.past[0][0])).days
    if days >= QUIET_DAYS:
        yield RiskPart(code="quiet", points=20 if days >= LONG_QUIET_DAYS else 15, figure=days, bound=QUIET_DAYS)


def _many(seen: Seen) -> Iterable[RiskPart]:
    count = 1 + sum(1 for day, _ in seen.past if day == seen.today)
    if count >= OFTEN:
        yield RiskPart(code="many_today", points=10, figure=count, bound=OFTEN)


def _share(seen: Seen) -> Iterable[RiskPart]:
    if seen.takes_out and seen.available and seen.amount * 10 >= seen.available * 9:
        yield RiskPart(code="empties", points=10, figure=seen.amount, bound=seen.available)


def _young(seen: Seen) -> Iterable[RiskPart]:
    if not seen.opened_on:
        return
    days = (date.fromisoformat(seen.today) - date.fromisoformat(seen.opened_on)).days
    if days < YOUNG_DAYS:
        yield RiskPart(code="young_account", points=10, figure=days, bound=YOUNG_DAYS)


def _flags(seen: Seen) -> Iterable[RiskPart]:
    for flag in seen.flags:
        if flag in FLAG_POINTS:
            yield RiskPart(code=f"flag_{flag}", points=FLAG_POINTS[flag])
