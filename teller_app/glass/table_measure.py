"""How high a table's rows are, and how many of them are in sight: whole ones only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

GAP = 2
"""Between head and rows, in px."""


def heights(two_lines: bool, dense: bool, cards: bool, tiles: bool) -> tuple[int, int]:
    """Height of a row in px, regular and compact (LOOK 5)."""
    if tiles and cards:
        return 100, 88
    if tiles:
        return 78, 62
    if cards:
        return 92, 82
    return (48, 42) if two_lines else (30, 30) if dense else (40, 32)


class WholeRows(QVBoxLayout):
    """Head over rows. What is left below the last whole row stays empty; the sizes asked for are as if it did not."""

    def __init__(self, table: QWidget, head: QWidget, rows: QWidget, row_height: Callable[[], int]) -> None:
        super().__init__(table)
        self._head, self._row_height = head, row_height
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GAP)
        self.addWidget(head)
        self.addWidget(rows, 1)

    def setGeometry(self, rect: QRect) -> None:
        """Lower by the strip of a row that would be cut; a place too low for one row shows what it can."""
        above = self._head.sizeHint().height() + GAP if not self._head.isHidden() else 0
        room, high = rect.height() - above, self._row_height()
        super().setGeometry(rect.adjusted(0, 0, 0, -(room % high)) if room > high > 0 else rect)
