"""The bar at the top: where one is, search, the line to the server, the business date, messages, notices, theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from teller_app.glass.bar_button import BarButton
from teller_app.glass.connection_chip import ConnectionChip
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, paint_icon, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.panel import GlassPanel
from teller_app.glass.search_box import SearchBox

NARROW = 620
SEARCH_WIDEST = 568


@dataclass(frozen=True, slots=True)
class TopBarWords:
    """The fixed words of the bar. ``search_keys`` are caps separated by spaces ("Ctrl K")."""

    search: str
    search_short: str
    search_keys: str
    messages: str
    notices: str
    to_light: str
    to_dark: str
    notices_key: str = ""
    theme_key: str = ""


class DateBlock(Painted):
    """The business date and how the day stands; not shown when compact."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (136, 36))
        self._date = ""
        self._day = ""

    def sizeHint(self) -> QSize:
        """As wide as the longer line."""
        first = text_width(self._date, self.look.font("caption-strong"))
        second = text_width(self._day, self.look.font("caption"))
        return QSize(round(24 + max(first, second)), 36)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def set_day(self, date: str, day: str) -> None:
        """ "Sun 22 Nov 2026" and "Business day open"."""
        if (date, day) == (self._date, self._day):
            return
        self._date, self._day = date, day
        self.setAccessibleName(date)
        self.setAccessibleDescription(day)
        self.refresh()

    def draw(self, p: QPainter) -> None:
        """Icon and two lines."""
        tokens = self.look.tokens
        paint_icon(p, "calendar-blank", 0, 10, 16, tokens.text2)
        wide = self.width() - 22
        text(p, QRectF(22, 1, wide, 18), self._date, self.look.font("caption-strong"), tokens.text, LEFT, False)
        text(p, QRectF(22, 18, wide, 16), self._day, self.look.font("caption"), tokens.text3, LEFT, False)


class TopBar(GlassPanel):
    """60 px high, 50 compact. Its signals say what was asked for; it decides nothing."""

    search_asked = Signal(str)
    messages_asked = Signal()
    notices_asked = Signal()
    theme_asked = Signal()

    def __init__(self, look: Look, words: TopBarWords) -> None:
        super().__init__(look, None, radius=16, padding=0)
        self._words = words
        self.title = Text(look, "", "title3")
        self.place = Text(look, "", "caption", "text2")
        self.search = SearchBox(look, words.search, words.search_keys)
        self.connection = ConnectionChip(look)
        self.date = DateBlock(look)
        self.messages = BarButton(look, words.messages, "chat-circle-dots")
        self.notices = BarButton(look, words.notices, "bell", words.notices_key)
        self.theme = BarButton(look, "", "sun", words.theme_key)
        self._lay_out()
        self.search.asked.connect(self.search_asked)
        self.messages.clicked.connect(self.messages_asked)
        self.notices.clicked.connect(self.notices_asked)
        self.theme.clicked.connect(self.theme_asked)
        self._dress()
        look.follow(self._dress)

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(1)
        titles.addStretch(1)
        titles.addWidget(self.title)
        titles.addWidget(self.place)
        titles.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addLayout(titles)
        self._row.addSpacing(16)
        self._row.addStretch(1)
        self._row.addWidget(self.search, 6)
        self._row.addStretch(1)
        self._row.addWidget(self.connection)
        self._row.addSpacing(6)
        self._row.addWidget(self.date)
        for button in (self.messages, self.notices, self.theme):
            self._row.addWidget(button)
        self.body.add_row(self._row, 1, inset=False)

    def set_place(self, title: str, place: str) -> None:
        """Where one is: "Counter", "Makola branch · Teller 04"."""
        self.title.setText(title)
        self.place.setText(place)
        self.setAccessibleName(title)

    def _dress(self) -> None:
        look = self.look
        self.setFixedHeight(look.pick(60, 50))
        self._row.setContentsMargins(look.pick(20, 18), 0, 8, 0)
        self.search.set_placeholder(look.pick(self._words.search, self._words.search_short))
        if self.search.wanted_width() > SEARCH_WIDEST:
            self.search.set_placeholder(self._words.search_short)
        self.search.set_widest(min(SEARCH_WIDEST, max(look.pick(568, 308), self.search.wanted_width())))
        self.date.setVisible(not look.compact)
        icon, words = ("sun", self._words.to_light) if look.dark else ("moon", self._words.to_dark)
        self.theme.set_icon(icon, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow bar the search is its icon alone, and where one is gives way to what one is doing."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.search.set_icon_only(narrow)
        self.place.setVisible(self.width() >= NARROW)
