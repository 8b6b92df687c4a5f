"""What a person can read of a window: every text that is painted, where, and whether it was cut.

Painted widgets draw through ``glass.paint.text``; the spy stands in its place in every module that took it by name.
Labels and fields of Qt are measured. A text that reaches beyond what can be seen of its widget is cut as well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QWidget

from teller_app.glass import paint
from teller_app.glass.floating import FloatingPane, ModalLayer
from teller_app.glass.spoken import Spoken
from teller_app.glass.type import text_width

SLACK = 1.0
"""Rounding of Qt's layouts, in px."""


@dataclass(frozen=True)
class Seen:
    """One text: the widget that shows it, where its letters are (in the widget); ``cut`` says how its room fell short."""

    widget: QWidget
    words: str
    color: QColor
    font: QFont
    box: QRectF
    cut: str = ""

    def __str__(self) -> str:
        owner = next((name for name in names_up(self.widget)), "")
        return f"{type(self.widget).__name__} in {owner!r}: {self.words!r} {self.cut}"


def parts(window: QWidget) -> list[QWidget]:
    """Every visible widget of it, itself first."""
    return [window, *(part for part in window.findChildren(QWidget) if part.isVisible())]


def controls(window: QWidget) -> list[QWidget]:
    """What can be pressed, typed into or focused; a layer takes the focus only while nothing in it can."""
    return [
        part
        for part in parts(window)
        if part.isEnabled() and part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.focusProxy() is None
        and not isinstance(part, ModalLayer | FloatingPane)
    ]  # fmt: skip


def labels(window: QWidget) -> list[QLabel]:
    """Visible labels with words."""
    return [part for part in parts(window) if isinstance(part, QLabel) and part.text()]


def names_up(widget: QWidget | None) -> Iterator[str]:
    """Names of the widget and of what it lies in."""
    while widget is not None:
        if widget.accessibleName():
            yield widget.accessibleName()
        widget = widget.parentWidget()


def read(window: QWidget) -> list[Seen]:
    """Paint the window once and read it."""
    seen: list[Seen] = []
    with spied(seen):
        image = QImage(window.size(), QImage.Format.Format_RGB32)
        window.render(image)
    return seen + [found for part in parts(window) for found in measured(part)]


@contextmanager
def spied(seen: list[Seen], paints: bool = True) -> Iterator[None]:
    """While it lasts, every text that is painted is noted in ``seen``, and with ``paints=False`` left out."""
    real = paint.text
    holders = [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.startswith("teller_app.")
        for name, value in list(vars(module).items())
        if value is real
    ]
    spy = _spy(real if paints else _nothing, seen)
    for module, name in holders:
        setattr(module, name, spy)
    try:
        yield
    finally:
        for module, name in holders:
            setattr(module, name, real)


def _nothing(*_: object) -> None:
    """A text that is not painted."""


def _spy(real: Callable[..., None], seen: list[Seen]) -> Callable[..., None]:
    def text(
        p: QPainter,
        rect: QRectF | QRect,
        s: str,
        font: QFont,
        color: QColor,
        align: Qt.AlignmentFlag = paint.LEFT,
        elide: bool = True,
    ) -> None:
        real(p, rect, s, font, color, align, elide)
        device = p.device()
        if s and isinstance(device, QWidget):
            box = p.combinedTransform().mapRect(QRectF(rect))
            seen.append(_judged(device, s, font, QColor(color), box, align, elide))

    return text


def _judged(
    widget: QWidget, s: str, font: QFont, color: QColor, box: QRectF, align: Qt.AlignmentFlag, elide: bool
) -> Seen:
    needs = text_width(s, font)
    if elide and needs > box.width() + SLACK:
        return Seen(widget, s, color, font, box, f"is elided: {needs:.0f} in {box.width():.0f} px")
    ink = _inked(box, needs, align)
    return Seen(widget, s, color, font, ink, hidden(widget, ink))


def _inked(box: QRectF, needs: float, align: Qt.AlignmentFlag) -> QRectF:
    """Where the letters are."""
    left = box.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = box.right() - needs
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = box.center().x() - needs / 2
    return QRectF(left, box.center().y() - 4, needs, 8)


def hidden(widget: QWidget, ink: QRectF) -> str:
    """How much of the ink lies outside what can be seen of the widget; what one can scroll to counts as seen."""
    seen = visible(widget)
    over = max(seen.left() - ink.left(), ink.right() - seen.right())
    if over > SLACK:
        return f"reaches {over:.0f} px beyond its place"
    down = max(seen.top() - ink.top(), ink.bottom() - seen.bottom())
    if down > SLACK and not scrolls(widget):
        return f"reaches {down:.0f} px above or below its place"
    return ""


def visible(widget: QWidget) -> QRectF:
    """The part of the widget that no ancestor cuts off, in its own coordinates; each direction for itself, because
    what is scrolled away downwards may still be whole from left to right."""
    left, top, right, bottom = 0, 0, widget.width(), widget.height()
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        at = widget.mapTo(parent, QPoint(0, 0))
        left, top = max(left, -at.x()), max(top, -at.y())
        right, bottom = min(right, parent.width() - at.x()), min(bottom, parent.height() - at.y())
        parent = None if parent.isWindow() else parent.parentWidget()
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def scrolls(widget: QWidget | None) -> bool:
    """Whether it lies in something that scrolls."""
    while widget is not None:
        if isinstance(widget.parentWidget(), QAbstractScrollArea):
            return True
        widget = widget.parentWidget()
    return False


def measured(part: QWidget) -> Iterator[Seen]:
    """The texts of Qt's own widgets."""
    if isinstance(part, Spoken):
        # What it says is painted by its parent, and was read there.
        return
    if isinstance(part, QLabel) and part.text():
        yield _label(part)
    elif isinstance(part, QLineEdit):
        words = part.text() or part.placeholderText()
        if words and not part.hasFocus():
            yield _line(part, words)


def _label(label: QLabel) -> Seen:
    box, metrics = QRectF(label.contentsRect()), QFontMetricsF(label.font())
    color = label.palette().color(label.foregroundRole())
    if label.wordWrap():
        high = label.heightForWidth(label.width())
        word = max(metrics.horizontalAdvance(part) for part in label.text().split())
        cut = ""
        if high > label.height() + SLACK:
            cut = f"needs {high} px of height and has {label.height()}"
        elif word > box.width() + SLACK:
            cut = f"has a word of {word:.0f} px in {box.width():.0f}"
        return Seen(label, label.text(), color, label.font(), box, cut or hidden(label, box))
    needs = max(metrics.horizontalAdvance(line) for line in label.text().splitlines())
    cut = f"needs {needs:.0f} px and has {box.width():.0f}" if needs > box.width() + SLACK else ""
    ink = _inked(box, needs, label.alignment())
    return Seen(label, label.text(), color, label.font(), ink, cut or hidden(label, ink))


def _line(line: QLineEdit, words: str) -> Seen:
    needs = QFontMetricsF(line.font()).horizontalAdvance(words)
    box = QRectF(line.contentsRect())
    room = box.width() - line.textMargins().left() - line.textMargins().right() - 4
    cut = f"needs {needs:.0f} px and has {room:.0f}" if needs > room + SLACK else ""
    role = line.palette().ColorRole.Text if line.text() else line.palette().ColorRole.PlaceholderText
    return Seen(line, words, line.palette().color(role), line.font(), box, cut)


def in_window(seen: Seen) -> QRectF:
    """The text's box in the coordinates of its window."""
    shift = seen.widget.mapTo(seen.widget.window(), QPoint(0, 0))
    return seen.box.translated(QPointF(shift))
