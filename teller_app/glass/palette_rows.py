"""The results of the palette: groups of rows, each a real button, so that every result can be read out and clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from teller_app.glass.avatar import paint_avatar
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, alpha, keycap, keycap_width, paint_icon, rounded, text, tone
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.scroll_bar import dress_scroll_area

ROW = 54
SIDE = 10


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One result. With ``initials`` it shows an avatar (``number`` decides the hue), else a tile with an icon."""

    key: str
    title: str
    sub: str = ""
    right: str = ""
    keycap: str = ""
    icon: str = "receipt"
    tone: str = "mute"
    initials: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """A heading and its results."""

    title: str
    items: tuple[PaletteItem, ...]


class PaletteRow(PaintedButton):
    """One result, 54 px high."""

    def __init__(self, look: Look, item: PaletteItem, enter: str) -> None:
        super().__init__(look, item.title, (0, ROW))
        self.item = item
        self._enter = enter
        self.setAccessibleDescription(", ".join(part for part in (item.sub, item.right, item.keycap) if part))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The palette marks the current row."""

    def draw(self, p: QPainter) -> None:
        """Pill, avatar or tile, two lines, what stands at the right, the key."""
        look, tokens, item = self.look, self.look.tokens, self.item
        box = QRectF(self.rect())
        if self.isChecked():
            rounded(p, box, 13, tokens.row_sel, alpha(tokens.accent, 0.38))
        else:
            self.draw_hover(p, box, 13)
        self._draw_lead(p)
        right = box.width() - 16
        cap = self._enter if self.isChecked() else item.keycap
        if cap:
            right -= keycap_width(look, cap)
            keycap(p, look, right, ROW / 2, cap)
            right -= 12
        wide = max(0.0, right - 64)
        face = look.font("body-medium")
        text(p, QRectF(64 + wide * 0.55, 0, wide * 0.45, ROW), item.right, face, tokens.text2, RIGHT)
        room = wide * 0.55 if item.right else wide
        if item.sub:
            text(p, QRectF(64, 8, room, 20), item.title, look.font("body-strong"), tokens.text)
            text(p, QRectF(64, 28, room, 18), item.sub, look.font("caption"), tokens.text2)
        else:
            text(p, QRectF(64, 0, room, ROW), item.title, look.font("body-strong"), tokens.text)

    def _draw_lead(self, p: QPainter) -> None:
        item = self.item
        if item.initials:
            paint_avatar(p, self.look, 14, 9, 36, item.initials, item.number or item.title)
            return
        fg, soft = tone(self.look.tokens, item.tone)
        rounded(p, QRectF(14, 9, 36, 36), 11, soft)
        paint_icon(p, item.icon, 23, 18, 18, fg, "bold")


class PaletteList(QScrollArea):
    """Groups of rows with one current row, which follows the arrows of the input above."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, enter: str) -> None:
        super().__init__()
        self.look = look
        self.rows: list[PaletteRow] = []
        self._enter = enter
        self._at = -1
        dress_scroll_area(self, look)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_groups(self, groups: Sequence[PaletteGroup], nothing: str) -> None:
        """Show other results; ``nothing`` are the words when there are none. The first row becomes current."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(2)
        self.rows = []
        for group in groups:
            if group.items:
                self._add_group(column, group)
        if not self.rows:
            column.addWidget(Text(self.look, nothing, "body", "text2", wrap=True, align=Qt.AlignmentFlag.AlignCenter))
        column.addStretch(1)
        inner.setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._at = -1
        self.go_to(0)

    def _add_group(self, column: QVBoxLayout, group: PaletteGroup) -> None:
        heading = Text(self.look, group.title, "micro-strong", "text3")
        heading.setContentsMargins(14, 4, 0, 4)
        column.addWidget(heading)
        for item in group.items:
            row = PaletteRow(self.look, item, self._enter)
            row.clicked.connect(lambda _checked=False, key=item.key: self.picked.emit(key))
            self.rows.append(row)
            column.addWidget(row)
        column.addSpacing(6)

    def step(self, by: int) -> None:
        """Move the current row; it stops at both ends."""
        self.go_to(min(len(self.rows) - 1, max(0, self._at + by)))

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view."""
        self._at = row if 0 <= row < len(self.rows) else -1
        for at, shown in enumerate(self.rows):
            shown.setChecked(at == self._at)
        if self._at >= 0:
            self.ensureWidgetVisible(self.rows[self._at], 0, 34)

    def current(self) -> PaletteRow | None:
        """The current row."""
        return self.rows[self._at] if self._at >= 0 else None
