"""A day as a curve over a track with events, and a handle that stands at one minute of it (picture 19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QSlider

from teller_app.glass.charts import reference_line
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, RIGHT, alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted_button import KEYBOARD_REASONS

HEIGHTS = (216, 158)
AXIS, EDGE, TOP, FOOT = 62, 24, 40, 52
DOT = 9


@dataclass(frozen=True, slots=True)
class Event:
    """Something on the track: when (seconds of the day), which icon, which tone."""

    at: float
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class DayCurve:
    """What the scrubber shows. Times are seconds of the day; ``points`` are (time, value), ``value`` holds until the next.

    ``at`` is where the handle stands, ``bubble`` what stands above it; the curve beyond it is dashed. ``labels`` are (time, words)
    of the axis below, ``levels`` (value, words) of the axis at the left. ``gaps`` are hatched. ``bound`` is a dashed value with words.
    """

    start: float = 0
    end: float = 1
    points: tuple[tuple[float, float], ...] = ()
    at: float = 0
    bubble: tuple[str, str] = ("", "")
    events: tuple[Event, ...] = ()
    labels: tuple[tuple[float, str], ...] = ()
    levels: tuple[tuple[float, str], ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()
    bound: tuple[float, str] | None = None
    mark: float | None = None


class TimeScrubber(QSlider):
    """A slider whose value is the number of steps, so that keyboard and screen readers have it as one; a drag goes by time.

    ``stepped`` is a step by key, ``turned`` a minute on or back, ``leapt`` to the next event or the one before, ``sought`` a time by
    mouse, ``opened`` Enter.
    """

    stepped = Signal(int)
    sought = Signal(float)
    opened = Signal()
    turned = Signal(bool)
    leapt = Signal(bool)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.look = look
        self._curve = DayCurve()
        self._by_keyboard = False
        self.setAccessibleName(name)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.follow(self._dress)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def curve(self) -> DayCurve:
        """What is shown."""
        return self._curve

    def set_day(self, curve: DayCurve, steps: int, step: int, spoken: str) -> None:
        """Show a day with so many steps, the handle at one; ``spoken`` is what a screen reader says of it."""
        self._curve = curve
        blocked = self.blockSignals(True)
        self.setRange(0, steps)
        self.setValue(step)
        self.blockSignals(blocked)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, self.look.pick(*HEIGHTS))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(280, self.look.pick(*HEIGHTS))

    # -- keys and mouse ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End step, with Shift by a minute, page keys by events; Enter opens. What is no step goes on to the room."""
        steps = {Qt.Key.Key_Left: self.value() - 1, Qt.Key.Key_Right: self.value() + 1,
                 Qt.Key.Key_Home: self.minimum(), Qt.Key.Key_End: self.maximum()}  # fmt: skip
        pages = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        sides = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in sides and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.turned.emit(event.key() == Qt.Key.Key_Right)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in steps:
            self.stepped.emit(max(self.minimum(), min(self.maximum(), steps[Qt.Key(event.key())])))
        elif event.key() in pages:
            self.leapt.emit(event.key() == Qt.Key.Key_PageDown)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle goes where the mouse is."""
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And follows it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays where it was let go."""

    def _seek(self, event: QMouseEvent) -> None:
        box = self._box()
        share = max(0.0, min(1.0, (event.position().x() - box.left()) / max(1.0, box.width())))
        self.sought.emit(self._curve.start + share * (self._curve.end - self._curve.start))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether a key brought the focus."""
        self._by_keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without its ring."""
        super().focusOutEvent(event)
        self.update()

    # -- painting ------------------------------------------------------------------------------------------------

    def _box(self) -> QRectF:
        return QRectF(AXIS, TOP, self.width() - AXIS - EDGE, self.height() - TOP - FOOT)

    def _x(self, at: float) -> float:
        box, curve = self._box(), self._curve
        span = max(1.0, curve.end - curve.start)
        return box.left() + max(0.0, min(1.0, (at - curve.start) / span)) * box.width()

    def _y(self, value: float) -> float:
        box = self._box()
        most = max((level for level, _ in self._curve.levels), default=1.0) or 1.0
        return box.bottom() - max(0.0, min(1.05, value / most)) * box.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Levels, gaps, curve, bound, track, events, handle."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_levels(p)
        self._draw_gaps(p)
        self._draw_curve(p)
        if self._curve.bound is not None:
            value, words = self._curve.bound
            box = self._box()
            face = self.look.font("micro-strong")
            reference_line(p, box.left(), box.right(), self._y(value), self.look.tokens.warn_mark, words, face)
        self._draw_track(p)
        self._draw_handle(p)

    def _draw_levels(self, p: QPainter) -> None:
        tokens, box, face = self.look.tokens, self._box(), self.look.font("micro")
        for value, words in self._curve.levels:
            y = self._y(value)
            p.fillRect(QRectF(box.left(), y, box.width(), 1), tokens.sep)
            text(p, QRectF(0, y - 9, AXIS - 8, 18), words, face, tokens.text2, RIGHT)
        for at, words in self._curve.labels:
            text(p, QRectF(self._x(at) - 40, self.height() - 20, 80, 18), words, face, tokens.text2, CENTER)

    def _draw_gaps(self, p: QPainter) -> None:
        """Hatched: what was booked there came late."""
        for start, end in self._curve.gaps:
            span = QRectF(self._x(start), TOP, max(2.0, self._x(end) - self._x(start)), self._box().height())
            p.fillRect(span, QBrush(alpha(self.look.tokens.warn_mark, 0.45), Qt.BrushStyle.BDiagPattern))

    def _draw_curve(self, p: QPainter) -> None:
        curve, tokens = self._curve, self.look.tokens
        if not curve.points:
            return
        before = [(at, value) for at, value in curve.points if at <= curve.at]
        last = before[-1][1] if before else curve.points[0][1]
        past = self._line([*before, (curve.at, last)])
        area = QPolygonF(
            [*past, QPointF(past[-1].x(), self._box().bottom()), QPointF(past[0].x(), self._box().bottom())]
        )
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(tokens.accent_mark, 0.16))
        p.drawPolygon(area)
        future = self._line([(curve.at, last), *((at, value) for at, value in curve.points if at > curve.at)])
        p.setBrush(Qt.BrushStyle.NoBrush)
        for points, color, style in (
            (future, tokens.text3, Qt.PenStyle.DashLine),
            (past, tokens.accent_mark, Qt.PenStyle.SolidLine),
        ):
            p.setPen(QPen(color, 1.8, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            p.drawPolyline(QPolygonF(points))

    def _line(self, points: Sequence[tuple[float, float]]) -> list[QPointF]:
        """Cash does not drift: it stays as it is until a posting moves it."""
        found: list[QPointF] = []
        for at, value in points:
            if found:
                found.append(QPointF(self._x(at), found[-1].y()))
            found.append(QPointF(self._x(at), self._y(value)))
        return found

    def _draw_track(self, p: QPainter) -> None:
        tokens, box, y = self.look.tokens, self._box(), self.height() - 34.0
        rounded(p, QRectF(box.left(), y - 2, box.width(), 4), 2, tokens.fill_line)
        here = self._x(self._curve.at)
        rounded(p, QRectF(box.left(), y - 2, here - box.left(), 4), 2, tokens.accent_mark)
        if self._curve.mark is not None:
            p.fillRect(QRectF(self._x(self._curve.mark) - 1, TOP, 2, y - TOP), tokens.gold)
        for event in self._curve.events:
            fg, soft = tone(tokens, event.tone)
            spot = QRectF(self._x(event.at) - DOT, y - DOT, 2 * DOT, 2 * DOT)
            rounded(p, spot, DOT, QColor(tokens.pill) if tokens.dark else QColor("white"))
            rounded(p, spot, DOT, soft, fg)
            paint_icon(p, event.icon, round(spot.center().x() - 5), round(y - 5), 10, fg, "bold")

    def _draw_handle(self, p: QPainter) -> None:
        tokens, x, y = self.look.tokens, self._x(self._curve.at), self.height() - 34.0
        p.fillRect(QRectF(x - 1, TOP - 8, 2, y - TOP), tokens.text)
        at, figure = self._curve.bubble
        face = self.look.font("body-strong")
        wide = text_width(at, face) + text_width(figure, face) + 34
        left = max(0.0, min(self.width() - wide - 2.0, x - wide / 2))
        bubble = QRectF(left, 4, wide, 28)
        rounded(p, bubble, 14, tokens.pill, tokens.accent_line)
        text(p, bubble.adjusted(12, 0, 0, 0), at, face, tokens.text)
        text(p, bubble.adjusted(0, 0, -12, 0), figure, face, tokens.text, RIGHT)
        knob = QRectF(x - 10, y - 10, 20, 20)
        rounded(p, knob, 10, QColor("white"), tokens.accent_mark, 2)
        paint_icon(p, "arrows-left-right", round(x - 6), round(y - 6), 12, QColor("#23345F"), "bold")
        if self.hasFocus() and self._by_keyboard:
            rounded(p, knob.adjusted(-4, -4, 4, 4), 14, None, tokens.focus, 2)
