"""A sheet to sign on, by pen, finger or mouse. It has no focus: whatever it stands in has the keys that take a stroke back."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QTabletEvent, QTouchEvent

from contract.ink import HIGH, WIDE
from teller_app.glass.ink_picture import paint_strokes
from teller_app.glass.inking import Drawing
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, rounded, text
from teller_app.glass.painted import Painted
from teller_app.glass.signature import ink_of

SIZES = ((600, 240), (450, 180))


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class SignPad(Painted):
    """``changed`` after each stroke that is done or taken back. ``hint`` are the words on an empty sheet, ``spoken(n)`` says to a
    screen reader how many strokes stand on it. ``now_ms`` is the clock of the strokes.
    """

    changed = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        hint: str,
        spoken: Callable[[int], str],
        now_ms: Callable[[], int] = _monotonic_ms,
    ) -> None:
        super().__init__(look, name, (0, SIZES[0][1]))
        self._hint_words, self._spoken, self._now = hint, spoken, now_ms
        self._drawing = Drawing()
        self._finger: int | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._tell()

    @property
    def strokes(self) -> int:
        """How many stand on the sheet."""
        return len(self._drawing.strokes)

    def ink(self) -> str:
        """What was drawn, packed (``contract/ink.py``); empty where nothing was."""
        return self._drawing.ink()

    def undo(self) -> None:
        """Take the last stroke back."""
        self._drawing.undo()
        self._tell()

    def clear(self) -> None:
        """Wipe the sheet."""
        self._drawing.clear()
        self._tell()

    def sizeHint(self) -> QSize:
        """600 by 240, compact 450 by 180."""
        return QSize(*self.look.pick(*SIZES))

    def minimumSizeHint(self) -> QSize:
        """A hand needs room."""
        return QSize(300, self.sizeHint().height())

    def sheet(self) -> QRectF:
        """Where the sheet lies: the largest of its shape within the widget."""
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        wide = min(box.width(), box.height() * WIDE / HIGH)
        found = QRectF(0, 0, wide, wide * HIGH / WIDE)
        found.moveCenter(box.center())
        return found

    # -- pen, finger, mouse --------------------------------------------------------------------------------------

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: what is accepted here does not come as a mouse again."""
        calls = {QEvent.Type.TabletPress: self._down, QEvent.Type.TabletMove: self._move}
        if event.type() in calls:
            calls[event.type()](event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self.lift()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The first finger draws; a palm beside it does not."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        points = {point.id(): point for point in event.points()}
        if event.type() == QEvent.Type.TouchBegin and points:
            self._finger, first = next(iter(points.items()))
            self._down(first.position())
        elif event.type() == QEvent.Type.TouchUpdate and self._finger in points:
            self._move(points[self._finger].position())
        elif event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._finger = None
            self.lift()
        event.accept()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button is the pen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While it is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Until it is let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.lift()

    def draw_from(self, x: float, y: float) -> None:
        """The pen touches the sheet, in its units."""
        self._drawing.down(x, y, self._now())
        self.update()

    def draw_to(self, x: float, y: float) -> None:
        """The pen goes on."""
        self._drawing.move(x, y, self._now())
        self.update()

    def lift(self) -> None:
        """The pen is lifted."""
        self._drawing.up()
        self._tell()

    def _down(self, at: QPointF) -> None:
        self.draw_from(*self._on_sheet(at))

    def _move(self, at: QPointF) -> None:
        self.draw_to(*self._on_sheet(at))

    def _on_sheet(self, at: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        return (at.x() - sheet.left()) * WIDE / sheet.width(), (at.y() - sheet.top()) * HIGH / sheet.height()

    def _tell(self) -> None:
        self.setAccessibleDescription(self._spoken(self.strokes))
        self.update()
        self.changed.emit()

    # -- painting ------------------------------------------------------------------------------------------------

    def draw(self, p: QPainter) -> None:
        """Well, line, strokes."""
        look, tokens, sheet = self.look, self.look.tokens, self.sheet()
        rounded(p, sheet, 12, tokens.well, tokens.well_line)
        low = sheet.top() + sheet.height() * 0.78
        p.fillRect(QRectF(sheet.left() + 24, low, sheet.width() - 48, 1), tokens.sep)
        if not self.strokes:
            text(
                p,
                QRectF(sheet.left(), low + 4, sheet.width(), 20),
                self._hint_words,
                look.font("caption"),
                tokens.text3,
                CENTER,
            )
            return
        p.setClipRect(sheet)
        paint_strokes(p, self._drawing.strokes, sheet, ink_of(look))
