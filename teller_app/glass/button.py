"""The button: filled where money moves, glass or ghost everywhere else; its key stands on it. Source: LOOK 1, 6."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.icons import icon_pixmap
from teller_app.glass.look import Look
from teller_app.glass.motion import HOVER_MS, Glide, mix
from teller_app.glass.paint import (
    LEFT,
    alpha,
    dim,
    keycap,
    keycap_width,
    paint_icon,
    rounded,
    text,
    text_width,
    vertical,
)
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.shadow import draw_shadow
from teller_app.glass.tokens import Shadow

KINDS = ("primary", "secondary", "ghost", "danger", "success", "decline")
HEIGHTS = {"s": (28, 28), "m": (36, 32), "l": (44, 40)}
GUTTER = 4
PADDING = 14
ICON_PX = 16
SPIN_MS = 40
SPIN_DEGREES = 15
FILLED = {"primary": ("accent_fill", "accent_fill2"), "danger": ("neg_fill", "neg_fill"), "success": ("pos_fill",) * 2}


class GlassButton(PaintedButton):
    """``kind`` is one of KINDS, ``size`` s, m or l; ``key`` is the shortcut as shown ("F9", "Ctrl+P"). A ``pill`` is round at its ends:
    one of several words to choose from.

    The button shows its key and names it in tooltip and accessible description; the screen binds it.
    """

    gutter = GUTTER

    def __init__(
        self,
        look: Look,
        text: str,
        kind: str = "secondary",
        icon: str | None = None,
        key: str | None = None,
        size: str = "m",
        expand: bool = False,
        pill: bool = False,
    ) -> None:
        super().__init__(look, text)
        self._pill = pill
        if kind not in KINDS or size not in HEIGHTS:
            raise ValueError(f"unknown kind {kind!r} or size {size!r}")
        self._kind = kind
        self._icon = icon
        self._key = key
        self._size = size
        self._reason = ""
        self._busy = False
        self._angle = 0
        self._hover = Glide(self, look, HOVER_MS, self.update)
        self._spin = QTimer(self, interval=SPIN_MS)
        self._spin.timeout.connect(self._turn)
        wide = QSizePolicy.Policy.Expanding if expand else QSizePolicy.Policy.Maximum
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return self._kind

    @property
    def busy(self) -> bool:
        """True while the act runs: presses are ignored, so that nothing posts twice."""
        return self._busy

    def set_text(self, text: str) -> None:
        """Another label ("Post" becomes "Queue" offline)."""
        if text == self.text() == self.accessibleName():
            return
        self.setText(text)
        self.setAccessibleName(text)
        self._describe()
        self.refresh()

    def set_kind(self, kind: str) -> None:
        """Another kind: the filled act of a screen may change."""
        if kind != self._kind:
            self._kind = kind
            self.update()

    def set_icon(self, icon: str | None) -> None:
        """Another icon, or none."""
        if icon != self._icon:
            self._icon = icon
            self.refresh()

    def set_key(self, key: str | None) -> None:
        """Another shortcut, as shown."""
        if key != self._key:
            self._key = key
            self._describe()
            self.refresh()

    def set_chosen(self, chosen: bool) -> None:
        """Lit, and read out as checked: what it says is already taken. Its press changes nothing of that, the state does."""
        self.setCheckable(True)
        if chosen != self.isChecked():
            self.setChecked(chosen)
            self.refresh()

    def nextCheckState(self) -> None:
        """What is chosen is said by the state, not by a press."""

    def set_blocked(self, reason: str) -> None:
        """Disable with a reason for tooltip and screen reader; an empty reason enables."""
        self._reason = reason
        self.setEnabled(not reason)
        self._describe()

    def set_busy(self, busy: bool) -> None:
        """Show a spinner in place of the icon and ignore presses; the width stays."""
        if busy == self._busy:
            return
        self._busy = busy
        self._angle = 0
        if busy and not self.look.reduced_motion:
            self._spin.start()
        else:
            self._spin.stop()
        self.update()

    def click(self) -> None:
        """Press by shortcut or code; ignored while busy."""
        if not self._busy:
            super().click()

    def hitButton(self, pos: QPoint) -> bool:
        """The painted box, not its gutter; nothing while busy."""
        return not self._busy and self.box().contains(QPointF(pos))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press, except while busy."""
        pressing = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (self._busy and pressing):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Glide to the hover fill."""
        super().enterEvent(event)
        self._hover.to(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        """Glide back."""
        super().leaveEvent(event)
        self._hover.to(0.0)

    def box(self) -> QRectF:
        """The painted box inside the gutter."""
        return QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)

    def sizeHint(self) -> QSize:
        """Label, icon, key and padding, and the gutter around."""
        padding = 2 * PADDING if self.text() else self._height() - ICON_PX
        return QSize(round(self._content_width() + padding) + 2 * GUTTER, self._height() + 2 * GUTTER)

    def minimumSizeHint(self) -> QSize:
        """A label is never cut; where the row is narrow its key gives way, which the tooltip names as well."""
        wanted = self.sizeHint()
        return QSize(wanted.width() - (round(self._key_width()) if self.text() else 0), wanted.height())

    def draw(self, p: QPainter) -> None:
        """Surface, focus ring, contents."""
        box = self.box()
        radius = box.height() / 2 if self._pill else 10 if self._height() >= 36 else 8
        ink = self._draw_filled(p, box, radius) if self._kind in FILLED else self._draw_glass(p, box, radius)
        self.draw_ring(p, QRectF(self.rect()).adjusted(1, 1, -1, -1), radius + 3)
        dim(p, self.isEnabled())
        self._draw_content(p, box, ink)

    def _height(self) -> int:
        return self.look.grown(self.look.pick(*HEIGHTS[self._size]))

    def _content_width(self) -> float:
        label = text_width(self.text(), self.look.font("body-strong")) if self.text() else 0.0
        icon = (ICON_PX + (6 if self.text() else 0)) if self._icon else 0
        return label + icon + self._key_width()

    def _key_width(self) -> float:
        return keycap_width(self.look, self._key) + 10 if self._key else 0.0

    def _hover_share(self) -> float:
        return self._hover.value if self.isEnabled() and not self._busy else 0.0

    def _draw_filled(self, p: QPainter, box: QRectF, radius: float) -> QColor:
        tokens = self.look.tokens
        top, bottom = (QColor(getattr(tokens, name)) for name in FILLED[self._kind])
        if self._kind != "primary":
            bottom = bottom.darker(112)
        if self.isDown():
            top, bottom = top.darker(112), bottom.darker(112)
        else:
            top, bottom = (mix(color, color.lighter(110), self._hover_share()) for color in (top, bottom))
            if self.isEnabled():
                draw_shadow(p, box, radius, Shadow(alpha(top, tokens.glow_alpha), 14, 4), self.devicePixelRatioF())
        rounded(p, box, radius, vertical(box, (0, top), (1, bottom)))
        white = tokens.on_accent
        rim = vertical(box, (0, alpha(white, 0.38)), (0.5, alpha(white, 0.08)), (1, alpha(white, 0.10)))
        rounded(p, box, radius, None, rim)
        return white

    def _draw_glass(self, p: QPainter, box: QRectF, radius: float) -> QColor:
        tokens = self.look.tokens
        if self.isChecked():
            rounded(p, box, radius, tokens.accent_soft, tokens.accent_line)
            return tokens.accent
        ghost = self._kind == "ghost"
        rest = alpha(tokens.fill_hover, 0.0) if ghost else tokens.secondary
        fill = tokens.fill_press if self.isDown() else mix(rest, tokens.fill_hover, self._hover_share())
        rounded(p, box, radius, fill, None if ghost else tokens.fill_line)
        if not ghost and tokens.control_rim.alpha():
            low = alpha(tokens.control_rim, 0.03)
            rounded(p, box, radius, None, vertical(box, (0, tokens.control_rim), (0.45, low), (1, low)))
        return {"ghost": tokens.text2, "decline": tokens.neg}.get(self._kind, tokens.text)

    def _draw_content(self, p: QPainter, box: QRectF, ink: QColor) -> None:
        wide = self._content_width()
        keyed = wide <= box.width()
        x = box.left() + (box.width() - (wide if keyed else wide - self._key_width())) / 2
        middle = box.center().y()
        if self._icon:
            if self._busy:
                self._draw_spinner(p, QPointF(round(x) + ICON_PX / 2, round(middle)), ink)
            else:
                paint_icon(p, self._icon, round(x), round(middle - ICON_PX / 2), ICON_PX, ink, "bold")
            x += ICON_PX + (6 if self.text() else 0)
        if self.text():
            face = self.look.font("body-strong")
            width = text_width(self.text(), face)
            text(p, QRectF(x, box.top(), width + 2, box.height()), self.text(), face, ink, LEFT, False)
            x += width + 10
        if self._key and keyed:
            keycap(p, self.look, x, middle, self._key, self._kind in FILLED)

    def _draw_spinner(self, p: QPainter, center: QPointF, ink: QColor) -> None:
        picture = icon_pixmap("spinner-gap", ICON_PX, ink.rgba(), "bold", self.devicePixelRatioF())
        p.save()
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.translate(center)
        p.rotate(self._angle)
        p.drawPixmap(QPointF(-ICON_PX / 2, -ICON_PX / 2), picture)
        p.restore()

    def _turn(self) -> None:
        self._angle = (self._angle + SPIN_DEGREES) % 360
        self.update()

    def _describe(self) -> None:
        name = self.accessibleName()
        self.setToolTip(self._reason or (f"{name} ({self._key})" if self._key else name))
        self.setAccessibleDescription(" · ".join(part for part in (self._reason, self._key or "") if part))
