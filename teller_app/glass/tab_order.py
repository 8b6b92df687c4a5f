"""The Tab key's way through what came later than its neighbours, or changed its place among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

CHAIN_MAX = 10_000
"""More widgets than any window has: a bound for the walk along the focus chain."""


def stop_before(later: QWidget, stops: Sequence[QWidget]) -> None:
    """The Tab key comes to ``stops``, one after the other, and then to ``later``.

    All of them are in one window already, and none hands its focus on: of a widget with a focus proxy Qt moves the proxy
    alone, and what stays behind sends the Tab key back.
    """
    for before, after in pairwise((later, *stops, later)):
        QWidget.setTabOrder(before, after)


def outside(controls: Sequence[QWidget], by: int) -> QWidget | None:
    """The next control of the window's focus chain (``by`` > 0, else the one before) that is none of these, given in their order."""
    at: QWidget | None = controls[-1 if by > 0 else 0]
    for _ in range(CHAIN_MAX):
        if at is not None:
            at = at.nextInFocusChain() if by > 0 else at.previousInFocusChain()
        if at is None or at in controls:
            continue
        if _stops(at):
            return at
    return None


def next_input(at: QWidget, forward: bool = True) -> QWidget | None:
    """Where Enter goes on from a field: the field or choice that Tab would come to. None before a button or a table: what Enter
    does there nobody asked for."""
    found = at.nextInFocusChain() if forward else at.previousInFocusChain()
    while found is not None and found is not at:
        if _stops(found) and found.window() is at.window():
            return found if isinstance(found, QLineEdit | QComboBox) else None
        found = found.nextInFocusChain() if forward else found.previousInFocusChain()
    return None


def _stops(part: QWidget) -> bool:
    """Whether the Tab key stops here; of a widget with a focus proxy it is the proxy that is stopped at."""
    by_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and part.focusProxy() is None and part.isEnabled() and part.isVisible()
