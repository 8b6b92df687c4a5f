"""Stopwatches of the look: medians of many turns of one act, painted to the end."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

WARM_UP = 3


def painted(window: QWidget) -> None:
    """Let layouts, then paints, happen that the act has asked for; nothing else is waited for."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)


def settle() -> None:
    """Whatever timers and queues still hold: not part of what is measured."""
    for _ in range(3):
        QApplication.processEvents()


def timed(turns: int, act: Callable[[int], None], after: Callable[[], None] = settle) -> list[float]:
    """Milliseconds of every turn; the first few warm the caches and do not count."""
    found = []
    for turn in range(turns + WARM_UP):
        begun = time.perf_counter()
        act(turn)
        took = (time.perf_counter() - begun) * 1000
        after()
        if turn >= WARM_UP:
            found.append(took)
    return found


def rendering(widget: QWidget, turns: int) -> list[float]:
    """Milliseconds to paint the widget with all its children (``repaint`` would spare opaque ones; LOOK 11)."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    return timed(turns, lambda turn: widget.render(image))


def summary(found: list[float]) -> dict[str, Any]:
    """Median, 95th percentile, and how many."""
    ordered = sorted(found)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"p50_ms": round(statistics.median(ordered), 3), "p95_ms": round(p95, 3), "turns": len(ordered)}
