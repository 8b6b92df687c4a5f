"""The steps of a longer act: a bar across the page (screens 03, 10) and the thin form of the sign-in (01)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, alpha, paint_icon, rounded, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.panel import GlassPanel
from teller_app.glass.tokens import Tokens

type StepState = Literal["done", "active", "waiting", "exception"]

DOT = 28
SHORT, WORDS = 46, 150
"""Widths of a step: its circle alone, and with room for its words."""
QWIDGETSIZE_MAX = 16_777_215


class Step(msgspec.Struct, frozen=True):
    """One step: what it is, how it stands in words, and its state."""

    title: str
    detail: str
    state: StepState = "waiting"


def paint_step_dot(p: QPainter, look: Look, x: float, cy: float, number: int, state: StepState) -> None:
    """The circle of a step: a tick, a number, or a warning."""
    tokens = look.tokens
    box = QRectF(x, cy - DOT / 2, DOT, DOT)
    face = look.font("caption-strong")
    if state == "done":
        rounded(p, box, DOT / 2, tokens.pos_soft, alpha(tokens.pos, 0.4))
        paint_icon(p, "check", x + 6, round(cy - 8), 16, tokens.pos, "bold")
    elif state == "exception":
        rounded(p, box, DOT / 2, tokens.warn_soft, alpha(tokens.warn, 0.5))
        paint_icon(p, "warning", x + 6, round(cy - 8), 16, tokens.warn, "bold")
    elif state == "active":
        rounded(p, box, DOT / 2, tokens.accent_fill)
        text(p, box, str(number), face, tokens.on_accent, CENTER)
        rounded(p, box.adjusted(-3, -3, 3, 3), DOT / 2 + 3, None, alpha(tokens.accent, 0.45), 2)
    else:
        rounded(p, box, DOT / 2, tokens.fill, tokens.fill_line)
        text(p, box, str(number), face, tokens.text2, CENTER)


class StepMark(Painted):
    """One step of a bar with the line to the next."""

    def __init__(self, look: Look, number: int, last: bool) -> None:
        super().__init__(look, "", (0, 44))
        self._number = number
        self._last = last
        self._step = Step("", "")

    @property
    def state(self) -> StepState:
        """How the step stands."""
        return self._step.state

    def set_short(self, short: bool) -> None:
        """The circle alone; the words are in the tooltip and in the tree."""
        if short:
            self.setFixedWidth(SHORT)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(QWIDGETSIZE_MAX)

    def set_step(self, step: Step) -> None:
        """Show how the step stands."""
        self._step = step
        self.setToolTip(f"{step.title}: {step.detail}")
        self.setAccessibleName(f"{self._number}. {step.title}")
        self.setAccessibleDescription(step.detail)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Circle, two lines, connector."""
        look, tokens, step = self.look, self.look.tokens, self._step
        cy = self.height() / 2
        paint_step_dot(p, look, 4, cy, self._number, step.state)
        if self.width() <= SHORT:
            return
        detail = look.font("caption")
        left, room = 44.0, self.width() - 50
        large, small = (
            ("body-medium", "caption-medium") if step.state == "waiting" else ("body-strong", "caption-strong")
        )
        title = look.font(large if text_width(step.title, look.font(large)) <= room else small)
        quiet = tokens.text2 if step.state == "waiting" else tokens.text
        text(p, QRectF(left, cy - 19, room, 20), step.title, title, quiet)
        text(p, QRectF(left, cy + 1, room, 18), step.detail, detail, _detail_color(tokens, step.state))
        start = left + max(text_width(step.title, title), text_width(step.detail, detail)) + 16
        if not self._last and self.width() - 12 - start > 10:
            line = tokens.pos if step.state == "done" else tokens.track
            rounded(p, QRectF(start, cy - 1, self.width() - 12 - start, 2), 1, line)


def _detail_color(tokens: Tokens, state: StepState) -> QColor:
    return {"active": tokens.accent, "exception": tokens.warn}.get(state, tokens.text2)


class StepBar(GlassPanel):
    """A bar of steps on glass, 68 px high (56 compact)."""

    def __init__(self, look: Look, name: str, count: int) -> None:
        super().__init__(look, None, radius=16, padding=0)
        self.setAccessibleName(name)
        self.marks = [StepMark(look, number + 1, number == count - 1) for number in range(count)]
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(0)
        for mark in self.marks:
            row.addWidget(mark, 1)
        self.body.add_row(row, 1, inset=False)
        self._dress()
        look.follow(self._dress)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show how the steps stand. Raises ValueError when their number is another."""
        for mark, step in zip(self.marks, steps, strict=True):
            mark.set_step(step)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow bar names the step of now, and the others are circles."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < WORDS * len(self.marks)
        states = [mark.state for mark in self.marks]
        named = next((n for n, state in enumerate(states) if state in ("active", "exception")), len(states) - 1)
        for n, mark in enumerate(self.marks):
            mark.set_short(narrow and n != named)

    def _dress(self) -> None:
        self.setFixedHeight(self.look.pick(68, 56))


class ThinSteps(Painted):
    """Segments of 4 px with a word under each: the steps of signing in."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, 32))
        self._steps: tuple[Step, ...] = ()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show how the steps stand; the details are read out only."""
        self._steps = tuple(steps)
        self.setAccessibleDescription(", ".join(f"{step.title}: {step.detail}" for step in steps))
        self.update()

    def draw(self, p: QPainter) -> None:
        """Segments and words."""
        tokens = self.look.tokens
        gap = 8
        wide = (self.width() - gap * (len(self._steps) - 1)) / max(1, len(self._steps))
        # Four steps in long words have no room for icons; the segments say how each stands.
        widest = QFontMetricsF(self.look.font("caption-strong"))
        crowded = any(widest.horizontalAdvance(step.title) > wide - 20 for step in self._steps)
        for i, step in enumerate(self._steps):
            x = i * (wide + gap)
            done, active = step.state == "done", step.state == "active"
            rounded(p, QRectF(x, 0, wide, 4), 2, tokens.accent if done else tokens.track)
            if active:
                rounded(p, QRectF(x, 0, wide / 2, 4), 2, tokens.accent)
            face = self.look.font("caption-strong" if active else "caption-medium")
            left = 0 if crowded else 20
            if not crowded:
                icon, weight = ("check-circle", "fill") if done else ("circle-dashed", "bold")
                paint_icon(p, icon, x, 13, 15, tokens.accent if done else tokens.text2, weight)
            words = QRectF(x + left, 11, wide - left, 18)
            text(p, words, step.title, face, tokens.text if active else tokens.text2)
