"""The round figures of a chart's axis."""

LEVELS = 2


def levels(most: int) -> tuple[int, ...]:
    """Three round figures of an axis that hold ``most``, in minor units: nought, half, all."""
    power = 100
    while True:
        for tenths in (10, 12, 16, 20, 30, 40, 50, 60, 80):
            if most <= tenths * power // 10:
                top = tenths * power // 10
                return tuple(top * part // LEVELS for part in range(LEVELS + 1))
        power *= 10
