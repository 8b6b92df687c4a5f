"""Signatures as a hand draws them on the pad, one to a seed: for scenes, and wherever two of one person shall be alike and not the same."""

import math

from contract.ink import HIGH, WIDE, Dot, Strokes


def hand(seed: int, shake: int = 0) -> Strokes:
    """Loops from left to right, and a line beneath; ``shake`` is another day's hand of the same person."""
    loops = []
    for n in range(150):
        x = 150 + n * 8 + 60 * math.sin(n / 6 + seed + shake / 9)
        tall = 260 if n < 40 else 120
        y = 380 + tall * math.sin(n / 4.2 + seed * 1.7) * math.cos(n / 31 + shake / 14)
        loops.append(Dot(_within(x, WIDE), _within(y, HIGH), n * 14))
    under = [
        Dot(_within(620 + n * 22, WIDE), _within(690 - n * 2 - shake * 2, HIGH), 2_600 + n * 10) for n in range(40)
    ]
    return (tuple(loops), tuple(under))


def _within(value: float, most: int) -> int:
    return max(0, min(most, round(value)))
