"""What will come out of the printer: pages as pictures on white sheets, to scroll through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.scroll_bar import dress_scroll_area
from teller_app.glass.shadow import draw_shadow
from teller_app.glass.tokens import Shadow

PAPER = QColor("#FCFBF7")
MARGIN = 20
GAP = 16


class Sheets(QWidget):
    """The pages, one below the other, as wide as there is room and never wider than they were drawn."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._pages: tuple[QImage, ...] = ()
        self._scaled: dict[int, QPixmap] = {}
        look.follow(self.update)

    def set_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages."""
        self._pages = tuple(pages)
        self._scaled.clear()
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Be as high as the pages are at this width."""
        self._scaled.clear()
        boxes = self.boxes(width)
        self.setFixedHeight(round(boxes[-1].bottom() + MARGIN) if boxes else MARGIN)
        self.update()

    def boxes(self, width: int) -> list[QRectF]:
        """Where each page lies at a width in px."""
        found: list[QRectF] = []
        top = float(MARGIN)
        for page in self._pages:
            natural = page.width() / page.devicePixelRatio()
            wide = min(natural, max(40.0, width - 2.0 * MARGIN))
            high = wide * page.height() / max(1, page.width())
            found.append(QRectF((width - wide) / 2, top, wide, high))
            top += high + GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, paper and picture of the pages in sight."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = self.look.tokens.shadow1
        shadow = Shadow(alpha(first.color, first.color.alphaF() / 2), 18, 6)
        for at, box in enumerate(self.boxes(self.width())):
            if box.intersects(QRectF(event.rect()).adjusted(-40, -40, 40, 40)):
                draw_shadow(p, box, 6, shadow, self.devicePixelRatioF())
                rounded(p, box, 6, PAPER)
                p.drawPixmap(QPointF(box.left(), box.top()), self._picture(at, box))

    def _picture(self, at: int, box: QRectF) -> QPixmap:
        if at not in self._scaled:
            ratio = self.devicePixelRatioF()
            size = QSize(round(box.width() * ratio), round(box.height() * ratio))
            mode = Qt.AspectRatioMode.IgnoreAspectRatio
            scaled = self._pages[at].scaled(size, mode, Qt.TransformationMode.SmoothTransformation)
            pixmap = QPixmap.fromImage(scaled)
            pixmap.setDevicePixelRatio(ratio)
            self._scaled[at] = pixmap
        return self._scaled[at]


class PaperPreview(QWidget):
    """``page_words`` says "Page 1 of 2" in the language; Home, End and the page keys go from page to page."""

    page_changed = Signal(int, int)

    def __init__(self, look: Look, name: str, page_words: Callable[[int, int], str]) -> None:
        super().__init__()
        self._page_words = page_words
        self._count = 0
        self._page = 0
        self.sheets = Sheets(look)
        self.area = QScrollArea()
        dress_scroll_area(self.area, look)
        self.area.setWidget(self.sheets)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(name)
        self.sheets.setAutoFillBackground(False)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.area)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._label = Text(look, "", "caption", "text2", align=Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.area, 1)
        column.addWidget(self._label)

    @property
    def page(self) -> int:
        """The page in sight, from 1; 0 when there is none."""
        return self._page

    def set_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages, from the first."""
        self._count = len(pages)
        self.sheets.set_pages(pages)
        self.area.verticalScrollBar().setValue(0)
        self._page = 0
        self._scrolled()

    def go_to(self, page: int) -> None:
        """Bring a page (from 1) to the top."""
        boxes = self.sheets.boxes(self.sheets.width())
        if boxes:
            at = min(len(boxes), max(1, page)) - 1
            self.area.verticalScrollBar().setValue(round(boxes[at].top() - MARGIN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From page to page."""
        page = {
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._count,
        }.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.go_to(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width."""
        super().resizeEvent(event)
        self.sheets.fit(self.area.viewport().width())

    def _scrolled(self) -> None:
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() / 2
        tops = [box.top() for box in self.sheets.boxes(self.sheets.width())]
        page = sum(1 for top in tops if top <= middle) if self._count else 0
        if page != self._page or not page:
            self._page = page
            words = self._page_words(page, self._count) if page else ""
            self._label.setText(words)
            self.area.setAccessibleDescription(words)
            self.page_changed.emit(page, self._count)
