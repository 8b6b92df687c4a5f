"""Toasts: short news at the lower right that need no answer. At most three; errors stay until they are closed.

They stand above the F-key bar and never on a filled button: what moves money stays in sight and in reach. In the compact
density they are as narrow as the right column, so that they do not cover the form; long words go on to more lines.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import ICONS
from teller_app.glass.button import FILLED, GlassButton
from teller_app.glass.floating import SHADOW_ROOM, FloatingPane, picture_of
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.motion import Slide
from teller_app.glass.paint import CENTER, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.wrap import lines_height

SHOWN_MAX = 3
STAYS_MS = 5000
IN_MS, OUT_MS = 180, 120
HEIGHT = 60
GAP = 8
WIDTH_MIN, WIDTH_MAX = (360, 330), (500, 330)
EDGE = (28, 20)
BODY_LINES_MAX = 4
BODY_ROLE = "caption"
BESIDE = 54 + 52
"""What icon and cross take of the width."""


class ToastWords(msgspec.Struct, frozen=True):
    """What a toast says. One action at most, with its key; ``stays`` keeps it until it is closed (errors always do)."""

    title: str
    body: str = ""
    tone: str = "pos"
    icon: str = ""
    action: str = ""
    action_key: str = ""
    stays: bool = False


class LinkButton(PaintedButton):
    """Words in accent, or an icon: the action and the cross of a toast."""

    def __init__(self, look: Look, name: str, shown: str = "", icon: str = "") -> None:
        super().__init__(look, name, (28, 28))
        self._shown = shown
        self._icon = icon
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        wide = text_width(self._shown, self.look.font("caption-strong")) + 12 if self._shown else 28
        return QSize(round(wide), 28)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def draw(self, p: QPainter) -> None:
        """Words or icon."""
        tokens = self.look.tokens
        box = QRectF(self.rect())
        self.draw_hover(p, box, 8)
        if self._shown:
            text(p, box, self._shown, self.look.font("caption-strong"), tokens.accent, CENTER, False)
        else:
            paint_icon(
                p, self._icon, round(box.center().x() - 7), round(box.center().y() - 7), 14, tokens.text2, "bold"
            )
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 8)


class Toast(FloatingPane):
    """One toast. ``done`` is called when it has gone, ``act`` when its action is pressed."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        words: ToastWords,
        close_name: str,
        done: Callable[[Toast], None],
        act: Callable[[], None] | None,
    ) -> None:
        super().__init__(look, window, 16)
        self.words = words
        self._done = done
        self._act = act
        self.stays = words.stays or words.tone == "neg"
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.dismiss)
        self._slide = Slide(self, look, (IN_MS, OUT_MS), self._arrived)
        self._leaving = False
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.body)
        self._fill(look, words, close_name)

    def _fill(self, look: Look, words: ToastWords, close_name: str) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(Elided(look, words.title, "body-strong", lines=2))
        if words.body:
            lines.addWidget(Elided(look, words.body, BODY_ROLE, "text2", lines=BODY_LINES_MAX))
        lines.addStretch(1)
        row = QHBoxLayout(self.pane)
        row.setContentsMargins(54, 0, 10, 0)
        row.setSpacing(4)
        row.addLayout(lines, 1)
        if words.action:
            shown = f"{words.action}  {words.action_key}".strip()
            action = LinkButton(look, words.action, shown)
            action.clicked.connect(self.act)
            row.addWidget(action)
        cross = LinkButton(look, close_name, icon="x")
        cross.clicked.connect(self.dismiss)
        row.addWidget(cross)

    def wanted_width(self) -> int:
        """Wide enough for its words, within the bounds of the density."""
        look, words = self.look, self.words
        first = text_width(words.title, look.font("body-strong"))
        lines = max(first, text_width(words.body, look.font("caption")))
        return round(min(look.pick(*WIDTH_MAX), max(look.pick(*WIDTH_MIN), BESIDE + lines + self._action_width())))

    def wanted_height(self, wide: int) -> int:
        """60 px, and more where title or body need more lines."""
        look, words = self.look, self.words
        room = wide - BESIDE - self._action_width()
        title = lines_height(words.title, look.font("body-strong"), room, 2)
        body = lines_height(words.body, look.font(BODY_ROLE), room, BODY_LINES_MAX)
        return max(HEIGHT, title + body + 24)

    def _action_width(self) -> float:
        words = self.words
        if not words.action:
            return 0.0
        return text_width(f"{words.action}  {words.action_key}", self.look.font("caption-strong")) + 16

    def start(self) -> None:
        """Show it, say it to screen readers, and let the time run."""
        self.show()
        self.raise_()
        self._slide.come(QPoint(self._window.width(), self.y()))
        # Its enumerations take a start longer than all else of this file.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if not self.stays:
            self._timer.start()

    def act(self) -> None:
        """Do its action, then go."""
        if self._act is not None:
            self._act()
        self.dismiss()

    def dismiss(self, at_once: bool = False) -> None:
        """Go: out of the list now, out of sight when it has slid away."""
        if self._leaving:
            return
        self._leaving = True
        self._timer.stop()
        self._done(self)
        if at_once or not self.isVisible():
            self._arrived()
        else:
            self._slide.go(QPoint(self._window.width(), self.y()))

    def shift(self, rect: QRect, before: QPixmap) -> None:
        """Move to another place; one that is still sliding in is there at once."""
        self._slide.stop()
        super().shift(rect, before)

    def _arrived(self) -> None:
        if self._leaving:
            self.hide()
            self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Nothing vanishes under the mouse."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The time runs again."""
        if not self.stays and self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pane, tone bar, icon."""
        super().paintEvent(event)
        p = QPainter(self)
        fg, _ = tone(self.look.tokens, self.words.tone)
        left, top = float(SHADOW_ROOM), float(SHADOW_ROOM)
        rounded(p, QRectF(left, top + 16, 3, self.height() - 2 * SHADOW_ROOM - 32), 1.5, fg)
        icon = self.words.icon or ICONS.get(self.words.tone, "info")
        paint_icon(p, icon, left + 18, top + 19, 22, fg, "fill")


class ToastStack(QObject):
    """The toasts of one window, newest at the bottom, above the F-key bar (``bottom`` px from the window's edge)."""

    def __init__(self, look: Look, window: QWidget, close_name: str, bottom: int = 80) -> None:
        super().__init__(window)
        self.look = look
        self.toasts: list[Toast] = []
        self._window = window
        self.close_name = close_name
        self._bottom = bottom
        window.installEventFilter(self)

    def show_toast(self, words: ToastWords, act: Callable[[], None] | None = None) -> Toast:
        """Show news; the oldest goes when there would be four."""
        while len(self.toasts) >= SHOWN_MAX:
            self.toasts[0].dismiss()
        before = picture_of(self._window)
        toast = Toast(self.look, self._window, words, self.close_name, self._gone, act)
        self.toasts.append(toast)
        self._arrange(before)
        toast.start()
        return toast

    def drop(self) -> None:
        """The newest goes: what stays until it is closed can be closed without a mouse."""
        if self.toasts:
            self.toasts[-1].dismiss()

    def clear(self) -> None:
        """All go at once: somebody else signs in."""
        for toast in list(self.toasts):
            toast.dismiss(at_once=True)

    def _gone(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            self._arrange(picture_of(self._window))

    def _arrange(self, before: QPixmap) -> None:
        bottom = self._window.height() - self._bottom
        for toast in reversed(self.toasts):
            wide = toast.wanted_width()
            high = toast.wanted_height(wide)
            left = self._window.width() - self.look.pick(*EDGE) - wide
            place = self._clear_of_buttons(QRect(left, bottom - high, wide, high))
            toast.shift(place, before)
            bottom = place.top() - GAP

    def _clear_of_buttons(self, place: QRect) -> QRect:
        """The place, or one above the filled buttons that it would cover."""
        for taken in sorted(self._filled(), key=lambda rect: -rect.top()):
            if place.intersects(taken):
                place.moveBottom(taken.top() - GAP)
        return place

    def _filled(self) -> list[QRect]:
        """Where the filled buttons of the page are; those in layers above it are not on the page."""
        return [
            QRect(button.mapTo(self._window, QPoint(0, 0)), button.size())
            for button in self._window.findChildren(GlassButton)
            if button.kind in FILLED and button.isVisible() and not _floats(button)
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window's size changes."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.toasts:
            QTimer.singleShot(0, self, lambda: self._arrange(picture_of(self._window)))
        return super().eventFilter(watched, event)


def _floats(widget: QWidget | None) -> bool:
    while widget is not None:
        if isinstance(widget, FloatingPane):
            return True
        widget = widget.parentWidget()
    return False
