"""A pane of glass that carries contents: an opaque widget that blits its own baked plate."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QImage, QMoveEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.material import paint_glass, paint_sheet, paint_solid

GUTTER = 4
REACH = 20
"""As far as a control beside a title may reach out of the title's line, above and below: no further than the room there."""


@runtime_checkable
class GlassHost(Protocol):
    """What a panel asks of its window (``GlassWindow`` is one; a floating layer may be another)."""

    def base(self) -> QPixmap:
        """The window's base: wallpaper and the shadows of its panels."""

    def base_serial(self) -> int:
        """Grows each time the base is composed anew."""

    def soft(self) -> QPixmap:
        """The blurred twin, in window coordinates."""

    def sheet(self) -> QPixmap | None:
        """The tinted twin while the window is being dragged, else None."""

    def layout_changed(self) -> None:
        """A panel moved, grew, appeared or went: compose the base anew."""


class _Inset(QHBoxLayout):
    """One widget with room at its sides."""

    def maximumSize(self) -> QSize:
        """Nothing while its widget is hidden: Qt would give its share of the height to nobody."""
        return QSize(0, 0) if self.isEmpty() else super().maximumSize()


class _Head(QHBoxLayout):
    """A title and what stands beside it. Controls reach out over the title's line, so that titles and what is below them
    begin in one line in panels side by side, with controls or without."""

    def _over(self) -> int:
        """How far the highest control reaches out of the line of the first widget, the title, above and below, in px."""
        first = self.itemAt(0) if self.count() else None
        if first is None or first.isEmpty():
            return 0
        return max(0, min(REACH, super().sizeHint().height() - first.sizeHint().height()))

    def sizeHint(self) -> QSize:
        """As high as the title."""
        return super().sizeHint() - QSize(0, self._over())

    def minimumSize(self) -> QSize:
        """As high as the title."""
        return super().minimumSize() - QSize(0, self._over())

    def setGeometry(self, box: QRect) -> None:
        """The line and what reaches out of it: at the right the gutter of the last control, so that its edge is in line."""
        items = map(self.itemAt, range(self.count()))
        shown = [item for item in items if item is not None and not item.isEmpty()]
        last, over = shown[-1].widget() if shown else None, self._over()
        super().setGeometry(box.adjusted(0, -(over // 2), getattr(last, "gutter", 0), over - over // 2))


class GutterLayout(QVBoxLayout):
    """A column in which focusable controls keep their 4 px gutter and all else is inset by the same 4 px (LOOK 5).

    ``inset`` is more than that where a table's rows reach further out than their words: all begins where these do.
    """

    inset = GUTTER

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget so that its visible left edge lines up with its neighbours."""
        room = max(0, self.inset - getattr(widget, "gutter", 0))
        if room:
            inset = _Inset()
            inset.setContentsMargins(room, 0, room, 0)
            inset.addWidget(widget)
            self.addLayout(inset, stretch)
        else:
            self.addWidget(widget, stretch)

    def add_row(self, row: QLayout, stretch: int = 0, inset: bool = True) -> None:
        """Add a row of plain contents (inset), or of focusable controls (``inset=False``)."""
        room = self.inset - (0 if inset else GUTTER)
        margins = row.contentsMargins()
        row.setContentsMargins(margins.left() + room, margins.top(), margins.right() + room, margins.bottom())
        self.addLayout(row, stretch)


class GlassPanel(QWidget):
    """A panel with an optional title (left), caption (right) and actions; put the contents into ``body``.

    ``padding`` is 20 (14 compact) unless given. ``rows`` is the gutter of a table whose words shall stand below the
    title. Subclasses that paint their own contents override ``decorate``.
    """

    def __init__(
        self,
        look: Look,
        title: str | None = None,
        level: str = "regular",
        radius: int = 18,
        parent: QWidget | None = None,
        padding: int | None = None,
        casts_shadow: bool = True,
        rows: int = 0,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.level = level
        self.radius = radius
        self.casts_shadow = casts_shadow
        self._padding = padding
        self._plate = QPixmap()
        self._plate_key: object = None
        self._composed = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.body = GutterLayout(self)
        self.body.setSpacing(12)
        self.body.inset = max(GUTTER, rows)
        self._title = Text(look, title or "", "title3")
        self._caption = Text(look, "", "caption", "text2")
        self.header = _Head()
        self._build_header()
        self._apply_density()
        look.follow(self._look_changed)

    def _build_header(self) -> None:
        self.header.setSpacing(8)
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        self.header.addWidget(self._caption)
        self.body.add_row(self.header)
        self._title.setVisible(bool(self._title.text()))
        self._caption.setVisible(False)
        self.setAccessibleName(self._title.text())

    def set_title(self, text: str) -> None:
        """Change the title; an empty one hides it."""
        self._title.setText(text)
        self._title.setVisible(bool(text))
        self.setAccessibleName(text)

    def set_caption(self, text: str) -> None:
        """The short text at the right of the title; an empty one hides it."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def add_action(self, widget: QWidget) -> None:
        """Put a small control at the right end of the title row."""
        self.header.addWidget(widget)

    def host(self) -> GlassHost | None:
        """The window this panel lies in, when that window is made of glass."""
        window = self.window()
        return window if isinstance(window, GlassHost) else None

    def plate(self) -> QPixmap:
        """The baked picture of this panel, corners included."""
        host = self.host()
        if host is None:
            return self._bake(None, QPoint(0, 0))
        origin = self.mapTo(self.window(), QPoint(0, 0))
        if QRect(origin, self.size()) != self._composed:
            # An ancestor moved: no event told this panel.
            self._composed = QRect(origin, self.size())
            host.layout_changed()
        host.base()
        key = (origin.x(), origin.y(), self.width(), self.height(), host.base_serial(), host.sheet() is None)
        if key != self._plate_key:
            self._plate = self._bake(host, origin)
            self._plate_key = key
        return self._plate

    def composed_at(self, rect: QRect) -> None:
        """The window's base now holds the shadow of this panel at ``rect``."""
        self._composed = rect

    def decorate(self, p: QPainter) -> None:
        """Paint on top of the plate; nothing by default."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the dirty part of the plate."""
        p = QPainter(self)
        part = QRectF(event.rect())
        plate = self.plate()
        ratio = plate.devicePixelRatio()
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        p.drawPixmap(part, plate, source)
        self.decorate(p)

    def _bake(self, host: GlassHost | None, origin: QPoint) -> QPixmap:
        ratio = self.devicePixelRatioF()
        image = QImage(
            max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)), QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        image.fill(self.look.tokens.solid)
        p = QPainter(image)
        if host is None:
            paint_solid(p, self.rect(), self.radius, self.look.tokens)
        else:
            p.drawPixmap(-origin, host.base())
            self._paint_material(p, host, origin)
        p.end()
        return QPixmap.fromImage(image)

    def _paint_material(self, p: QPainter, host: GlassHost, origin: QPoint) -> None:
        sheet = host.sheet()
        tokens = self.look.tokens
        if self.look.solid:
            paint_solid(p, self.rect(), self.radius, tokens)
        elif sheet is not None:
            paint_sheet(p, self.rect(), self.radius, origin, sheet, tokens)
        else:
            paint_glass(p, self.rect(), self.radius, origin, host.soft(), tokens, self.level)

    def _apply_density(self) -> None:
        padding = self.look.pick(20, 14) if self._padding is None else self._padding
        side = max(0, padding - self.body.inset)
        # A title's line box and a control's gutter both begin 4 px above what is seen.
        self.body.setContentsMargins(side, max(0, padding - GUTTER), side, padding)

    def _look_changed(self) -> None:
        self._plate_key = None
        self._apply_density()
        if self.host() is None:
            # A window of glass asks all its panels, once each.
            self.update()

    def _tell_host(self) -> None:
        host = self.host()
        if host is not None:
            host.layout_changed()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The window's shadows follow the panel. Qt would carry its pixels along, with the wallpaper of where it was."""
        super().moveEvent(event)
        self._tell_host()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window's shadows follow the panel."""
        super().resizeEvent(event)
        self._tell_host()

    def showEvent(self, event: QShowEvent) -> None:
        """A panel that appears brings its shadow."""
        super().showEvent(event)
        self._tell_host()

    def hideEvent(self, event: QHideEvent) -> None:
        """A panel that goes takes its shadow."""
        super().hideEvent(event)
        self._tell_host()
