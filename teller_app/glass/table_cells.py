"""How one cell is painted. Called for visible rows only; lines and chips are prepared once and then blitted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from teller_app.glass.avatar import paint_avatar
from teller_app.glass.cell_cache import CellCache
from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import chip, chip_width, paint_icon, rounded, text_width, tone
from teller_app.glass.sparkline import MARGIN, paint_sparkline
from teller_app.glass.table_head import CELL_GAP
from teller_app.glass.table_model import (
    Card,
    Cell,
    Column,
    Figure,
    Gauge,
    Lead,
    Mark,
    Person,
    Status,
    Task,
    Trend,
    TwoLines,
)
from teller_app.glass.table_plain import EM_DASH
from teller_app.glass.table_task import paint_task
from teller_app.glass.wrap import wrapped

AVATAR, MARK = 30, 16
FACE, CARD_GAP = 38, 6
"""Side of the face of a card, and the gap between its lines and its chips, in px."""
TREND, BAR = 30, 5
"""Heights in px of the small line with the room of its dot, and of the bar under a figure."""
_FACES = {"text": ("body-medium", "text"), "dim": ("caption", "text2"), "code": ("code-s", "text2")}
_STRONG = ("text", "pos", "neg", "warn")


class CellPainter:
    """Paints the cells of one table."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._cache = CellCache(look)
        self._chips: dict[Status, tuple[int, int]] = {}

    def forget(self) -> None:
        """The look changed."""
        self._cache.clear()
        self._chips.clear()

    def paint(self, p: QPainter, box: QRectF, column: Column, cell: Cell, selected: bool) -> None:
        """Paint a cell. In a selected row tertiary text becomes secondary: its contrast would fall under 4.5."""
        quiet = "text2" if selected else "text3"
        match cell:
            case str():
                self._plain(p, box, column, cell, quiet)
            case Figure():
                self._figure(p, box, column, cell.text, quiet if cell.color == "text3" else cell.color)
            case Status():
                self._status(p, box, cell, column.centred)
            case Mark():
                self._mark(p, box, cell, column.centred)
            case Lead():
                self._lead(p, box, cell, quiet)
            case Person():
                self._person(p, box, cell, quiet)
            case TwoLines():
                inner = box if column.right else box.adjusted(0, 0, -CELL_GAP, 0)
                self._lines(p, inner, cell.title, cell.sub, quiet, cell.color, column.right)
            case Trend():
                self._trend(p, box, cell)
            case Gauge():
                self._gauge(p, box, column, cell)
            case Card():
                self._card(p, box, cell, quiet)
            case Task():
                paint_task(p, self.look, self._cache, box, cell, selected)

    def paint_block(self, p: QPainter, box: QRectF, column: Column) -> None:
        """A block where the text will be, while the row is on its way."""
        wide = min(96.0, box.width() * 0.7) if column.right else box.width() * (0.55 if column.width else 0.4)
        left = box.right() - wide if column.right else box.left()
        rounded(p, QRectF(left, round(box.center().y() - 6), max(0.0, wide), 12), 5, self.look.tokens.fill_hover)

    def _plain(self, p: QPainter, box: QRectF, column: Column, words: str, quiet: str) -> None:
        nothing = words == EM_DASH
        if column.kind == "money":
            self._figure(p, box, column, words, quiet if nothing else "text")
            return
        role, color = _FACES[column.kind]
        color = quiet if nothing else color
        inner = box.adjusted(0, 0, -CELL_GAP, 0)
        if column.centred:
            spare = inner.width() - text_width(words, self.look.font(role))
            inner = inner.adjusted(max(0.0, spare) / 2, 0, 0, 0)
        self._cache.line(p, inner, words, role, getattr(self.look.tokens, color))

    def _figure(self, p: QPainter, box: QRectF, column: Column, words: str, color: str) -> None:
        role = "body-strong" if color in _STRONG else "body-medium"
        self._cache.line(p, box, words, role, getattr(self.look.tokens, color), column.right)

    def _status(self, p: QPainter, box: QRectF, cell: Status, centred: bool) -> None:
        icon, dot = cell.icon or None, not cell.icon and not cell.plain
        size = self._chips.get(cell)
        if size is None:
            size = self._chips[cell] = (round(chip_width(self.look, cell.text, icon, dot)) + 1, 22)
        spare = max(0.0, box.width() - CELL_GAP - size[0]) / 2 if centred else 0
        at = QPointF(round(box.left() + spare), round(box.center().y() - 11))
        look = self.look
        self._cache.stamp(
            p, at, ("chip", cell), size, lambda q: _ignore(chip(q, look, 0, 11, cell.text, cell.tone, icon, dot=dot))
        )

    def _mark(self, p: QPainter, box: QRectF, cell: Mark, centred: bool) -> None:
        spare = max(0.0, box.width() - CELL_GAP - MARK) / 2 if centred else 0
        at = QPointF(round(box.left() + spare), round(box.center().y() - MARK / 2))
        color = getattr(self.look.tokens, cell.color)
        self._cache.stamp(
            p, at, ("mark", cell), (MARK, MARK), lambda q: paint_icon(q, cell.icon, 0, 0, MARK, color, "bold")
        )

    def _lead(self, p: QPainter, box: QRectF, cell: Lead, quiet: str) -> None:
        side = self.look.pick(28, 24)
        inset = (AVATAR - side) / 2 if cell.among_people else 0
        at = QPointF(box.left() + inset, round(box.center().y() - side / 2))

        def draw(q: QPainter) -> None:
            fg, soft = tone(self.look.tokens, cell.tone)
            rounded(q, QRectF(0, 0, side, side), 8, soft)
            paint_icon(q, cell.icon, (side - 16) / 2, (side - 16) / 2, 16, fg, "bold")

        self._cache.stamp(p, at, ("tile", cell.icon, cell.tone, side), (side, side), draw)
        room = AVATAR if cell.among_people else side
        self._lines(p, box.adjusted(room + 10, 0, -CELL_GAP, 0), cell.title, cell.sub, quiet)

    def _person(self, p: QPainter, box: QRectF, cell: Person, quiet: str) -> None:
        at = QPointF(box.left(), round(box.center().y() - AVATAR / 2))
        key = ("person", cell.initials, cell.number, cell.presence)
        look = self.look
        # The dot stands out by a pixel.
        self._cache.stamp(
            p, at, key, (AVATAR + 1, AVATAR + 1),
            lambda q: paint_avatar(q, look, 0, 0, AVATAR, cell.initials, cell.number, cell.presence),
        )  # fmt: skip
        self._lines(p, box.adjusted(AVATAR + 10, 0, -CELL_GAP, 0), cell.name, cell.sub, quiet)

    def _trend(self, p: QPainter, box: QRectF, cell: Trend) -> None:
        wide, tokens = int(box.width()) - CELL_GAP, self.look.tokens
        if wide <= 2 * MARGIN:
            return
        line = QRectF(MARGIN, MARGIN, wide - 2 * MARGIN, TREND - 2 * MARGIN)
        self._cache.stamp(
            p, QPointF(box.left(), round(box.center().y() - TREND / 2)), ("trend", cell, wide), (wide, TREND),
            lambda q: paint_sparkline(q, line, cell.values, getattr(tokens, cell.mark)),
        )  # fmt: skip

    def _gauge(self, p: QPainter, box: QRectF, column: Column, cell: Gauge) -> None:
        tokens, cy = self.look.tokens, box.center().y()
        tall = self.look.grown(18)
        self._figure(p, QRectF(box.left(), cy - tall + 1, box.width(), tall), column, cell.text, "text")
        bar = QRectF(box.left(), round(cy + 7), box.width(), BAR)
        paint_meter(p, bar, cell.share, getattr(tokens, cell.mark), tokens, cell.tick)

    def _card(self, p: QPainter, box: QRectF, cell: Card, quiet: str) -> None:
        look, ink = self.look, self.look.tokens
        top, low, chips = look.grown(20), look.grown(18), 22 + CARD_GAP if cell.chips else 0
        side = look.pick(FACE, AVATAR)
        if not cell.chips:
            self._words(p, box, cell, side, getattr(ink, quiet))
            return
        above = round(box.center().y() - (top + low + chips) / 2)
        self._face(p, QPointF(box.left(), above), side, cell.face)
        left = box.left() + side + 12
        beside = text_width(cell.figure, look.font("body-strong")) + 2
        upper = QRectF(left, above, box.right() - left, top)
        lower = QRectF(left, above + top, box.right() - left, low)
        name, sub = (cell.face.name if isinstance(cell.face, Person) else cell.face.title), cell.face.sub
        self._cache.line(p, upper.adjusted(0, 0, -beside - CELL_GAP, 0), name, "body-strong", ink.text)
        self._cache.line(p, upper, cell.figure, "body-strong", ink.text, True)
        beside = text_width(cell.aside, look.font("caption")) + 2
        self._cache.line(p, lower.adjusted(0, 0, -beside - CELL_GAP, 0), sub, "caption", getattr(ink, quiet))
        self._cache.line(p, lower, cell.aside, "caption", getattr(ink, quiet), True)
        x = left
        for status in cell.chips:
            wide = chip_width(look, status.text, status.icon or None, not status.icon and not status.plain)
            if x + wide > box.right():
                break
            self._status(p, QRectF(x, lower.bottom() + CARD_GAP, wide + CELL_GAP, 22), status, False)
            x += wide + CARD_GAP

    def _words(self, p: QPainter, box: QRectF, cell: Card, side: int, quiet: QColor) -> None:
        """A card without chips: its words have the room, two lines each where one is not enough."""
        look, left = self.look, box.left() + side + 12
        name, sub = (cell.face.name if isinstance(cell.face, Person) else cell.face.title), cell.face.sub
        lines: list[tuple[str, str, str, QColor, int]] = []
        for words, beside, role, color, high in ((name, cell.figure, "body-strong", look.tokens.text, 20),
                                                 (sub, cell.aside, "caption", quiet, 18)):  # fmt: skip
            face = look.font(role)
            room = box.right() - left - (text_width(beside, face) + 2 + CELL_GAP if beside else 0)
            for at, line in enumerate(wrapped(words, face, room, 2)):
                lines.append((line, "" if at else beside, role, color, look.grown(high)))
        y = round(box.center().y() - max(side, sum(line[-1] for line in lines)) / 2)
        self._face(p, QPointF(box.left(), y), side, cell.face)
        for line, beside, role, color, high in lines:
            place = QRectF(left, y, box.right() - left, high)
            # What is cut is cut already, and a line is as wide as its words: nothing of it may be elided once more.
            self._cache.line(p, place, line, role, color)
            self._cache.line(p, place, beside, role, color, True)
            y += high

    def _face(self, p: QPainter, at: QPointF, side: int, face: Person | Lead) -> None:
        look = self.look
        if isinstance(face, Person):
            key: tuple[object, ...] = ("face", face.initials, face.number, face.presence, side)
            self._cache.stamp(
                p, at, key, (side + 1, side + 1),
                lambda q: paint_avatar(q, look, 0, 0, side, face.initials, face.number, face.presence),
            )  # fmt: skip
            return

        def draw(q: QPainter) -> None:
            fg, soft = tone(look.tokens, face.tone)
            rounded(q, QRectF(0, 0, side, side), 10, soft)
            paint_icon(q, face.icon, (side - 18) / 2, (side - 18) / 2, 18, fg, "bold")

        self._cache.stamp(p, at, ("face", face.icon, face.tone, side), (side, side), draw)

    def _lines(
        self, p: QPainter, box: QRectF, first: str, second: str, quiet: str, color: str = "text", right: bool = False
    ) -> None:
        tokens = self.look.tokens
        ink = getattr(tokens, color)
        if not second:
            self._cache.line(p, box, first, "body-medium", ink, right)
            return
        cy = box.center().y()
        top, low = self.look.grown(18), self.look.grown(16)
        self._cache.line(p, QRectF(box.left(), cy - top + 1, box.width(), top), first, "body-medium", ink, right)
        second_box = QRectF(box.left(), cy + 1, box.width(), low)
        self._cache.line(p, second_box, second, "caption", getattr(tokens, quiet), right)


def _ignore(width: float) -> None:
    """``chip`` tells its width, which a stamp knows already."""
