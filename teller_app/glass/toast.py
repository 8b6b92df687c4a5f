"""Toasts: short news at the lower right that need no answer. At most three; errors stay until they are closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import ICONS
from teller_app.glass.floating import SHADOW_ROOM, FloatingPane, picture_of
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted_button import PaintedButton

SHOWN_MAX = 3
STAYS_MS = 5000
HEIGHT = 60
GAP = 8
RIGHT_EDGE = 28
WIDTH_MIN, WIDTH_MAX = 360, 560


@dataclass(frozen=True, slots=True)
class ToastWords:
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
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.body)
        self._fill(look, words, close_name)

    def _fill(self, look: Look, words: ToastWords, close_name: str) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(Elided(look, words.title, "body-strong"))
        if words.body:
            lines.addWidget(Elided(look, words.body, "caption", "text2"))
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
        """Wide enough for its words, between 360 and 560 px."""
        look, words = self.look, self.words
        first = text_width(words.title, look.font("body-strong"))
        lines = max(first, text_width(words.body, look.font("caption")))
        action = (
            text_width(f"{words.action}  {words.action_key}", look.font("caption-strong")) + 16 if words.action else 0
        )
        return round(min(WIDTH_MAX, max(WIDTH_MIN, 54 + lines + action + 52)))

    def start(self) -> None:
        """Show it, say it to screen readers, and let the time run."""
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if not self.stays:
            self._timer.start()

    def act(self) -> None:
        """Do its action, then go."""
        if self._act is not None:
            self._act()
        self.dismiss()

    def dismiss(self) -> None:
        """Go."""
        self._timer.stop()
        self.hide()
        self._done(self)

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
        rounded(p, QRectF(left, top + 16, 3, HEIGHT - 32), 1.5, fg)
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

    def act_on_key(self, key: str) -> bool:
        """Do the newest toast's action that answers to this key; False when none does."""
        for toast in reversed(self.toasts):
            if toast.words.action and toast.words.action_key == key:
                toast.act()
                return True
        return False

    def clear(self) -> None:
        """All go: somebody else signs in."""
        for toast in list(self.toasts):
            toast.dismiss()

    def _gone(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            toast.deleteLater()
            self._arrange(picture_of(self._window))

    def _arrange(self, before: QPixmap) -> None:
        bottom = self._window.height() - self._bottom
        for toast in reversed(self.toasts):
            wide = toast.wanted_width()
            toast.shift(QRect(self._window.width() - RIGHT_EDGE - wide, bottom - HEIGHT, wide, HEIGHT), before)
            bottom -= HEIGHT + GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window's size changes."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.toasts:
            QTimer.singleShot(0, self, lambda: self._arrange(picture_of(self._window)))
        return super().eventFilter(watched, event)
