"""Steps below each other on one line, each with its circle, two lines of words and a figure (pictures 22 and 26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, alpha, rounded, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.stepper import DOT, StepState, paint_step_dot

HIGH = (62, 44)
LEFT, WORDS = 8, 52
"""Where the circle and the words begin."""
_DETAILS = {"active": "accent", "exception": "warn"}


@dataclass(frozen=True, slots=True)
class ListStep:
    """One step: what it is, how it stands in words, its state, the figure it came to."""

    title: str
    detail: str
    state: StepState = "waiting"
    figure: str = ""


class StepList(Painted):
    """``set_steps`` shows how they stand. The step under way lies on a tint, with a bar at its left."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, 0))
        self._steps: tuple[ListStep, ...] = ()

    def set_steps(self, steps: Sequence[ListStep]) -> None:
        """Show others; all of it is read out."""
        self._steps = tuple(steps)
        spoken = (
            ", ".join(filter(None, (f"{at}. {step.title}", step.detail, step.figure)))
            for at, step in enumerate(self._steps, 1)
        )
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All steps."""
        return QSize(0, self._high() * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(220, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """The line first, so that the circles lie on it."""
        high, tokens = self._high(), self.look.tokens
        middle = LEFT + DOT / 2
        for at in range(len(self._steps) - 1):
            top = at * high + high / 2 + DOT / 2 + 3
            rounded(p, QRectF(middle - 1, top, 2, high - DOT - 6), 1, tokens.track)
        for at, step in enumerate(self._steps):
            self._draw_step(p, at, step, QRectF(0, at * high, self.width(), high))

    def _draw_step(self, p: QPainter, at: int, step: ListStep, box: QRectF) -> None:
        look, tokens = self.look, self.look.tokens
        if step.state == "active":
            tint = box.adjusted(0, 2, 0, -2)
            rounded(p, tint, 10, tokens.row_sel, alpha(tokens.accent, 0.35))
            rounded(p, QRectF(tint.left() + 2, tint.top() + 12, 3, tint.height() - 24), 1.5, tokens.accent)
        paint_step_dot(p, look, box.left() + LEFT, box.center().y(), at + 1, step.state)
        self._draw_words(p, step, box)

    def _draw_words(self, p: QPainter, step: ListStep, box: QRectF) -> None:
        """Where title and figure do not fit beside each other the figure stands on the second line, below the title."""
        look, tokens = self.look, self.look.tokens
        strong = look.font("body-strong")
        wide = text_width(step.figure, strong) + 2 if step.figure else 0
        whole, middle = box.width() - WORDS - 8, box.center().y()
        weight = "medium" if step.state == "waiting" else "strong"
        title = look.font(f"body-{weight}")
        beside = text_width(step.title, title) <= whole - wide - 12
        if not beside and text_width(step.title, title) > whole:
            title = look.font(f"caption-{weight}")
        quiet = tokens.text2 if step.state == "waiting" else tokens.text
        detail = getattr(tokens, _DETAILS.get(step.state, "text2"))
        text(p, QRectF(WORDS, middle - 19, whole - (wide + 12 if beside else 0), 20), step.title, title, quiet)
        text(p, QRectF(WORDS, middle + 1, whole - wide - 12, 18), step.detail, look.font("caption"), detail)
        if step.figure:
            lines = QRectF(box.right() - wide - 8, box.top(), wide, box.height())
            below = QRectF(lines.left(), middle + 1, wide, 18)
            text(p, lines if beside else below, step.figure, strong, tokens.text2, RIGHT)

    def _high(self) -> int:
        return self.look.grown(self.look.pick(*HIGH))
