"""Where counted notes lie: fit, strapped, mutilated, suspect, each with what was counted there. Source: the tiles of picture 03."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, text
from teller_app.glass.segmented import GUTTER, INSET, Segment, Segmented

HEIGHTS = (46, 40)
NARROWEST = 64
"""A name that does not fit is cut: its tool tip and its name for a reader say it whole."""


class BucketTabs(Segmented):
    """``set_sums`` writes a line below each name. The four share the width that is there."""

    def __init__(self, look: Look, names: Sequence[str], name: str) -> None:
        self._sums: tuple[str, ...] = ()
        super().__init__(look, names, name, expand=True)

    def set_sums(self, sums: Sequence[str]) -> None:
        """What lies in each bucket, in words."""
        if tuple(sums) == self._sums:
            return
        self._sums = tuple(sums)
        for index, (segment, said) in enumerate(zip(self._segments, self._sums, strict=False)):
            whole = f"{segment.label}: {said}" if said else segment.label
            self.setTabToolTip(index, whole)
            self.setTabText(index, whole)
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """An equal share."""
        share = (max(self.width(), 0) - 2 * (GUTTER + INSET)) // max(1, len(self._segments))
        return QSize(max(NARROWEST, share), self._track_height() + 6)

    def sizeHint(self) -> QSize:
        """As narrow as it may become."""
        return QSize(NARROWEST * len(self._segments), self._track_height() + 6)

    def _draw_segment(self, p: QPainter, pill: QRectF, segment: Segment, active: bool) -> None:
        tokens = self.look.tokens
        said = self._sums[self._segments.index(segment)] if self._sums else ""
        half, ink = pill.height() / 2, tokens.text if active else tokens.text2
        box = pill.adjusted(1, 1, -1, -1)
        upper = QRectF(box.left(), box.top() + 2, box.width(), half) if said else box
        text(p, upper, segment.label, self.look.font("micro-strong"), ink, CENTER)
        if said:
            lower = QRectF(box.left(), pill.center().y() - 1, box.width(), half)
            text(p, lower, said, self.look.font("micro-strong"), tokens.accent if active else tokens.text3, CENTER)

    def _track_height(self) -> int:
        return self.look.grown(self.look.pick(*HEIGHTS))
