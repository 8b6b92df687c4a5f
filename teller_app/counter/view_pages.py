"""Where the counter's panels stand: three columns, or a strip of the customer above one page at a time (LOOK 5)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.counter.view_customer import CustomerPanel
from teller_app.counter.view_posting import PostingPanel
from teller_app.counter.view_strip import PAGES, CustomerStrip
from teller_app.glass.look import Look
from teller_app.glass.tabs import Pages

LEFT_WIDTH, RIGHT_WIDTH = (384, 290), (524, 344)
COLUMNS_FROM = 1100
"""Width of the room, which is a window of 1,200 px without rail and gaps."""
BESIDE_FROM = 660
LEAST = 560


class CounterFrame(QWidget):
    """Puts customer, posting form and side (drawer and journal) where they fit. ``folded`` tells which way it is.

    ``page_asked(name)``: somebody chose a page of the strip.
    """

    page_asked = Signal(str)

    def __init__(self, look: Look, strip: CustomerStrip, parts: tuple[CustomerPanel, PostingPanel, QWidget]) -> None:
        super().__init__()
        self.look, self.strip = look, strip
        self._customer, self._posting, self._side = parts
        self.folded, self._wanted = False, 0
        self._row = QHBoxLayout()
        self._stack = Pages()
        # From the start: what passes through another window loses its place in the order of the Tab key.
        self._stack.setParent(self)
        self._root = QVBoxLayout(self)
        self._root.setContentsMargins(0, 0, 0, 0)
        self._root.addWidget(strip)
        self._root.addLayout(self._row, 1)
        strip.page_chosen.connect(lambda place: self.page_asked.emit(PAGES[place]))
        self._columns()
        look.follow(self._dress)

    def minimumSizeHint(self) -> QSize:
        """As wide as the narrowest form: a wider one gives way to it before anything has to scroll."""
        if not self.folded:
            return QSize(LEAST, max(part.minimumSizeHint().height() for part in (self._customer, self._posting)))
        high = self.strip.minimumSizeHint().height() + self._root.spacing() + self._stack.minimumSizeHint().height()
        return QSize(LEAST, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where three columns do not fit, unfold where they do."""
        super().resizeEvent(event)
        folded = self.width() < COLUMNS_FROM
        if folded != self.folded:
            self._fold(folded)
        beside = folded and self.width() >= BESIDE_FROM
        self._posting.set_beside(folded, beside)
        self._customer.set_halves(beside)

    def page(self) -> str:
        """Which page is shown; in columns the posting form, because all are."""
        return PAGES[self._stack.currentIndex()] if self.folded else PAGES[0]

    def go(self, name: str) -> None:
        """Show a page; in columns it is shown already."""
        place = self._wanted = PAGES.index(name)
        if self.folded and place != self._stack.currentIndex():
            self._stack.setCurrentIndex(place)
            self._stack.updateGeometry()
        self.strip.set_page(place)

    def _fold(self, folded: bool) -> None:
        focused = self.focusWidget()
        self.folded = folded
        if folded:
            self._strip()
        else:
            self._columns()
        if focused is not None and focused.isVisibleTo(self):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> None:
        self.strip.hide()
        self._row.removeWidget(self._stack)
        self._stack.hide()
        for part, share in ((self._customer, 0), (self._posting, 1), (self._side, 0)):
            self._row.addWidget(part, share)
            part.show()
        self._customer.take_search()
        self._dress()

    def _strip(self) -> None:
        for part in (self._posting, self._side, self._customer):
            self._row.removeWidget(part)
            part.setMinimumWidth(0)
            part.setMaximumWidth(WIDTH_MAX)
            self._stack.addWidget(part)
        self.strip.take_search(self._customer.search)
        self._row.addWidget(self._stack, 1)
        self._stack.setCurrentIndex(self._wanted)
        self._stack.show()
        self.strip.show()
        self.strip.set_page(self._wanted)
        self._dress()

    def _dress(self) -> None:
        gap = self.look.pick(12, 8)
        self._row.setSpacing(gap)
        self._root.setSpacing(gap)
        if not self.folded:
            self._customer.setFixedWidth(self.look.pick(*LEFT_WIDTH))
            self._side.setFixedWidth(self.look.pick(*RIGHT_WIDTH))


WIDTH_MAX = 16_777_215
