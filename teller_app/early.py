"""What hurries the start along. Called before anything but Qt is loaded, and by nobody else than the two programs that begin an app."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

TURN_S = 0.001
"""How long another thread computes before the window may: at Python's own 5 ms a first sync made it wait for 11 ms, so for 6."""


def hurry() -> None:
    """Load without looking back: no rounds of the collector, no reading of sources. Threads take short turns from now on.

    All that a start makes stays, so the collector would find nothing in 40 rounds; ``settle`` lets it work again. PySide reads
    the source of each module that is imported, for the word that would make its names switchable there. Nobody
    switches them, and an installed app has no sources: there the answer is no for each of them, as it is here.
    """
    sys.setswitchinterval(TURN_S)
    gc.disable()
    import PySide6.QtWidgets  # noqa: F401

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _switches_no_names


def settle() -> None:
    """The app stands. What is loaded by now stays: the collector would look through it for 60 ms each time, while somebody types."""
    gc.freeze()
    gc.enable()


def _switches_no_names(module: ModuleType) -> bool:
    return False
