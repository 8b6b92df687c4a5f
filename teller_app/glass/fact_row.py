"""Two or three short facts beside each other, each an icon, a quiet label and a code: card and address of a customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.icons import paint_icon
from teller_app.glass.look import Look
from teller_app.glass.paint import text, text_width
from teller_app.glass.painted import Painted

HEIGHT, ICON_PX, BESIDE, GAP = 36, 20, 28, 8


@dataclass(frozen=True, slots=True)
class ShortFact:
    """``value`` is set as a code, in which 0 and O, 1 and l differ."""

    icon: str
    label: str
    value: str


class FactRow(Painted):
    """``set_facts`` shows other facts; each has the same share of the width, or as much more as it needs."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, HEIGHT))
        self._facts: tuple[ShortFact, ...] = ()

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        return QSize(0, self.look.grown(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(120, self.sizeHint().height())

    def set_facts(self, facts: Sequence[ShortFact]) -> None:
        """What is read out is what is painted."""
        self._facts = tuple(facts)
        self.setAccessibleDescription(", ".join(f"{fact.label} {fact.value}" for fact in facts))
        self.update()

    def draw(self, p: QPainter) -> None:
        """Icon, label above, code below."""
        tokens, look = self.look.tokens, self.look
        half, left = self.height() / 2, 0.0
        for fact, share in zip(self._facts, self._shares(), strict=True):
            paint_icon(p, fact.icon, round(left), round(half - ICON_PX / 2), ICON_PX, tokens.text2)
            wide = share - BESIDE - 4
            text(p, QRectF(left + BESIDE, 0, wide, half), fact.label, look.font("caption"), tokens.text3)
            text(p, QRectF(left + BESIDE, half - 1, wide, half), fact.value, look.font("code"), tokens.text)
            left += share

    def _shares(self) -> list[float]:
        look, even = self.look, self.width() / max(1, len(self._facts))
        needs = [
            BESIDE + GAP + max(text_width(fact.label, look.font("caption")), text_width(fact.value, look.font("code")))
            for fact in self._facts
        ]
        if not needs or max(needs) <= even:
            return [even] * len(needs)
        # What is left over, or lacking, is shared out by need.
        return [need * self.width() / sum(needs) for need in needs]
