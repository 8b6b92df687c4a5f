"""How many of them, what becomes of these, and what they come to: one figure a tile, in its tone (picture 23)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.figures import tile_fill
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted import Painted
from teller_app.glass.type import line_height
from teller_app.glass.wrap import wrapped

ICON, SIDE = 20, 16


class OutcomeTile(Painted):
    """``tone_name`` (pos, warn, neg, info) tints the tile while its figure is not nought; "" never does."""

    def __init__(self, look: Look, caption: str, tone_name: str = "", icon: str = "") -> None:
        super().__init__(look, caption, (0, 100))
        self._caption, self._tone, self._icon = caption, tone_name, icon
        self._figure, self._note, self._lit = "", "", False
        # Beside each other all are as high as the one with the most lines.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Figure, caption and note, each on a line of its own; caption and note may take two."""
        look = self.look
        lines = line_height(look.font(self._role())) + look.grown(20) * len(self._lines(self._caption, "body-strong"))
        lines += look.grown(18) * len(self._lines(self._note, "caption"))
        return QSize(0, lines + look.pick(20, 12))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(96, self.sizeHint().height())

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure

    @property
    def note(self) -> str:
        """The line under the caption."""
        return self._note

    def set_figure(self, figure: str, note: str = "", lit: bool = False) -> None:
        """Another figure with what it comes to; ``lit``: in the tile's tone."""
        if (figure, note, lit) == (self._figure, self._note, self._lit):
            return
        self._figure, self._note, self._lit = figure, note, lit
        self.setAccessibleDescription(", ".join(part for part in (figure, note) if part))
        self.refresh()

    def _role(self) -> str:
        return self.look.pick("display", "title1")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _lines(self, words: str, role: str) -> list[str]:
        # Before it has a width it is taken to have room: a first guess of two lines would never be taken back.
        room = self.width() - SIDE - 8 if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 1000
        return wrapped(words, self.look.font(role), room, 2) or [words]

    def draw(self, p: QPainter) -> None:
        """Tile, figure, icon, words."""
        look, tokens, box = self.look, self.look.tokens, QRectF(self.rect())
        color = tokens.text2
        if self._lit and self._tone:
            color, soft = tone(tokens, self._tone)
            rounded(p, box, 14, soft, alpha(color, 0.40))
        else:
            rounded(p, box, 14, tile_fill(look), tokens.fill_line)
        role = look.font(self._role())
        high, top = line_height(role), look.pick(10, 6)
        text(p, QRectF(SIDE, top, box.width() - 2 * SIDE - ICON, high), self._figure, role, tokens.text)
        if self._icon and text_width(self._figure, role) < box.width() - 2 * SIDE - ICON:
            left = round(box.right() - SIDE - ICON + 4)
            paint_icon(p, self._icon, left, top + 4, ICON, color, "fill" if self._lit and self._tone else "bold")
        y = float(top + high)
        for words, face, step in ((self._caption, "body-strong", 20), (self._note, "caption", 18)):
            for line in self._lines(words, face):
                text(p, QRectF(SIDE, y, box.width() - SIDE - 6, look.grown(step)), line, look.font(face), tokens.text)
                y += look.grown(step)
