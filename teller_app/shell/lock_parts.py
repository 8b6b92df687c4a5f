"""What the lock's panel is made of: the PIN in its boxes, what is kept, and the counts at the foot (picture 21)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.boxes import rounded
from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.empty_state import IconTile
from teller_app.glass.figures import tile_fill
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel

RADIUS = 14
TEXT_LEFT = 60
"""Where the words of a row begin, and with them the line above it."""


class PinEntry(QWidget):
    """Six boxes under their name, with the tries that are left. ``submitted`` when the last digit is typed, or on Enter."""

    gutter = 4
    submitted = Signal()

    def __init__(self, look: Look, name: str, digits: int) -> None:
        super().__init__()
        self.name = Text(look, name, "caption-medium", "text2")
        self.left = Text(look, "", "caption-medium", "text2", align=RIGHT)
        self.boxes = CodeBoxes(look, name, digits, secret=True)
        self.name.setBuddy(self.boxes)
        self.boxes.completed.connect(lambda _digits: self.submitted.emit())
        self.boxes.returnPressed.connect(self.submitted)
        self.name.setBuddy(self.boxes)
        self.setFocusProxy(self.boxes)
        self.name.setBuddy(self.boxes)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self.name, 1)
        head.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.boxes)

    def text(self) -> str:
        """What is typed."""
        return self.boxes.text()

    def clear(self) -> None:
        """Empty boxes without a mark."""
        self.boxes.clear()
        self.boxes.set_error("")

    def set_left(self, words: str) -> None:
        """How many tries are left, in words."""
        self.left.setText(words)
        self.boxes.setAccessibleDescription(words)

    def set_error(self, words: str) -> None:
        """Mark the boxes."""
        self.boxes.set_error(words)


class KeptRow(QWidget):
    """One thing that is kept while the screen is locked."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 16, 4)
        row.setSpacing(12)
        self.what = Text(look, "", "body-medium")
        self.count = Text(look, "", "body-medium", "text2")
        row.addWidget(IconTile(look, icon, tone, 36))
        row.addWidget(self.what, 1)
        row.addWidget(self.count)

    def set_words(self, what: str, count: str) -> None:
        """What, and how many."""
        self.what.setText(what)
        self.count.setText(count)


class KeptBox(QWidget):
    """Rows in a tile, such as what is kept. Hidden rows take no room."""

    def __init__(self, look: Look, rows: Sequence[QWidget]) -> None:
        super().__init__()
        self._look = look
        self._rows = rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        for row in rows:
            column.addWidget(row)
        look.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile, and a line between two rows."""
        p = QPainter(self)
        tokens = self._look.tokens
        rounded(p, QRectF(self.rect()), RADIUS, tile_fill(self._look), tokens.fill_line)
        shown = [row for row in self._rows if not row.isHidden()]
        for row in shown[1:]:
            p.fillRect(QRectF(TEXT_LEFT, row.y() - 1, self.width() - TEXT_LEFT - 16, 1), tokens.sep)


class CountPanel(GlassPanel):
    """How much waits after the lock, never what: an icon, a count, and a word for it. Without anything it is not there."""

    def __init__(self, look: Look, parent: QWidget, counts: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(look, None, radius=20, padding=18, parent=parent)
        self._look = look
        self._room = True
        row = QHBoxLayout()
        row.setSpacing(28)
        self.counts: list[tuple[QWidget, Text]] = []
        for icon, tone, words in counts:
            part, count = self._part(icon, tone, words)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            self.counts.append((part, count))
        row.addStretch(1)
        self.body.add_row(row)

    def _part(self, icon: str, tone: str, words: str) -> tuple[QWidget, Text]:
        part = QWidget()
        count = Text(self._look, "", "body-strong")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(count)
        lines.addWidget(Text(self._look, words, "caption", "text2"))
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconTile(self._look, icon, tone, 40))
        row.addLayout(lines)
        return part, count

    def set_counts(self, words: tuple[str, ...]) -> None:
        """One sentence a part; an empty one leaves it out."""
        for (part, count), said in zip(self.counts, words, strict=True):
            count.setText(said)
            part.setVisible(bool(said))
        self.setAccessibleName(" · ".join(said for said in words if said))
        self.set_room(self._room)

    def set_room(self, room: bool) -> None:
        """Whether there is room for it at all."""
        self._room = room
        self.setVisible(room and bool(self.accessibleName()))
