"""The calm side of a closed window (screens 01 and 21): brand, clock, date, one line, and the line at the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.brand import BrandMark
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, paint_icon, text, text_width, tone
from teller_app.glass.painted import Painted

TICK_MS = 1000
BRAND = 44
_LINE = {"online": ("wifi-high", "pos"), "away": ("cloud-slash", "warn"), "trying": ("arrows-clockwise", "info")}


class LineWords(Painted):
    """The connection as an icon and a sentence. ``state`` is online, away or trying."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, 26))
        self._words, self._state = "", "trying"

    def set_line(self, state: str, words: str) -> None:
        """Say how the line stands."""
        self._words, self._state = words, state
        self.setAccessibleName(words)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Icon and words."""
        icon, tone_name = _LINE[self._state]
        fg, _ = tone(self.look.tokens, tone_name)
        paint_icon(p, icon, 0, 5, 16, fg, "bold")
        face = self.look.font("body-medium")
        text(
            p,
            QRectF(24, 0, text_width(self._words, face) + 4, 26),
            self._words,
            face,
            self.look.tokens.text,
            LEFT,
            False,
        )


class ClockFace(QWidget):
    """``clock`` gives the branch's own time; ``day_words`` and ``time_words`` turn it into what is shown."""

    def __init__(
        self,
        look: Look,
        brand: tuple[str, str],
        clock: Callable[[], datetime],
        time_words: Callable[[datetime], str],
        day_words: Callable[[datetime], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._time_words, self._day_words = clock, time_words, day_words
        self.time = Text(look, "", "clock")
        self.date = Text(look, "", "title2")
        self.note = Text(look, "", "callout", "text2", wrap=True)
        self.line = LineWords(look)
        self.names = (Text(look, brand[0], "title2"), Text(look, brand[1], "body", "text2"))
        self._lay_out(look, brand)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    def _lay_out(self, look: Look, brand: tuple[str, str]) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        for name in self.names:
            names.addWidget(name)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(BrandMark(look, " ".join(brand).strip(), BRAND))
        head.addLayout(names)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addStretch(38)
        column.addWidget(self.time)
        column.addSpacing(2)
        words = QVBoxLayout()
        words.setContentsMargins(5, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self.date)
        words.addWidget(self.note)
        column.addLayout(words)
        column.addStretch(62)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(2, 0, 0, 0)
        self.foot.setSpacing(32)
        self.foot.addWidget(self.line, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(self.foot)

    def show_clock(self, shown: bool) -> None:
        """Without it the brand stands above the panel and the line below it."""
        for part in (self.time, self.date, self.note):
            part.setVisible(shown)

    def head_height(self) -> int:
        """The brand's."""
        return BRAND

    def tick(self) -> None:
        """Show the time of now; a label that says the same does not paint."""
        now = self._clock()
        self.time.setText(self._time_words(now))
        self.date.setText(self._day_words(now))


CLOCK_NEEDS = 300


def place_welcome(page: QWidget, face: ClockFace, panel: QWidget, corner: QWidget, size: tuple[int, int]) -> None:
    """The composition of pictures 01 and 21 for any window: 96 from the left, the panel 144 from the right.

    Where clock and panel do not fit beside each other, the panel stands in the middle and the clock goes.
    """
    wide, high = page.width(), page.height()
    share, low = min(1.0, wide / 1920), min(1.0, high / 1080)
    left, right = round(96 * share), round(144 * share)
    narrow = wide - right - size[0] - left - 32 < CLOCK_NEEDS
    panel_wide, panel_high = min(size[0], wide - 32), min(size[1], high - 32)
    panel_x = (wide - panel_wide) // 2 if narrow else wide - right - panel_wide
    panel.setGeometry(QRect(panel_x, max(16, (high - panel_high) // 2 - 4), panel_wide, panel_high))
    top, foot = round(72 * low), round(58 * low)
    face_wide = wide - 2 * left if narrow else max(200, panel.x() - left - 32)
    face.setGeometry(QRect(left, top, face_wide, high - top - foot))
    face.show_clock(not narrow)
    corner.setGeometry(QRect(wide - 500 - left, high - foot - 26, 500, 26))
    # In a low window a tall panel reaches down to the corner: it needs the room more than the version does.
    corner.setVisible(panel.geometry().bottom() < corner.y())
    face.setVisible(not narrow or panel.y() > top + face.head_height() + 8)
    face.line.setVisible(not narrow or panel.geometry().bottom() < corner.y())
