"""A one-time code or a PIN, typed into boxes. It is a real line edit, so pasting, undo and screen readers work."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, dim, rounded, text, well

GAP = 10
DASH = 14


class CodeBoxes(QLineEdit):
    """``length`` digits. ``secret`` shows dots. ``completed`` carries the digits when the last one is typed."""

    gutter = 4
    completed = Signal(str)

    def __init__(self, look: Look, name: str, length: int = 6, secret: bool = False) -> None:
        super().__init__()
        self.look = look
        self._length = length
        self._parted = length == 6 and not secret
        self._error = False
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setMaxLength(length)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{length}}}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.textEdited.connect(self._edited)
        look.follow(self._dress)

    def sizeHint(self) -> QSize:
        """Boxes of 64 px (52 compact) with a gutter for the focus ring."""
        return QSize(self._length * 56, self.look.pick(72, 60))

    def minimumSizeHint(self) -> QSize:
        """Boxes may become narrow."""
        return QSize(self._length * 36, self.sizeHint().height())

    def set_error(self, words: str) -> None:
        """Mark the code as wrong and say so; "" takes the mark away."""
        self._error = bool(words)
        self.setAccessibleDescription(words)
        self.update()

    def _edited(self, digits: str) -> None:
        self.set_error("")
        if len(digits) == self._length:
            self.completed.emit(digits)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def boxes(self) -> list[QRectF]:
        """The rectangles of the boxes; the six of a code are shown as three and three, those of a PIN are not."""
        parted = self._parted
        room = self.width() - 8 - GAP * (self._length - 1) - (DASH if parted else 0)
        wide = room / self._length
        found: list[QRectF] = []
        left = 4.0
        for i in range(self._length):
            found.append(QRectF(left, 4, wide, self.height() - 8))
            left += wide + GAP + (DASH if parted and i == 2 else 0)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """The boxes instead of a line."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        tokens, digits = self.look.tokens, self.text()
        boxes = self.boxes()
        active = min(len(digits), self._length - 1) if self.hasFocus() else -1
        for i, box in enumerate(boxes):
            well(p, box, tokens, 14, focus=i == active, error=self._error)
            if i < len(digits):
                self._draw_digit(p, box, digits[i])
            elif i == active:
                p.fillRect(QRectF(box.center().x() - 1, box.center().y() - 13, 2, 26), tokens.accent)
        if self._parted:
            middle = (boxes[2].right() + boxes[3].left()) / 2
            rounded(p, QRectF(middle - 4, self.height() / 2 - 1, 8, 2), 1, tokens.text3)

    def _draw_digit(self, p: QPainter, box: QRectF, digit: str) -> None:
        tokens = self.look.tokens
        if self.echoMode() == QLineEdit.EchoMode.Password:
            rounded(p, QRectF(box.center().x() - 5, box.center().y() - 5, 10, 10), 5, tokens.text)
        else:
            text(p, box, digit, self.look.font("title1"), tokens.text, CENTER, False)
