"""Lines of words and figures: the movements of a session, the bounds of a drawer, the facts of a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted import Painted
from teller_app.glass.type import line_height
from teller_app.glass.wrap import wrapped


@dataclass(frozen=True)
class Line:
    """One line: what, more about it, the figure, an icon where it has one, the figure's token colour, and more about the figure below
    it (beside it, where the line is a low one). ``tint`` is the tone of the icon's tile.

    ``mark`` says that it is done (pos), open (warn) or refused (neg) by a sign before the words, which say so, too.
    """

    title: str
    sub: str = ""
    figure: str = ""
    icon: str = ""
    color: str = "text"
    aside: str = ""
    mark: str = ""
    tint: str = "mute"


TILE_GAP = 14
MARK, MARKS = 16, {"pos": ("check-circle", "fill"), "warn": ("circle-dashed", "bold"), "neg": ("x-circle", "fill")}


class Lines(Painted):
    """Lines below each other with hairlines between; tall ones carry an icon's tile and a second line, dense ones have no hairlines."""

    def __init__(self, look: Look, name: str, tall: bool = False, dense: bool = False) -> None:
        super().__init__(look, name, (0, 0))
        self._tall, self._dense = tall, dense
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        spoken = (", ".join(part for part in (line.title, line.sub, line.figure, line.aside) if part) for line in lines)
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(0, self._height() * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(200, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """Line by line."""
        tokens, height = self.look.tokens, self._height()
        for place, line in enumerate(self._lines):
            box = QRectF(0, place * height, self.width(), height)
            self._draw_line(p, line, box)
            if place + 1 < len(self._lines) and not self._dense:
                left = self._tile() + TILE_GAP if line.icon else 0
                p.fillRect(QRectF(left, box.bottom() - 1, box.width() - left, 1), tokens.sep)

    def _draw_line(self, p: QPainter, line: Line, box: QRectF) -> None:
        look, tokens = self.look, self.look.tokens
        left = 0.0
        if line.icon:
            side = self._tile()
            tile = QRectF(0, box.center().y() - side / 2, side, side)
            ink, soft = tone(tokens, line.tint)
            edge = alpha(tokens.fill_line, 0.5 * tokens.fill_line.alphaF())
            plain = line.tint == "mute"
            rounded(p, tile, 10, tokens.fill if plain else soft, edge if plain else None)
            paint_icon(p, line.icon, (side - 18) // 2, round(box.center().y() - 9), 18, ink, "bold")
            left = side + TILE_GAP
        elif line.mark:
            name, weight = MARKS[line.mark]
            top = round(box.center().y() - MARK / 2)
            paint_icon(p, name, 0, top, MARK, tone(tokens, line.mark)[0], weight)
            left = MARK + 10.0
        strong = look.font("body-strong")
        wide = text_width(line.figure, strong) + 2
        room = box.width() - left - wide - 16
        figure = QRectF(box.width() - wide, box.top(), wide, box.height())
        if line.sub:
            middle = box.center().y()
            text(p, QRectF(left, middle - 19, room, 20), line.title, strong, tokens.text)
            small = look.font("caption")
            beside = text_width(line.aside, small) + 2
            text(p, QRectF(box.width() - beside, middle, beside, 18), line.aside, small, tokens.text2, RIGHT)
            text(
                p, QRectF(left, middle, box.width() - left - max(beside, wide) - 16, 18), line.sub, small, tokens.text2
            )
        else:
            beside = text_width(line.aside, look.font("caption")) + 14 if line.aside else 0
            self._draw_title(p, QRectF(left, box.top(), room - beside, box.height()), line.title, bool(line.mark))
            text(p, box, line.aside, look.font("caption"), tokens.text2, RIGHT)
            figure.translate(-beside, 0)
        if line.aside and line.sub:
            figure = QRectF(figure.left(), box.center().y() - 19, wide, 20)
        text(p, figure, line.figure, strong, getattr(tokens, line.color), RIGHT)

    def _draw_title(self, p: QPainter, box: QRectF, title: str, strong: bool = False) -> None:
        """One line, or two smaller ones where the language needs more room than English."""
        tokens = self.look.tokens
        face, small = self.look.font("body-medium" if strong else "body"), self.look.font("caption")
        color = tokens.text if strong else tokens.text2
        if text_width(title, face) <= box.width():
            text(p, box, title, face, color)
            return
        step = min(line_height(small), box.height() / 2)
        for at, part in enumerate(wrapped(title, small, box.width(), 2)):
            text(p, QRectF(box.left(), box.center().y() - step + at * step, box.width(), step), part, small, color)

    def _tile(self) -> int:
        return self.look.pick(36, 30)

    def _height(self) -> int:
        return self.look.grown(self.look.pick(*((50, 38) if self._tall else (30, 26) if self._dense else (36, 28))))
