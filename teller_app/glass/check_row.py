"""What was looked at and what was not, side by side: a mark and a few words for each (picture 04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent

from teller_app.glass.look import Look
from teller_app.glass.paint import chip, chip_width, paint_icon, text, text_width, tone
from teller_app.glass.painted import Painted

LINE, ICON, GAP = 24, 16, 22
"""Height of a line, side of a mark, and the gap between two of them, in px."""
CHIP_LINE, CHIP_GAP = 30, 8
ICONS = {"pos": "check-circle", "warn": "warning-circle", "neg": "warning-circle", "mute": "minus"}


@dataclass(frozen=True, slots=True)
class Check:
    """``tone`` is pos where it was done, warn where it is open, neg where it speaks against it, mute where it is never done. The words say so themselves."""

    words: str
    tone: str = "pos"


class CheckRow(Painted):
    """As many beside each other as there is room for, the others on the next line. ``chips``: each in its own (picture 11)."""

    def __init__(self, look: Look, name: str, chips: bool = False) -> None:
        super().__init__(look, name, (0, LINE))
        self._chips = chips
        self._line, self._gap = (CHIP_LINE, CHIP_GAP) if chips else (LINE, GAP)
        self._checks: tuple[Check, ...] = ()

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is shown."""
        return self._checks

    def set_checks(self, checks: Sequence[Check]) -> None:
        """Show others; all of them are read out."""
        if tuple(checks) == self._checks:
            return
        self._checks = tuple(checks)
        self.setAccessibleDescription("; ".join(check.words for check in checks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many lines as the width asks for."""
        return QSize(0, self.look.grown(self._line) * max(1, len(self._rows())))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _rows(self) -> list[list[tuple[float, Check]]]:
        """Lines of (left edge, check)."""
        # Before it has a width it is taken to have room: a first guess of two lines would never be taken back.
        room = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 10_000
        face, x = self.look.font("body-strong"), 0.0
        rows: list[list[tuple[float, Check]]] = [[]]
        for check in self._checks:
            wide = (
                chip_width(self.look, check.words, "check") if self._chips else ICON + 6 + text_width(check.words, face)
            )
            if rows[-1] and x + wide > room:
                rows.append([])
                x = 0.0
            rows[-1].append((x, check))
            x += wide + self._gap
        return rows

    def draw(self, p: QPainter) -> None:
        """Mark and words; what is open in its own colour."""
        look, tokens, high = self.look, self.look.tokens, self.look.grown(self._line)
        for at, row in enumerate(self._rows()):
            for left, check in row:
                if self._chips:
                    icon = "check" if check.tone == "pos" else "warning"
                    chip(p, look, left, (at + 0.5) * high, check.words, check.tone, icon)
                    continue
                color = tone(tokens, check.tone)[0]
                top = at * high + (high - ICON) / 2
                paint_icon(p, ICONS[check.tone], round(left), round(top), ICON, color, "fill")
                box = QRectF(left + ICON + 6, at * high, self.width() - left - ICON - 6, high)
                text(p, box, check.words, look.font("body-strong"), tokens.text if check.tone == "pos" else color)
