"""Pages behind tabs: a row of titles, and the page of the chosen one. For what does not fit beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segment, Segmented

GAP = 8
BAR_PAD = 5


class Pages(QStackedWidget):
    """Pages of which one is shown; as small as that one may be, whatever the hidden ones would need."""

    def minimumSizeHint(self) -> QSize:
        """The shown page's."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)


class Tabs(QWidget):
    """``name`` says what the tabs part. Ctrl+Tab is Qt's own; arrows move while the row has the focus.

    ``bar`` puts the row on glass of its own: for pages that are panels over the wallpaper.
    """

    gutter = 4
    changed = Signal(int)

    def __init__(self, look: Look, name: str, bar: bool = False) -> None:
        super().__init__()
        self.row = Segmented(look, (), name)
        self.bar = GlassPanel(look, None, radius=14, padding=BAR_PAD) if bar else None
        self.pages = Pages()
        self._segments: list[Segment] = []
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.row)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if self.bar is None:
            column.addLayout(line)
            self.pages.setContentsMargins(self.gutter, 0, self.gutter, 0)
        else:
            self.bar.setAccessibleName(name)
            self.bar.body.setSpacing(0)
            self.bar.body.addLayout(line)
            column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.row.currentChanged.connect(self._go)

    def add(self, title: str, page: QWidget, icon: str | None = None) -> None:
        """One more page; the first one added is shown."""
        page.setAccessibleName(page.accessibleName() or title)
        self.pages.addWidget(page)
        self._segments.append(Segment(title, icon))
        self.row.set_segments(self._segments)

    def empty(self) -> None:
        """No page any more; whoever lent them has them back."""
        self._segments.clear()
        self.row.set_segments(())

    def titles(self) -> Sequence[str]:
        """The titles in their order."""
        return [segment.label for segment in self._segments]

    def go(self, index: int) -> None:
        """Show a page."""
        self.row.setCurrentIndex(index)

    def index(self) -> int:
        """Which page is shown."""
        return self.pages.currentIndex()

    def minimumSizeHint(self) -> QSize:
        """The shown page decides; a wider one behind a tab takes no room."""
        page = self.pages.currentWidget()
        inner = page.minimumSizeHint() if page is not None else QSize(0, 0)
        row = self.row if self.bar is None else self.bar
        return QSize(
            max(inner.width(), row.minimumSizeHint().width(), 60), inner.height() + row.sizeHint().height() + GAP
        )

    def _go(self, index: int) -> None:
        if 0 <= index < self.pages.count() and index != self.pages.currentIndex():
            self.pages.setCurrentIndex(index)
            self.pages.updateGeometry()
            self.updateGeometry()
            self.changed.emit(index)
