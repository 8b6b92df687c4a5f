"""Prepared lines of text and small pictures for painting many cells a frame (drawText costs 16 times as much, LOOK 10)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QStaticText

from teller_app.glass.icons import ratio_of
from teller_app.glass.look import Look
from teller_app.glass.type import metrics, text_width

LINES_MAX = 4096
STAMPS_MAX = 256


class CellCache:
    """Belongs to one table; forgets everything when the look changes, and when it has grown to its bound."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._lines: dict[tuple[str, str, int], tuple[QStaticText, float, float]] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._lines.clear()
        self._stamps.clear()

    def line(self, p: QPainter, box: QRectF, s: str, role: str, color: QColor, right: bool = False) -> None:
        """One line, centred in height, elided unless it is a figure at the right, which is never cut."""
        if not s:
            return
        room = -1 if right else int(box.width())
        found = self._lines.get((s, role, room))
        if found is None:
            found = self._prepare(s, role, room)
        static, wide, high = found
        p.setFont(self._look.font(role))
        p.setPen(color)
        p.drawStaticText(QPointF(box.right() - wide if right else box.left(), box.center().y() - high / 2), static)

    def _prepare(self, s: str, role: str, room: int) -> tuple[QStaticText, float, float]:
        if len(self._lines) >= LINES_MAX:
            self._lines.clear()
        face = self._look.font(role)
        shown = s
        if room >= 0 and text_width(s, face) > room + 0.5:
            shown = metrics(face).elidedText(s, Qt.TextElideMode.ElideRight, room)
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=face)
        prepared = (static, text_width(shown, face), static.size().height())
        self._lines[(s, role, room)] = prepared
        return prepared

    def stamp(
        self, p: QPainter, at: QPointF, key: tuple[object, ...], size: tuple[int, int], draw: Callable[[QPainter], None]
    ) -> None:
        """A small picture with its top left corner at ``at``, drawn once for a key and pixel ratio."""
        ratio = ratio_of(p)
        full = (*key, ratio)
        pixmap = self._stamps.get(full)
        if pixmap is None:
            if len(self._stamps) >= STAMPS_MAX:
                self._stamps.clear()
            pixmap = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(inner)
            inner.end()
            self._stamps[full] = pixmap
        p.drawPixmap(at, pixmap)
