"""The items of the sidebar: navigation, the card that says what is sent, the card of who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent

from teller_app.glass.avatar import Presence, paint_avatar
from teller_app.glass.bar_button import paint_count
from teller_app.glass.figures import tile_fill
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, alpha, paint_icon, ratio_of, rounded, text, text_width, tone, vertical
from teller_app.glass.painted import Painted
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.shadow import draw_shadow
from teller_app.glass.tokens import Shadow
from teller_app.glass.wrap import paragraph, wrapped

_WHITE = QColor("#FFFFFF")
NAV_HIGH, NAV_LEAST = 40, 28
"""An item of the navigation, in px: as it should be, and the least that a finger or a pointer meets (LOOK 9)."""
LINE = 18
"""Line box of the cards at the foot, in px."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to go: its key, icon, label, and the key on the keyboard that goes there ("" for none)."""

    key: str
    icon: str
    label: str
    shortcut: str = ""


class NavButton(PaintedButton):
    """An item of 40 px, or less where the sidebar is low: a white glass pill and a filled icon when it is where one is."""

    def __init__(self, look: Look, item: NavItem) -> None:
        super().__init__(look, item.label, (0, NAV_HIGH))
        self.item = item
        self._badge = ""
        self._placed = False
        self.setCheckable(True)
        self.toggled.connect(self._toggled)
        self.setToolTip(f"{item.label} · {item.shortcut}" if item.shortcut else item.label)

    def nextCheckState(self) -> None:
        """Where one is changes when the place changes, never by the click itself."""

    def setChecked(self, on: bool) -> None:
        """Where one is now."""
        self._placed = True
        super().setChecked(on)
        self._placed = False

    def _toggled(self, on: bool) -> None:
        # A screen reader toggles what is checkable instead of clicking it: it wants to go there.
        if not self._placed:
            self.setChecked(not on)
            self.clicked.emit()

    def set_badge(self, badge: str, words: str = "") -> None:
        """A count, and the same in words."""
        if (badge, words or badge) == (self._badge, self.accessibleDescription()):
            return
        self._badge = badge
        self.setAccessibleDescription(words or badge)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Pill, icon, label, badge; icon and badge alone on the rail."""
        look, tokens = self.look, self.look.tokens
        box = QRectF(self.rect())
        active = self.isChecked()
        if active:
            _active_pill(p, box, look)
        else:
            self.draw_hover(p, box, 11)
        color = tokens.accent if active else tokens.text2
        left = box.center().x() - 10 if look.compact else box.left() + 12
        paint_icon(
            p, self.item.icon, round(left), round(box.height() / 2) - 10, 20, color, "fill" if active else "regular"
        )
        if not look.compact:
            room = box.width() - 44 - (36 if self._badge else 8)
            text(p, QRectF(44, 0, room, box.height()), self.item.label, self._face(room), tokens.text)
        if self._badge:
            self._draw_badge(p, box)
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 11)

    def _face(self, room: float) -> QFont:
        """One size smaller where a language needs it; a place's name is never cut."""
        weight = "strong" if self.isChecked() else "medium"
        large = self.look.font(f"body-{weight}")
        return large if text_width(self.item.label, large) <= room else self.look.font(f"caption-{weight}")

    def _draw_badge(self, p: QPainter, box: QRectF) -> None:
        look, tokens = self.look, self.look.tokens
        if look.compact:
            paint_count(p, look, box.right() + 1, 3, self._badge)
            return
        wide = max(20.0, text_width(self._badge, look.font("key")) + 10)
        pill = QRectF(box.right() - wide - 10, box.center().y() - 10, wide, 20)
        rounded(p, pill, 10, tokens.neg_soft)
        text(p, pill, self._badge, look.font("key"), tokens.neg, CENTER, False)


def _active_pill(p: QPainter, box: QRectF, look: Look) -> None:
    dark = look.dark
    shadow = Shadow(alpha(QColor("#000000"), 0.20 if dark else 0.08), 8, 2)
    draw_shadow(p, box, 11, shadow, ratio_of(p))
    rounded(p, box, 11, alpha(_WHITE, 0.135 if dark else 0.88))
    stops = ((0.0, 0.34), (0.5, 0.10), (1.0, 0.12)) if dark else ((0.0, 1.0), (0.5, 0.7), (1.0, 0.7))
    rounded(p, box, 11, None, vertical(box, *((at, alpha(_WHITE, share)) for at, share in stops)))


