"""A few choices side by side, one of them chosen, each with its key. Source: LOOK 6."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from teller_app.glass.look import Look
from teller_app.glass.motion import PILL_MS, Glide
from teller_app.glass.paint import LEFT, dim, keycap, keycap_width, paint_icon, rounded, text, text_width
from teller_app.glass.painted_button import KEYBOARD_REASONS
from teller_app.glass.shadow import draw_shadow
from teller_app.glass.tokens import Shadow

GUTTER = 4
INSET = 3
ICON_PX = 16
HEIGHTS, LOW = (36, 32), (32, 28)
"""Of the track, and of one that stands beside a title."""
KEY_HEIGHT = 18


class Segment(msgspec.Struct, frozen=True):
    """One choice: label, optional icon, optional key as shown."""

    label: str
    icon: str | None = None
    key: str | None = None


class Segmented(QTabBar):
    """A real tab bar (page tabs for a screen reader, arrows for the keyboard) that paints itself.

    Follow ``currentChanged(int)``; ``name`` says what is being chosen. ``low``: beside the title of a panel.
    """

    gutter = GUTTER

    def __init__(
        self, look: Look, segments: Sequence[Segment | str], name: str = "", expand: bool = False, low: bool = False
    ) -> None:
        super().__init__()
        self.look = look
        self._heights = LOW if low else HEIGHTS
        self._by_keyboard = False
        self._segments: list[Segment] = []
        self._chosen = 0
        self._glide = Glide(self, look, PILL_MS, self.update)
        self.setDrawBase(False)
        self.setExpanding(expand)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(name)
        wide = QSizePolicy.Policy.Expanding if expand else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_segments(segments)
        look.follow(self._refresh)

    def set_segments(self, segments: Sequence[Segment | str]) -> None:
        """Replace the choices; keeps the chosen place when it still exists."""
        chosen = max(0, self.currentIndex())
        # Qt asks for sizes while tabs go: the old choices stay until the last of them is gone.
        while self.count():
            self.removeTab(0)
        self._segments = [item if isinstance(item, Segment) else Segment(item) for item in segments]
        for segment in self._segments:
            index = self.addTab(segment.label)
            self.setTabToolTip(index, f"{segment.label} ({segment.key})" if segment.key else segment.label)
        if self._segments:
            self.setCurrentIndex(min(chosen, len(self._segments) - 1))
        self._refresh()

    def set_label(self, index: int, label: str) -> None:
        """Another label for one choice ("Held 1")."""
        old = self._segments[index]
        if label == old.label:
            return
        self._segments[index] = Segment(label, old.icon, old.key)
        self.setTabText(index, label)
        self._refresh()

    def tabSizeHint(self, index: int) -> QSize:
        """The pill, and at both ends the inset of the track and the gutter."""
        ends = (index == 0) + (index == len(self._segments) - 1)
        return QSize(
            round(self._content_width(self._segments[index]) + 24 + ends * (GUTTER + INSET)), self._track_height() + 6
        )

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A label is never cut."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """All choices side by side."""
        width = sum(self.tabSizeHint(index).width() for index in range(len(self._segments)))
        return QSize(width, self._track_height() + 6)

    def minimumSizeHint(self) -> QSize:
        """A label is never cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether a key brought the focus."""
        self._by_keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, pill, labels."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.look.tokens
        track = QRectF(self.rect()).adjusted(GUTTER, 3, -GUTTER, -3)
        rounded(p, track, 10, tokens.well if tokens.dark else tokens.fill, tokens.well_line if tokens.dark else None)
        self._draw_pill(p)
        for index, segment in enumerate(self._segments):
            dim(p, self.isEnabled() and self.isTabEnabled(index))
            self._draw_segment(p, self._pill(index), segment, index == self.currentIndex())

    def _pill(self, index: int) -> QRectF:
        box = QRectF(self.tabRect(index))
        left = GUTTER + INSET if index == 0 else 0
        right = GUTTER + INSET if index == len(self._segments) - 1 else 0
        return QRectF(box.left() + left, 3 + INSET, box.width() - left - right, self.height() - 2 * (3 + INSET))

    def _draw_pill(self, p: QPainter) -> None:
        """It glides from the choice before; the words are where they will be at once."""
        if not self._segments:
            return
        if self._chosen != self.currentIndex():
            # Seen here, because a choice that is set with blocked signals tells nobody.
            self._chosen = self.currentIndex()
            self._glide.to(float(max(0, self._chosen)), jump=not self.isVisible())
        tokens, pill = self.look.tokens, self._gliding_pill()
        dim(p, self.isEnabled())
        draw_shadow(p, pill, 7, Shadow(tokens.pill_shadow, 6, 1), self.devicePixelRatioF())
        rounded(p, pill, 7, tokens.pill, tokens.pill_line)
        if self.hasFocus() and self._by_keyboard:
            rounded(p, pill.adjusted(-1, -1, 1, 1), 8, None, tokens.focus, 2)

    def _gliding_pill(self) -> QRectF:
        at = min(self._glide.value, len(self._segments) - 1)
        first, second, share = self._pill(int(at)), self._pill(min(int(at) + 1, len(self._segments) - 1)), at % 1
        left = first.left() + (second.left() - first.left()) * share
        return QRectF(left, first.top(), first.width() + (second.width() - first.width()) * share, first.height())

    def _draw_segment(self, p: QPainter, pill: QRectF, segment: Segment, active: bool) -> None:
        tokens = self.look.tokens
        ink = tokens.text if active else tokens.text2
        x = pill.left() + (pill.width() - self._content_width(segment)) / 2
        middle = pill.center().y()
        if segment.icon:
            color, weight = (tokens.accent, "bold") if active else (ink, "regular")
            self._draw_icon(p, segment.icon, x, middle, color, weight)
            x += ICON_PX + 6
        face = self.look.font("body-strong" if active else "body-medium")
        width = text_width(segment.label, self.look.font("body-strong"))
        text(p, QRectF(x, pill.top(), width + 2, pill.height()), segment.label, face, ink, LEFT, False)
        if segment.key:
            keycap(p, self.look, x + width + 8, middle, segment.key, height=KEY_HEIGHT, lit=active)

    def _draw_icon(self, p: QPainter, name: str, x: float, middle: float, color: QColor, weight: str) -> None:
        paint_icon(p, name, round(x), round(middle - ICON_PX / 2), ICON_PX, color, weight)

    def _content_width(self, segment: Segment) -> float:
        icon = ICON_PX + 6 if segment.icon else 0
        key = keycap_width(self.look, segment.key, KEY_HEIGHT) + 8 if segment.key else 0
        return text_width(segment.label, self.look.font("body-strong")) + icon + key

    def _track_height(self) -> int:
        return self.look.grown(self.look.pick(*self._heights))

    def _refresh(self) -> None:
        # QTabBar lays its tabs out again only when something about them changes: a font will do.
        self.setFont(self.look.font("body-strong"))
        self.updateGeometry()
        self.update()
