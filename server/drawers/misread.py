"""How one amount is typed for another: figures swapped, a nought too many, half of it, the wrong way round. Pure."""

from collections.abc import Iterator

from contract.causes import CauseKind, CauseSign

Way = tuple[CauseKind, CauseSign, float]


def misread(booked: int, meant: int, unit: int) -> Iterator[Way]:
    """Every mistake that books ``booked`` where ``meant`` was handed over (both signed minor units), with its weight.

    ``unit`` is the minor units of one: an amount without fraction is typed, and so mistyped, without one.
    """
    if meant == -booked:
        yield CauseKind.HALF, CauseSign.WRONG_WAY, 0.65
    if not meant or (booked > 0) is not (meant > 0):
        return
    first, second = abs(booked), abs(meant)
    if second == 2 * first:
        yield CauseKind.HALF, CauseSign.HALVED, 0.5
    if first == 2 * second:
        yield CauseKind.HALF, CauseSign.DOUBLED_AMOUNT, 0.5
    larger, smaller = max(first, second), min(first, second)
    for times, weight in ((10, 0.75), (100, 0.7), (1000, 0.5)):
        if larger == times * smaller:
            yield CauseKind.TEN_TIMES, CauseSign.NOUGHTS, weight
    apart = swapped(first, second, unit)
    if apart:
        yield CauseKind.TRANSPOSED, CauseSign.FIGURES, 0.7 if apart == 1 else 0.4


def swapped(first: int, second: int, unit: int) -> int:
    """How far apart the two figures stand that make ``second`` of ``first``; 0 where no swap of two does.

    No amount begins with a nought, so a swap that would is none; noughts of a whole amount's fraction are not typed.
    """
    if first % unit == 0 and second % unit == 0:
        first, second = first // unit, second // unit
    one, other = str(first), str(second)
    if len(one) != len(other):
        return 0
    places = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) != 2:
        return 0
    left, right = places
    return right - left if (one[left], one[right]) == (other[right], other[left]) else 0
