"""The Tab key's way through what came later than its neighbours, or changed its place among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def stop_before(later: QWidget, stops: Sequence[QWidget]) -> None:
    """The Tab key comes to ``stops``, one after the other, and then to ``later``.

    All of them are in one window already, and none hands its focus on: of a widget with a focus proxy Qt moves the proxy
    alone, and what stays behind sends the Tab key back.
    """
    for before, after in pairwise((later, *stops, later)):
        QWidget.setTabOrder(before, after)
