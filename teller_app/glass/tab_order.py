"""The Tab key's way through what came later than its neighbours, or changed its place among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


def stop_before(later: QWidget, stops: Sequence[QWidget]) -> None:
    """The Tab key comes to ``stops``, one after the other, and then to ``later``.

    All of them are in one window already, and none hands its focus on: of a widget with a focus proxy Qt moves the proxy
    alone, and what stays behind sends the Tab key back.
    """
    for before, after in pairwise((later, *stops, later)):
        QWidget.setTabOrder(before, after)


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
