"""Glass that floats blurs the interface below it, not the wallpaper. Source: LOOK section 4.

A copy of the window's picture is taken once, blurred once, and baked with scrim, shadow and pane into one pixmap.
``ModalLayer`` covers and freezes the window; ``FloatingPane`` covers only its own rectangle and leaves the rest live.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from teller_app.glass.blur import pyramid_blur
from teller_app.glass.fade import CrossFade, snapshot
from teller_app.glass.look import Look
from teller_app.glass.material import paint_glass, paint_solid
from teller_app.glass.shadow import draw_shadow, floating
from teller_app.glass.window import GlassWindow

OPEN_MS = 140
SATURATION = 1.15
SHADOW_ROOM = 28
BLUR_REACH = 64
THROUGH = (QKeySequence("F12"), QKeySequence("Ctrl+L"))
"""The keys of the lock, which no layer stops."""


def picture_of(window: QWidget) -> QPixmap:
    """What the window shows: its backing store where there is one, else painted anew.

    What is still to be laid out and painted is first, or the layer would stand over what was a moment ago, or over
    contents squeezed into the height of others. A fade that still runs ends first: what it fades from is no picture of now.
    """
    for fade in window.findChildren(CrossFade, options=Qt.FindChildOption.FindDirectChildrenOnly):
        fade.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(window.window(), QEvent.Type.UpdateRequest)
    return snapshot(window) or window.grab()


def blurred(picture: QPixmap, look: Look) -> QPixmap:
    """The soft twin of a picture of the interface, guarded so that text keeps its contrast on it."""
    ratio = picture.devicePixelRatio()
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    soft = pyramid_blur(image, 4 if ratio <= 1.0 else 5, look.tokens, SATURATION, 0.92 if look.dark else 1.0)
    pixmap = QPixmap.fromImage(soft)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _cut(picture: QPixmap, area: QRect) -> QPixmap:
    """A piece of a picture; ``area`` is in logical pixels."""
    ratio = picture.devicePixelRatio()
    left, top = round(area.x() * ratio), round(area.y() * ratio)
    return picture.copy(left, top, round(area.width() * ratio), round(area.height() * ratio))


def paint_pane(p: QPainter, box: QRect, radius: int, soft: QPixmap | None, origin: QPoint, look: Look) -> None:
    """One thick pane; ``origin`` is the painter's (0, 0) in the window. Without a soft picture it is solid."""
    if soft is None:
        paint_solid(p, box, radius, look.tokens)
    else:
        paint_glass(p, box, radius, origin, soft, look.tokens, "thick")


class Fitting(QObject):
    """Follows what the contents of a layer need: a sentence below a field asks for another line."""

    def __init__(self, layer: ModalLayer) -> None:
        super().__init__(layer)
        self._layer = layer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the contents have settled."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._layer.fit)
        return False


