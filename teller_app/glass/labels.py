"""Text on glass: a label in a role and a token colour, one that elides, and a money figure."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, text, text_width
from teller_app.glass.type import Face, line_height, metrics
from teller_app.glass.wrap import wrapped


class Text(QLabel):
    """A plain-text label in a role and a token colour ("text", "text2", "pos" ...)."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        color: str = "text",
        wrap: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__(text)
        self.look = look
        self._role = role
        self._color = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align)
        self.setWordWrap(wrap)
        self._dress()
        look.follow(self._dress)

    def set_color(self, token: str) -> None:
        """Another token colour by name."""
        if token != self._color:
            self._color = token
            self._dress()

    def _dress(self) -> None:
        self.setFont(self.look.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, getattr(self.look.tokens, self._color))
        self.setPalette(palette)


class Elided(QWidget):
    """Takes the width it is given, goes on to another line where ``lines`` allows it, and ends in an ellipsis.

    ``smaller`` is the role for a text that needs more than one line in its own.

    The whole text is in tooltip and tree.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        color: str = "text",
        align: Qt.AlignmentFlag = LEFT,
        lines: int = 1,
        smaller: str = "",
    ) -> None:
        super().__init__()
        self._lines_max, self._smaller = lines, smaller
        self.look = look
        self._text = text
        self._role = role
        self._color = color
        self._align = align
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._told()
        look.follow(self._dress)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Change the text; the same text again costs nothing."""
        if text != self._text:
            self._text = text
            self._told()
            self._dress()

    def sizeHint(self) -> QSize:
        """Width of the whole text, height of its line boxes."""
        return QSize(round(text_width(self._text, self.look.font(self._role))) + 1, self._height())

    def minimumSizeHint(self) -> QSize:
        """It may shrink to three characters."""
        return QSize(24, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        if self._lines_max > 1 and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        p = QPainter(self)
        face, color = self._face(), getattr(self.look.tokens, self._color)
        if self._lines_max == 1:
            text(p, self.rect(), self._text, face, color, self._align)
            return
        step = line_height(face)
        for at, line in enumerate(self._shown()):
            text(p, QRectF(0, at * step, self.width(), step), line, face, color, self._align)

    def _told(self) -> None:
        self.setAccessibleName(self._text)
        self.setToolTip(self._text)

    def _shown(self) -> list[str]:
        return wrapped(self._text, self._face(), max(24, self.width()), self._lines_max)

    def _face(self) -> Face:
        face = self.look.font(self._role)
        if self._smaller and text_width(self._text, face) > self.width():
            return self.look.font(self._smaller)
        return face

    def _height(self) -> int:
        lines = max(1, len(self._shown())) if self._lines_max > 1 else 1
        return max(lines * line_height(self._face()), line_height(self.look.font(self._role)))

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


def _middle(face: QFont) -> float:
    """Distance from the middle of a line box down to its baseline."""
    return (metrics(face).ascent() - metrics(face).descent()) / 2


_SMALLER = {
    "amount": "title1",
    "display": "title2",
    "title1": "title2",
    "title2": "callout-strong",
    "callout-strong": "body-strong",
}


class Money(QWidget):
    """A figure with its currency one role smaller at its left (LOOK 3). Texts are formatted already."""

    GAP = 10

    def __init__(
        self,
        look: Look,
        currency: str = "",
        figure: str = "",
        role: str = "display",
        right: bool = False,
    ) -> None:
        super().__init__()
        self.look = look
        self._currency = currency
        self._figure = figure
        self._role = role
        self._right = right
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._told()
        look.follow(self._dress)

    def figure(self) -> str:
        """The figure as shown."""
        return self._figure

    def set_figure(self, figure: str, currency: str | None = None) -> None:
        """Show another figure, and another currency if one is given; the same again costs nothing."""
        currency = self._currency if currency is None else currency
        if (figure, currency) != (self._figure, self._currency):
            self._figure, self._currency = figure, currency
            self._told()
            self._dress()

    def _told(self) -> None:
        self.setAccessibleName(f"{self._currency} {self._figure}".strip())

    def _currency_width(self) -> float:
        if not self._currency:
            return 0.0
        return text_width(self._currency, self.look.font(self._small_role())) + self._gap()

    def _small_role(self) -> str:
        return _SMALLER.get(self._role, self._role)

    def _gap(self) -> int:
        return self.GAP if self._role in ("amount", "display", "title1") else 4

    def sizeHint(self) -> QSize:
        """Currency, gap and figure."""
        face = self.look.font(self._role)
        return QSize(round(self._currency_width() + text_width(self._figure, face)) + 2, line_height(face))

    def minimumSizeHint(self) -> QSize:
        """A figure is never elided."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Currency and figure share a baseline."""
        p = QPainter(self)
        face, small = self.look.font(self._role), self.look.font(self._small_role())
        width = self._currency_width()
        box = QRectF(self.rect())
        shift = _middle(face) - _middle(small)
        tokens = self.look.tokens
        if self._right:
            box.setLeft(box.right() - width - text_width(self._figure, face))
        sign_box = QRectF(box.left(), box.top() + shift, width, box.height())
        text(p, sign_box, self._currency, small, tokens.text2, LEFT, False)
        text(p, box.adjusted(width, 0, 0, 0), self._figure, face, tokens.text, LEFT, False)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
