"""The window under the glass: wallpaper plus the shadows of its panels, composed once per layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import SIGNAL, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from teller_app.glass.backdrop import Backdrop, Pair
from teller_app.glass.fade import CrossFade, snapshot
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.shadow import draw_shadow
from teller_app.glass.tab_order import next_input

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SETTLE_MS = 120
THEME_FADE_MS = 180
RESERVE_PX = 384


def _answers(at: QWidget) -> bool:
    """Whether somebody listens to Enter in the field around this editor."""
    around = at.parentWidget()
    return around is not None and hasattr(around, "submitted") and around.receivers(SIGNAL("submitted()")) > 0


class GlassWindow(QWidget):
    """A top-level window that panels cut their plates from (see ``GlassHost``).

    While the window is dragged to another size, panels use the cheap sheet; 120 ms after the last step they are baked
    in full. ``pictures`` are wallpapers by theme name; without any the bank's own, else the shipped ones.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, pictures: Mapping[str, QImage] | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.backdrop = Backdrop(look.bank.wallpapers if pictures is None else pictures)
        self._base = QPixmap()
        self._serial = 0
        self._dirty = True
        self._dragging = False
        self._covered = QSize()
        self._theme = look.tokens.name
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        look.follow(self._look_changed)

    def prepare(self) -> None:
        """Make the pictures aside, for a window that is about to be shown for the first time."""
        size = self.screen().size().expandedTo(self.size())
        self.backdrop.prepare(self.look.tokens.name, size, self.devicePixelRatioF())

    def when_unlocked(self, call: Callable[[], object]) -> None:
        """Do what lies over everything else: at once, unless a window can be covered."""
        call()

    def base(self) -> QPixmap:
        """Wallpaper and shadows of every visible panel."""
        if self._dirty:
            self._compose()
        return self._base

    def base_serial(self) -> int:
        """Grows each time the base is composed."""
        return self._serial

    def wallpaper(self) -> QPixmap:
        """The bare picture behind everything."""
        return self._pair().crisp

    def soft(self) -> QPixmap:
        """The blurred twin of the wallpaper."""
        return self._pair().soft

    def sheet(self) -> QPixmap | None:
        """The tinted twin while a resize lasts, else None."""
        return self._pair().sheet if self._dragging else None

    def layout_changed(self) -> None:
        """Compose the base anew at the next paint."""
        if not self._dirty:
            self._dirty = True
            self.update()
            # Qt leaves opaque children out when their window paints itself, and each of them holds a piece of the old base.
            for panel in self.findChildren(GlassPanel):
                panel.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from a field where nobody made it mean something else, Shift+Enter goes back (LOOK 8)."""
        at = self.focusWidget()
        if event.key() in ENTER and isinstance(at, QLineEdit | QComboBox) and not _answers(at):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            onward = next_input(at, not back)
            if onward is not None:
                onward.setFocus(Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the dirty part of the base."""
        base = self.base()
        ratio = base.devicePixelRatio()
        p = QPainter(self)
        part = QRectF(event.rect())
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        p.drawPixmap(part, base, source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cheap plates during the drag, full ones 120 ms after it."""
        super().resizeEvent(event)
        if self.isVisible() and event.oldSize().isValid():
            self._dragging = True
            self._settle.start()
        self.layout_changed()

    def _settled(self) -> None:
        self._dragging = False
        self.layout_changed()

    def _pair(self) -> Pair:
        """The pictures cover the screen, so that resizing never blurs again; a larger window grows them.

        Over more than one screen a drag grows them by a reserve, and what was larger before it serves until its end.
        """
        wanted = self.screen().size().expandedTo(self.size())
        if not self._dragging:
            self._covered = wanted
        elif self._covered != self._covered.expandedTo(wanted):
            self._covered = wanted + QSize(RESERVE_PX, RESERVE_PX)
        return self.backdrop.pair(self.look.tokens.name, self._covered, self.devicePixelRatioF())

    def _panels(self) -> list[GlassPanel]:
        return [panel for panel in self.findChildren(GlassPanel) if panel.casts_shadow and panel.isVisible()]

    def _compose(self) -> None:
        ratio = self.devicePixelRatioF()
        image = QImage(
            max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)), QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        p = QPainter(image)
        p.drawPixmap(0, 0, self._pair().crisp)
        panels = []
        for panel in self._panels():
            rect = QRect(panel.mapTo(self, QPoint(0, 0)), panel.size())
            panel.composed_at(rect)
            panels.append((self._in_sight(panel, rect), panel.radius))
        for shadow in (self.look.tokens.shadow1, self.look.tokens.shadow2):
            for rect, radius in panels:
                draw_shadow(p, rect, radius, shadow, ratio, hollow=True)
        p.end()
        self._base = QPixmap.fromImage(image)
        self._serial += 1
        self._dirty = False

    def _in_sight(self, panel: QWidget, rect: QRect) -> QRect:
        """The part of a panel that its scroll area shows: what is cut off casts no shadow."""
        parent = panel.parentWidget()
        while parent is not None and parent is not self:
            rect = rect.intersected(QRect(parent.mapTo(self, QPoint(0, 0)), parent.size()))
            parent = parent.parentWidget()
        return rect

    def _look_changed(self) -> None:
        if self.look.tokens.name != self._theme:
            self._theme = self.look.tokens.name
            self._fade()
        self.layout_changed()

    def _fade(self) -> None:
        """Cross-fade from the picture of the old theme, which is still in the backing store."""
        duration = self.look.millis(THEME_FADE_MS)
        old = snapshot(self) if duration and self.isVisible() else None
        if old is not None:
            CrossFade(self, old, duration).start()
