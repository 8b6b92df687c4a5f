"""A run of numbered steps as thin segments: done, with an exception, under way, waiting (picture 26)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, rounded, text
from teller_app.glass.painted import Painted
from teller_app.glass.stepper import StepState

GAP = 6
THICK = 7
_MARKS = {"done": "pos", "exception": "warn_mark", "active": "accent_mark"}


class SegmentProgress(Painted):
    """``summary`` says in words how far it is; ``share`` fills the step under way."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, 30))
        self._states: tuple[StepState, ...] = ()
        self._share = 0.0

    def set_states(self, states: Sequence[StepState], summary: str, share: float = 0.0) -> None:
        """Show how the steps stand."""
        self._states, self._share = tuple(states), min(1.0, max(0.0, share))
        self.setAccessibleDescription(summary)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Segments and their numbers."""
        if not self._states:
            return
        tokens = self.look.tokens
        wide = (self.width() - GAP * (len(self._states) - 1)) / len(self._states)
        for at, state in enumerate(self._states):
            box = QRectF(at * (wide + GAP), 0, wide, THICK)
            rounded(p, box, THICK / 2, tokens.track)
            if state in _MARKS:
                filled = QRectF(box)
                filled.setWidth(max(THICK, wide * self._share) if state == "active" else wide)
                rounded(p, filled, THICK / 2, getattr(tokens, _MARKS[state]))
            role, color = ("micro-strong", tokens.text) if state == "active" else ("micro", tokens.text2)
            text(p, QRectF(box.left(), THICK + 3, wide, 18), str(at + 1), self.look.font(role), color, CENTER)
