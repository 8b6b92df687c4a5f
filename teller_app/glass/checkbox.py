"""A check box of 18 px with its label; Space toggles it. Source: LOOK 6."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, alpha, dim, paint_icon, rounded, text, text_width
from teller_app.glass.painted_button import KEYBOARD_REASONS

SIDE = 18
GUTTER = 4
GAP = 10
HEIGHT = 28


class Checkbox(QCheckBox):
    """A real QCheckBox (its role and state reach a screen reader) that paints itself."""

    gutter = GUTTER

    def __init__(self, look: Look, label: str, checked: bool = False) -> None:
        super().__init__(label)
        self.look = look
        self._by_keyboard = False
        self.setChecked(checked)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.follow(self._refresh)

    def mark_width(self) -> int:
        """Width of the box, or of the switch in ``Toggle``."""
        return SIDE

    def sizeHint(self) -> QSize:
        """Mark, gap, label and the gutter."""
        label = text_width(self.text(), self.look.font("body-medium")) + GAP if self.text() else 0
        return QSize(round(self.mark_width() + label + 0.5) + 2 * GUTTER, self.look.grown(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A label is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Label and mark both toggle."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether a key brought the focus."""
        self._by_keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, ring, label."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        box = self._mark_box()
        self.draw_mark(p, box)
        self._draw_touch(p, self.ring_box(box))
        if self.hasFocus() and self._by_keyboard:
            rounded(
                p, self.ring_box(box).adjusted(-3, -3, 3, 3), self.mark_radius() + 3, None, self.look.tokens.focus, 2
            )
        left = box.right() + GAP
        label = QRectF(left, 0, self.width() - left, self.height())
        text(p, label, self.text(), self.look.font("body-medium"), self.look.tokens.text, LEFT)

    def mark_radius(self) -> float:
        """Corner radius of the mark."""
        return 5.0

    def ring_box(self, box: QRectF) -> QRectF:
        """What the focus ring lies around."""
        return box

    def draw_mark(self, p: QPainter, box: QRectF) -> None:
        """The box, with a check when on."""
        tokens = self.look.tokens
        if self.isChecked():
            rounded(p, box, 5, tokens.accent_fill, alpha(tokens.on_accent, 0.25), 1.2)
            paint_icon(p, "check", box.left() + 3, box.top() + 3, SIDE - 6, tokens.on_accent, "bold")
        else:
            rounded(p, box, 5, tokens.well, tokens.well_base, 1.2)

    def _draw_touch(self, p: QPainter, box: QRectF) -> None:
        """Filled marks become lighter under the mouse and darker when pressed, empty ones are filled as buttons are."""
        tokens, radius = self.look.tokens, self.mark_radius()
        if self.isDown():
            rounded(p, box, radius, alpha(QColor("black"), 0.12) if self.isChecked() else tokens.fill_press)
        elif self.underMouse() and self.isEnabled():
            rounded(p, box, radius, alpha(tokens.on_accent, 0.10) if self.isChecked() else tokens.fill_hover)

    def _mark_box(self) -> QRectF:
        height = 22 if self.mark_width() > SIDE else SIDE
        return QRectF(GUTTER, round((self.height() - height) / 2), self.mark_width(), height)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
