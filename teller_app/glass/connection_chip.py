"""The line to the server in words: online with its round trip, offline with what waits, reconnecting, signed out; held
is online with something that was not booked."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.spinner import Spinner

type LineState = Literal["online", "held", "offline", "reconnecting", "signed_out"]

HEIGHT = 32
_SHOWN: dict[str, tuple[str, str]] = {
    "online": ("pos", "wifi-high"),
    "held": ("neg", "warning"),
    "offline": ("warn", "cloud-slash"),
    "reconnecting": ("info", "arrows-clockwise"),
    "signed_out": ("mute", "lock"),
}


class ConnectionChip(QWidget):
    """``label`` is always shown; ``detail`` ("42 ms", "7 queued") stands right of a line, and goes when compact.

    A click (``pressed``) asks for what waits; the keyboard has a key of its own for it.
    """

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._state: LineState = "offline"
        self._label = ""
        self._detail = ""
        self._spinner = Spinner(look, "", 16, "arrows-clockwise", "info")
        self._spinner.setParent(self)
        self._spinner.setGeometry(10, (HEIGHT - 16) // 2, 16, 16)
        self._spinner.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._dress)

    @property
    def state(self) -> LineState:
        """The state shown."""
        return self._state

    def set_state(self, state: LineState, label: str, detail: str = "") -> None:
        """Show a state in words."""
        if (state, label, detail) == (self._state, self._label, self._detail):
            return
        self._state, self._label, self._detail = state, label, detail
        self._spinner.setVisible(state == "reconnecting")
        self.setAccessibleName(label)
        self.setAccessibleDescription(detail)
        self.setToolTip(f"{label} · {detail}" if detail else label)
        self._dress()

    def _shown_detail(self) -> str:
        """Compact keeps what is queued and drops the round trip: the first is a worry, the second is not."""
        return "" if self.look.compact and self._state == "online" else self._detail

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        wide = 42 + text_width(self._label, self.look.font("caption-strong"))
        detail = self._shown_detail()
        if detail:
            wide += 18 + text_width(detail, self.look.font("caption-medium"))
        return QSize(round(wide + 0.5), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for what waits."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        p = QPainter(self)
        tokens, look = self.look.tokens, self.look
        tone_name, icon = _SHOWN[self._state]
        fg, soft = tone(tokens, tone_name)
        rounded(p, QRectF(self.rect()), HEIGHT / 2, soft, alpha(fg, 0.28))
        if self._state != "reconnecting":
            paint_icon(p, icon, 10, (HEIGHT - 16) // 2, 16, fg, "bold")
        face = look.font("caption-strong")
        wide = text_width(self._label, face)
        text(p, QRectF(32, 0, wide + 2, HEIGHT), self._label, face, fg, LEFT, False)
        detail = self._shown_detail()
        if detail:
            x = 32 + wide + 8
            p.fillRect(QRectF(x, HEIGHT / 2 - 7, 1, 14), alpha(fg, 0.35))
            color = tokens.text2 if self._state == "online" else fg
            box = QRectF(x + 9, 0, self.width() - x - 9, HEIGHT)
            text(p, box, detail, look.font("caption-medium"), color, LEFT, False)
