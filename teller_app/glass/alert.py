"""An inline alert: soft tone, icon, a title and one line that says what to do; real labels, so it can be read out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, paint_icon, rounded, tone

ICONS = {"pos": "check-circle", "warn": "warning", "neg": "warning-octagon", "info": "info"}
TEXT_LEFT = 44


class Alert(QWidget):
    """``tone_name`` is pos, warn, neg or info. Controls such as "Try again" go in with ``add_action``."""

    def __init__(self, look: Look, tone_name: str, title: str, what_to_do: str = "", icon: str = "") -> None:
        super().__init__()
        self.look = look
        self._tone = tone_name
        self._icon = icon
        self._title = Text(look, title, "body-strong", wrap=True)
        self._what = Text(look, what_to_do, "caption", "text2", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._what)
        lines.addStretch(1)
        self._row.addLayout(lines, 1)
        self.set_words(title, what_to_do)
        self._dress()
        look.follow(self._dress)

    def set_words(self, title: str, what_to_do: str = "", tone_name: str = "", icon: str = "") -> None:
        """Say something else, in another tone if one is given."""
        if tone_name and (tone_name, icon) != (self._tone, self._icon):
            self._tone, self._icon = tone_name, icon
            self.update()
        self._title.setText(title)
        self._what.setText(what_to_do)
        self._what.setVisible(bool(what_to_do))
        self.setAccessibleName(title)
        self.setAccessibleDescription(what_to_do)

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)

    def sizeHint(self) -> QSize:
        """The height that its words need in the width it has: a layout's own hint is for a width that it would choose."""
        hint = super().sizeHint()
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), max(needed, self.minimumHeight()))

    def _dress(self) -> None:
        pad = self.look.pick(8, 5)
        self._row.setContentsMargins(TEXT_LEFT, pad, 12, pad)
        self.setMinimumHeight(self.look.pick(50, 34))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, border, icon."""
        p = QPainter(self)
        fg, soft = tone(self.look.tokens, self._tone)
        box = QRectF(self.rect())
        rounded(p, box, 12, soft, alpha(fg, 0.30))
        icon = self._icon or ICONS.get(self._tone, "info")
        paint_icon(p, icon, 14, round(box.center().y() - 10), 20, fg, "fill")
