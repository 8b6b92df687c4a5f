"""A switch of 36 x 22 px for things that take effect at once. Source: LOOK 6."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.checkbox import GAP, GUTTER, Checkbox
from teller_app.glass.look import Look
from teller_app.glass.motion import PILL_MS, Glide
from teller_app.glass.paint import alpha, paint_icon, rounded, vertical

WIDTH = 36
KNOB = 18
TRAVEL = 14
ICON_PX = 16


class Toggle(Checkbox):
    """Checked is on. An ``icon`` may stand between the switch and the label."""

    def __init__(self, look: Look, label: str, checked: bool = False, icon: str | None = None) -> None:
        self._icon = icon
        super().__init__(look, label, checked)
        self._glide = Glide(self, look, PILL_MS, self.update, float(checked))
        self.toggled.connect(self._moved)

    def mark_width(self) -> int:
        """The switch, and the icon when there is one."""
        return WIDTH + (GAP - 4 + ICON_PX if self._icon else 0)

    def mark_radius(self) -> float:
        """Half its height."""
        return 11.0

    def ring_box(self, box: QRectF) -> QRectF:
        """The track, without the icon."""
        return QRectF(GUTTER, box.top(), WIDTH, box.height())

    def draw_mark(self, p: QPainter, box: QRectF) -> None:
        """Track, knob, icon."""
        tokens = self.look.tokens
        track = self.ring_box(box)
        if self.isChecked():
            fill = vertical(track, (0, tokens.accent_fill), (1, tokens.accent_fill2))
            rounded(p, track, 11, fill, alpha(tokens.on_accent, 0.20))
        else:
            rounded(p, track, 11, tokens.track, tokens.well_base)
        knob = QRectF(track.left() + 2 + TRAVEL * self._glide.value, track.top() + 2, KNOB, KNOB)
        rounded(p, knob, KNOB / 2, tokens.on_accent, alpha(tokens.text if not tokens.dark else tokens.solid, 0.12))
        if self._icon:
            x, y = track.right() + GAP - 4, round(track.center().y() - ICON_PX / 2)
            paint_icon(p, self._icon, x, y, ICON_PX, tokens.text2, "regular")

    def _moved(self, on: bool) -> None:
        self._glide.to(float(on), jump=not self.isVisible())
