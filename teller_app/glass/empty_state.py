"""Nothing here yet: a tinted tile, one bold line, one caption, and the key that gets going."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import keycap, keycap_width, paint_icon, rounded, tone
from teller_app.glass.painted import Painted


class IconTile(Painted):
    """A tinted square with an icon. Decoration: the words beside it carry the meaning."""

    def __init__(self, look: Look, icon: str, tone_name: str = "accent", side: int = 64) -> None:
        super().__init__(look, "", (side, side))
        self._icon = icon
        self._tone = tone_name

    def set_icon(self, icon: str, tone_name: str) -> None:
        """Another icon and tone."""
        self._icon, self._tone = icon, tone_name
        self.update()

    def draw(self, p: QPainter) -> None:
        """The tile."""
        fg, soft = tone(self.look.tokens, self._tone)
        side = self._hint[0]
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        rounded(p, box, round(side * 0.31), soft)
        px = 32 if side >= 60 else 20 if side >= 40 else 18
        at = (side - px) / 2
        paint_icon(p, self._icon, box.left() + at, box.top() + at, px, fg, "regular" if px > 20 else "bold")


class Keycap(Painted):
    """A key as a widget of its own."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look, key, (20, 20))
        self._key = key

    def sizeHint(self) -> QSize:
        """As wide as the key's name."""
        return QSize(round(keycap_width(self.look, self._key) + 0.5), 20)

    def minimumSizeHint(self) -> QSize:
        """A key is never cut."""
        return self.sizeHint()

    def draw(self, p: QPainter) -> None:
        """The cap."""
        keycap(p, self.look, 0, self.height() / 2, self._key)


class EmptyState(QWidget):
    """Centred in the place it is given. ``key`` and ``key_words`` name the key that gets going."""

    def __init__(self, look: Look, icon: str, title: str, caption: str, key: str = "", key_words: str = "") -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(IconTile(look, icon), 0, centre)
        column.addSpacing(10)
        self._title = Text(look, title, "body-strong", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self._caption = Text(look, caption, "caption", "text2", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._title)
        column.addWidget(self._caption)
        if key:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addStretch(1)
            row.addWidget(Keycap(look, key))
            row.addWidget(Text(look, key_words, "caption"))
            row.addStretch(1)
            column.addSpacing(6)
            column.addLayout(row)
        column.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)

    def set_words(self, title: str, caption: str) -> None:
        """Another reason why there is nothing."""
        self._title.setText(title)
        self._caption.setText(caption)
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
