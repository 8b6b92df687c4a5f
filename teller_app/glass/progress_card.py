"""Something under way: a title, what is happening now, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.figures import tile_fill
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.meter import Meter
from teller_app.glass.paint import rounded
from teller_app.glass.spinner import Spinner


class ProgressCard(QWidget):
    """A tile with spinner, two lines and a meter; without a known share the meter is hidden.

    With the word ``cancel`` it has a button that asks to stop; the work itself decides when it has stopped.
    """

    cancelled = Signal()

    def __init__(self, look: Look, title: str, detail: str = "", cancel: str = "") -> None:
        super().__init__()
        self.look = look
        self.spinner = Spinner(look, title)
        self._title = Text(look, title, "body-strong")
        self._detail = Elided(look, detail, "caption", "text2")
        self._share = Text(look, "", "caption-medium", "text2")
        self._meter = Meter(look, title, 6)
        self._meter.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.spinner)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._share)
        self.stop = GlassButton(look, cancel, "secondary", "x", size="s")
        self.stop.setVisible(bool(cancel))
        self.stop.clicked.connect(self._ask_to_stop)
        head.addWidget(self.stop)
        column.addLayout(head)
        column.addWidget(self._detail)
        column.addWidget(self._meter)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        look.follow(self.update)

    def set_progress(self, detail: str, share: float | None = None, words: str = "") -> None:
        """What is happening, how far (0.0 to 1.0, None when unknown), and the same in words ("340 of 2,000")."""
        self._detail.set_text(detail)
        self._share.setText(words)
        self._meter.setVisible(share is not None)
        if share is not None:
            self._meter.set_share(share, words)
        self.setAccessibleDescription(f"{detail} {words}".strip())

    def _ask_to_stop(self) -> None:
        self.stop.set_busy(True)
        self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile."""
        p = QPainter(self)
        rounded(p, QRectF(self.rect()), 14, tile_fill(self.look), self.look.tokens.fill_line)
