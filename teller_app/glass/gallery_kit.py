"""What the sheets of the gallery share: controls that hold a pose, and rows. A still picture has no mouse and one focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.select import Select
from teller_app.glass.window import GlassWindow

EDGE = 16

type Columns = Sequence[Sequence[tuple[GlassPanel, int]]]
"""Panels with their heights in px, 0 for a share of what is left."""


class Posed(GlassButton):
    """A button that shows a state without being in it."""

    _posed = ""

    def pose(self, state: str) -> None:
        """rest, hover, pressed, focus, disabled or busy."""
        self._posed = state
        self.setDown(state == "pressed")
        self.set_busy(state == "busy")
        self.set_blocked("Only after the count is submitted." if state == "disabled" else "")
        self.update()

    @property
    def ringed(self) -> bool:
        """The ring of the pose."""
        return self._posed == "focus" or super().ringed

    def _hover_share(self) -> float:
        return 1.0 if self._posed == "hover" else super()._hover_share()


class PosedSelect(Select):
    """A choice that shows the focus without having it."""

    _posed = ""

    def pose(self, state: str) -> None:
        """rest or focus."""
        self._posed = state
        self.update()

    def hasFocus(self) -> bool:
        """As posed."""
        return self._posed == "focus" or super().hasFocus()


class PosedSegmented(Segmented):
    """Segments that show the ring of the keyboard."""

    def __init__(self, look: Look, segments: Sequence[Segment | str], name: str) -> None:
        super().__init__(look, segments, name)
        self._by_keyboard = True

    def hasFocus(self) -> bool:
        """As posed."""
        return True


def row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side, the rest of the line empty."""
    line = QHBoxLayout()
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def in_columns(window: GlassWindow, columns: Columns) -> None:
    """Panels under each other in columns of one width, 16 px apart."""
    line = QHBoxLayout(window)
    line.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    line.setSpacing(EDGE)
    for panels in columns:
        column = QVBoxLayout()
        column.setSpacing(EDGE)
        for panel, tall in panels:
            # Columns of one width, whatever stands in them.
            panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if tall:
                panel.setFixedHeight(tall)
            column.addWidget(panel, 0 if tall else 1)
        line.addLayout(column, 1)


def stacked(window: GlassWindow, makers: Sequence[Callable[[Look], GlassPanel]]) -> None:
    """Panels over the whole width under each other; the first takes what is left."""
    column = QVBoxLayout(window)
    column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    column.setSpacing(EDGE)
    for at, make in enumerate(makers):
        column.addWidget(make(window.look), 0 if at else 1)