class ModalLayer(QWidget):
    """A layer over a whole window with one pane in it. Keys, shortcuts and clicks stop here until it closes.

    A subclass says where its pane lies in ``pane_rect`` and puts its contents into ``pane``.
    """

    def __init__(self, look: Look, window: QWidget, radius: int) -> None:
        super().__init__(window)
        self.look = look
        self.radius = radius
        self.pane = QWidget(self)
        self._window = window
        self._picture = QPixmap()
        self._focus_before: QWidget | None = None
        self._wanted = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        window.installEventFilter(self)
        self.pane.installEventFilter(Fitting(self))
        look.follow(self._look_changed)

    def pane_rect(self) -> QRect:
        """Where the pane lies in the window."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """Which widget gets the focus when the layer opens."""
        return self

    @property
    def is_open(self) -> bool:
        """True between open and close, while nothing covers it."""
        return not self.isHidden()

    @property
    def is_wanted(self) -> bool:
        """True between open and close, also while the window is locked above it."""
        return self._wanted

    def open(self) -> None:
        """Cover the window. Returns at once: nothing here ever waits for an answer. Above a lock nothing opens: it waits below."""
        self._wanted = True
        if isinstance(self._window, GlassWindow):
            self._window.when_unlocked(self._open)
        else:
            self._open()

    def _open(self) -> None:
        # It may have been closed, or its person may be gone, while the window was locked.
        if not shiboken6.isValid(self) or not self._wanted or self.is_open:
            return
        active = QApplication.activeWindow()
        if active is not None and active is not self._window.window():
            # A key in a room's own window asked for it: behind that window it would wait for an answer that nobody can see to give.
            self._window.activateWindow()
        self._focus_before = self._window.focusWidget()
        before = picture_of(self._window)
        self._place(before)
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        duration = self.look.millis(OPEN_MS)
        if duration and self._window.isVisible():
            CrossFade(self._window, before, duration).start()

    def close_layer(self) -> None:
        """Uncover the window and give the focus back to where it was."""
        self._wanted = False
        if not self.is_open:
            return
        self.hide()
        self._picture = QPixmap()
        before, self._focus_before = self._focus_before, None
        # What had it may be gone meanwhile: then the window hears the keys, and nothing that is covered does.
        there = before is not None and shiboken6.isValid(before) and before.isVisible()
        (before if before is not None and there else self._window).setFocus(Qt.FocusReason.OtherFocusReason)

    def heard[**P](self, answer: Callable[P, object]) -> Callable[P, None]:
        """``answer`` to what is asked from here and told later: nobody hears it once the layer is gone, let be or with its person."""

        def told(*args: P.args, **named: P.kwargs) -> None:
            if shiboken6.isValid(self):
                answer(*args, **named)

        return told

    def _place(self, before: QPixmap) -> None:
        self.setGeometry(self._window.rect())
        self.pane.setGeometry(self.pane_rect())
        self._picture = self._bake(before)
        self.update()

    def _bake(self, before: QPixmap) -> QPixmap:
        box = self.pane.geometry()
        # Only what the pane will cover, with the reach of the blur: a picture of the whole window takes five times as long.
        area = box.adjusted(-BLUR_REACH, -BLUR_REACH, BLUR_REACH, BLUR_REACH).intersected(self.rect())
        soft = None if self.look.solid else blurred(_cut(before, area), self.look)
        baked = QPixmap(before)
        p = QPainter(baked)
        p.fillRect(self.rect(), self.look.tokens.scrim)
        draw_shadow(p, box, self.radius, floating(self.look.tokens.shadow1), before.devicePixelRatio())
        p.translate(area.topLeft())
        paint_pane(p, box.translated(-area.topLeft()), self.radius, soft, QPoint(0, 0), self.look)
        p.end()
        return baked

    def rebake(self) -> None:
        """Take the picture again: the window grew, the theme changed, or the pane needs another size."""
        if not self.is_open:
            return
        focused = self._window.focusWidget()
        self.hide()
        before = self._window.grab()
        self._place(before)
        self.show()
        self.raise_()
        (focused if focused is not None and self.isAncestorOf(focused) else self.first_focus()).setFocus()

    def _look_changed(self) -> None:
        # The window's own widgets hear of the change in no fixed order, so the picture is taken after all of them.
        QTimer.singleShot(0, self, self.rebake)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.is_open:
            QTimer.singleShot(0, self, self.rebake)
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """As high as the contents need now."""
        if self.is_open and self.pane_rect() != self.pane.geometry():
            self.rebake()

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window below do not fire through the layer; their keys arrive as plain key presses. Only the keys of the lock
        do: whoever leaves the desk leaves it at once, whatever is open."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            through = pressed in THROUGH and not self.has_key(pressed)
            event.setAccepted(not through)
            return not through
        return super().event(event)

    def has_key(self, key: QKeySequence) -> bool:
        """Whether this layer has a use of its own for a key that would go through."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes through to the window."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside the layer."""
        stops = [
            child
            for child in self.pane.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
        ]
        if not stops:
            return True
        focused = self._window.focusWidget()
        at = stops.index(focused) if focused in stops else (-1 if next else 0)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the baked picture."""
        p = QPainter(self)
        part = QRectF(event.rect())
        ratio = self._picture.devicePixelRatio()
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        p.drawPixmap(part, self._picture, source)


class FloatingPane(QWidget):
    """One pane over a live window: a toast, a side drawer. Its own rectangle is cut from the picture, nothing else.

    The widget is larger than the pane by ``SHADOW_ROOM`` on every side; contents go into ``pane``.
    """

    def __init__(self, look: Look, window: QWidget, radius: int) -> None:
        super().__init__(window)
        self.look = look
        self.radius = radius
        self.pane = QWidget(self)
        self._window = window
        self._picture = QPixmap()
        self.hide()
        look.follow(self._look_changed)

    def place(self, rect: QRect, before: QPixmap | None = None) -> None:
        """Lay the pane at ``rect`` in the window; ``before`` is the picture below it, taken now if not given."""
        room = SHADOW_ROOM
        self.setGeometry(rect.adjusted(-room, -room, room, room))
        self.pane.setGeometry(room, room, rect.width(), rect.height())
        self._picture = self._bake(rect, before)
        self.update()

    def shift(self, rect: QRect, before: QPixmap) -> None:
        """Move a pane that is baked already; it is baked anew only where its size is another."""
        room = SHADOW_ROOM
        if self._picture.isNull() or self.pane.size() != rect.size():
            self.place(rect, before)
        else:
            self.move(rect.x() - room, rect.y() - room)

    def _bake(self, rect: QRect, before: QPixmap | None) -> QPixmap:
        ratio = self.devicePixelRatioF()
        soft, origin = None, QPoint(0, 0)
        if not self.look.solid:
            picture = before if before is not None else picture_of(self._window)
            area = rect.adjusted(-BLUR_REACH, -BLUR_REACH, BLUR_REACH, BLUR_REACH).intersected(self._window.rect())
            soft, origin = blurred(_cut(picture, area), self.look), self.pos() - area.topLeft()
        baked = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        baked.setDevicePixelRatio(ratio)
        baked.fill(Qt.GlobalColor.transparent)
        p = QPainter(baked)
        tokens = self.look.tokens
        for shadow in (tokens.shadow1, tokens.shadow2):
            draw_shadow(p, self.pane.geometry(), self.radius, shadow, ratio)
        paint_pane(p, self.pane.geometry(), self.radius, soft, origin, self.look)
        p.end()
        return baked

    def _look_changed(self) -> None:
        QTimer.singleShot(0, self, self._rebake)

    def _rebake(self) -> None:
        if self.isHidden():
            return
        self.hide()
        before = self._window.grab()
        self.place(self.geometry().adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM), before)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the pane and its shadow; what shines through at the corners is live."""
        p = QPainter(self)
        p.drawPixmap(0, 0, self._picture)
