"""How fast this machine paints, in the one measure that LOOK 10 gives for a single call."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT

LOOK_US = 10.0
"""Microseconds of one drawText on the machine that the budgets of LOOK 10 are from."""
SLOW_TIMES = 6.0
"""So many times slower a machine misses the budgets of a key press and of a panel whatever else is done."""
CALLS, SAMPLE = 100, "18,420.55 4,865"


def draw_text_us(look: Look, turns: int, best: bool = False) -> float:
    """Microseconds of one drawText: the median of ``turns`` runs of a hundred, or the best one.

    The best is what the machine can do while other work goes on; the median is how it is now.
    """
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setFont(look.font("body"))
    box, found = QRectF(10, 10, 300, 20), []
    for _ in range(turns):
        begun = perf_counter()
        for _ in range(CALLS):
            p.drawText(box, int(LEFT), SAMPLE)
        found.append((perf_counter() - begun) / CALLS * 1e6)
    p.end()
    return min(found) if best else sorted(found)[len(found) // 2]


def is_slow(us: float) -> bool:
    """Whether glass costs more here than it gives."""
    return us > SLOW_TIMES * LOOK_US
