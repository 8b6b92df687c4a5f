"""How far each group of checks is: a name, a segment for each check, and the count in words (picture 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, rounded, text, text_width
from teller_app.glass.painted import Painted

LINE, THICK, GAP = (28, 24), 5, 5
SEGMENTS_MAX = 16
"""Checks beyond which a group is one bar: segments would be dots."""


@dataclass(frozen=True, slots=True)
class Group:
    """``ready`` of ``total`` checks, and how that is said."""

    name: str
    ready: int
    total: int
    words: str


class GroupBars(Painted):
    """One line a group; all of it is read out."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, 0))
        self._groups: tuple[Group, ...] = ()

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show how they stand."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        self.setAccessibleDescription("; ".join(f"{group.name}, {group.words}" for group in groups))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(0, self._line() * len(self._groups))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(200, self.sizeHint().height())

    def _line(self) -> int:
        return self.look.grown(self.look.pick(*LINE))

    def draw(self, p: QPainter) -> None:
        """Names in one column, bars in the next, counts at the right."""
        look, tokens, high = self.look, self.look.tokens, self._line()
        face, strong = look.font("body-medium"), look.font("body-strong")
        name = max((text_width(group.name, face) for group in self._groups), default=0.0)
        count = max((text_width(group.words, strong) for group in self._groups), default=0.0)
        left, right = name + 16, self.width() - count - 16
        for at, group in enumerate(self._groups):
            box = QRectF(0, at * high, self.width(), high)
            text(p, box, group.name, face, tokens.text, elide=False)
            text(p, box, group.words, strong, tokens.text, RIGHT, False)
            if right - left > 24 and group.total:
                self._bar(p, QRectF(left, box.center().y() - THICK / 2, right - left, THICK), group)

    def _bar(self, p: QPainter, box: QRectF, group: Group) -> None:
        tokens = self.look.tokens
        parts = group.total if group.total <= SEGMENTS_MAX else 1
        wide = (box.width() - GAP * (parts - 1)) / parts
        for part in range(parts):
            cell = QRectF(box.left() + part * (wide + GAP), box.top(), wide, THICK)
            share = min(1.0, max(0.0, group.ready / group.total * parts - part))
            rounded(p, cell, THICK / 2, tokens.track)
            if share > 0:
                rounded(p, QRectF(cell.left(), cell.top(), max(THICK, wide * share), THICK), THICK / 2, tokens.pos)
