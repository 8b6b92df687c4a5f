"""A room in a window that is too small for it scrolls; in one that is large enough nothing is between it and the frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from teller_app.glass.look import Look
from teller_app.glass.scroll_bar import THICK, GlassScrollBar, dress_scroll_area
from teller_app.glass.window import GlassWindow


class RoomHolder(QScrollArea):
    """Holds one room. The room is never smaller than its own minimum: what does not fit is scrolled to."""

    def __init__(self, look: Look, room: QWidget) -> None:
        super().__init__()
        self.room = room
        dress_scroll_area(self, look)
        self.setHorizontalScrollBar(GlassScrollBar(look))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Without one the style fills the corner between two bars with its own grey.
        self.setCornerWidget(QWidget())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setWidgetResizable(False)
        self.take_back(room)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    def take_back(self, room: QWidget) -> None:
        """Hold this room (again)."""
        self.setWidget(room)
        room.setAutoFillBackground(False)
        room.installEventFilter(self)
        room.show()
        self._fit()

    def to_beginning(self) -> None:
        """Show the upper left corner: a room that is entered is read from there."""
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        """The frame may be as small as it likes."""
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A room whose needs changed is measured anew."""
        # Qt still asks while the app ends, when the Python half of this object may be gone already.
        room = getattr(self, "room", None)
        if event.type() == QEvent.Type.LayoutRequest and watched is room and self.widget() is room:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill what there is, or scroll."""
        super().resizeEvent(event)
        if self.widget() is self.room:
            self._fit()

    def _fit(self) -> None:
        need, place = self.room.minimumSizeHint(), self.maximumViewportSize()
        # A bar takes room from the other direction, which may then need a bar as well.
        tall = need.height() > place.height()
        wide = need.width() > place.width() - (THICK if tall else 0)
        tall = need.height() > place.height() - (THICK if wide else 0)
        room = QSize(place.width() - (THICK if tall else 0), place.height() - (THICK if wide else 0))
        self.room.resize(room.expandedTo(need))

    def _scrolled(self) -> None:
        window = self.window()
        if isinstance(window, GlassWindow):
            # Shadows and plates are cut where the panels were.
            window.layout_changed()