class SyncCard(Painted):
    """The connection once more, in words: what waits and when it was last in step. The rail has no room for words."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, 56))
        self._icon, self._tone, self._title, self._detail = "cloud-check", "pos", "", ""

    def set_words(self, icon: str, tone_name: str, title: str, detail: str) -> None:
        """ "All postings sent", "Last sync 09:47:12"."""
        if (icon, tone_name, title, detail) == (self._icon, self._tone, self._title, self._detail):
            return
        self._icon, self._tone, self._title, self._detail = icon, tone_name, title, detail
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setToolTip(f"{title} · {detail}" if detail else title)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Two lines, and more where a language needs them."""
        return QSize(0, 20 + LINE * (len(self._lines(True)) + len(self._lines(False))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _lines(self, title: bool) -> list[str]:
        face = self.look.font("caption-strong" if title else "caption")
        return wrapped(self._title if title else self._detail, face, max(60, self.width() - 54), 2) or [""]

    def draw(self, p: QPainter) -> None:
        """Soft tile, icon, the lines."""
        look = self.look
        fg, soft = tone(look.tokens, self._tone)
        box = QRectF(self.rect())
        rounded(p, box, 14, soft, alpha(fg, 0.24))
        paint_icon(p, self._icon, 14, box.center().y() - 10, 20, fg, "bold")
        wide, below = box.width() - 54, 9 + 1 + LINE * len(self._lines(True))
        strong, plain = look.font("caption-strong"), look.font("caption")
        paragraph(p, QRectF(46, 9, wide, 40), self._title, strong, look.tokens.text, 2, LINE)
        paragraph(p, QRectF(46, below, wide, 40), self._detail, plain, look.tokens.text2, 2, LINE)


class UserCard(PaintedButton):
    """Who is signed in; pressing it opens what can be done about that. An avatar alone on the rail."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, 52))
        self._line, self._initials, self._number = "", "", ""
        self._presence: Presence = ""

    def set_user(self, name: str, line: str, initials: str, number: str, presence: Presence = "on") -> None:
        """ "Efua Owusu", "Teller 04 · Makola"; ``number`` is the staff number that decides the hue."""
        if (name, line, initials, number, presence) == (
            self.text(), self._line, self._initials, self._number, self._presence,
        ):  # fmt: skip
            return
        self.setText(name)
        self._line, self._initials, self._number, self._presence = line, initials, number, presence
        self.setAccessibleName(name)
        self.setAccessibleDescription(line)
        self.setToolTip(f"{name} · {line}" if line else name)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Two lines; a third where a language needs it."""
        return QSize(0, 52 + (0 if self.look.compact else LINE * (len(self._lines()) - 1)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, never low."""
        return QSize(28, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _lines(self) -> list[str]:
        return wrapped(self._line, self.look.font("caption"), max(60, self.width() - 84), 2) or [""]

    def draw(self, p: QPainter) -> None:
        """Tile, avatar, two lines."""
        look, tokens = self.look, self.look.tokens
        box = QRectF(self.rect())
        if look.compact:
            left = box.center().x() - 18
            paint_avatar(p, look, left, 8, 36, self._initials, self._number, self._presence)
            self.draw_ring(p, QRectF(left - 3, 5, 42, 42), 21)
            return
        rounded(p, box, 14, tile_fill(look), tokens.fill_line)
        self.draw_hover(p, box, 14)
        paint_avatar(p, look, 8, 8, 36, self._initials, self._number, self._presence)
        wide = box.width() - 84
        text(p, QRectF(54, 8, wide, 18), self.text(), look.font("body-strong"), tokens.text)
        paragraph(p, QRectF(54, 26, wide, 40), self._line, look.font("caption"), tokens.text2, 2, LINE)
        paint_icon(p, "caret-up-down", box.right() - 26, round(box.center().y() - 8), 16, tokens.text3, "bold")
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 14)
