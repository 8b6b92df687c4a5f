"""The line is gone: since when, what that means, when it is tried again (picture 27)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, paint_icon, rounded
from teller_app.glass.panel import GlassPanel

HIGH = 64
INSET = 8


class OfflineBanner(GlassPanel):
    """64 px high. ``tried`` asks to try now; the countdown is words, set by whoever counts."""

    tried = Signal()

    def __init__(self, look: Look, try_now: str, key: str = "") -> None:
        super().__init__(look, None, radius=16, padding=0)
        self.setFixedHeight(HIGH)
        self._words = Elided(look, "", "body-strong")
        self._countdown = Text(look, "", "caption", "text2")
        self.again = GlassButton(look, try_now, "secondary", "arrows-clockwise", key, "s")
        self.again.clicked.connect(self.tried)
        line = QHBoxLayout()
        line.setContentsMargins(54, 0, 18, 0)
        line.setSpacing(16)
        line.addWidget(self._words, 1)
        line.addWidget(self._countdown)
        line.addWidget(self.again)
        self.body.add_row(line, 1, inset=False)

    def set_words(self, words: str, countdown: str) -> None:
        """What happened and when it is tried again."""
        self._words.set_text(words)
        self._countdown.setText(countdown)
        self.setAccessibleName(words)
        self.setAccessibleDescription(countdown)

    def decorate(self, p: QPainter) -> None:
        """The amber tile on the plate."""
        tokens = self.look.tokens
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        rounded(p, box, 12, tokens.warn_soft, alpha(tokens.warn, 0.30))
        paint_icon(p, "cloud-slash", box.left() + 16, round(box.center().y() - 10), 20, tokens.warn, "fill")
