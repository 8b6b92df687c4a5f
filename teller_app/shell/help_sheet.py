"""The F1 sheet: every key that does something here, and what the field with the focus is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from teller_app.glass.empty_state import Keycap
from teller_app.glass.floating import ModalLayer
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.scroll_bar import dress_scroll_area

WIDE, HIGH = 860, 860
PAD = 28
COLUMNS = 2
CAPS_WIDE = 132
_CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A heading and its keys as (key, what it does)."""

    title: str
    keys: tuple[tuple[str, str], ...]


class KeyLine(QWidget):
    """One key with its words, read out as one."""

    def __init__(self, look: Look, key: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        # One widget for all caps of a line, or the sheet takes too long to open.
        caps = Keycap(look, " ".join(key.split("+")) if len(key) > 1 else key)
        caps.setFixedWidth(CAPS_WIDE)
        row.addWidget(caps)
        row.addWidget(Text(look, words, "body", wrap=True), 1)
        self.setAccessibleName(f"{words}: {key}")


class HelpSheet(ModalLayer):
    """Made anew each time it opens, because what the keys do depends on where one is. ``field_words`` may be empty."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        title: str,
        groups: Sequence[KeyGroup],
        field_words: tuple[str, str],
        close: str,
    ) -> None:
        super().__init__(look, window, 24)
        self.setAccessibleName(title)
        self.groups = tuple(groups)
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(PAD, PAD - 6, PAD - 12, PAD - 8)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(Text(look, title, "title2"))
        head.addStretch(1)
        head.addWidget(Text(look, close, "caption", "text2"))
        head.addSpacing(6)
        head.addWidget(Keycap(look, "Esc"))
        head.addSpacing(12)
        column.addLayout(head)
        if field_words[0]:
            column.addWidget(Text(look, field_words[0], "body-strong", "accent"))
            if field_words[1]:
                column.addWidget(Text(look, field_words[1], "body", "text2", wrap=True))
        self.area = QScrollArea()
        lists = self._lists(look)
        self.area.setWidget(lists)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(title)
        dress_scroll_area(self.area, look)
        # A scroll area fills the ground of what it is given, so this comes last.
        lists.setAutoFillBackground(False)
        column.addWidget(self.area, 1)

    def _lists(self, look: Look) -> QWidget:
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(0, 0, 12, 0)
        sides.setSpacing(28)
        columns = [QVBoxLayout() for _ in range(min(COLUMNS, len(self.groups)))]
        for column in columns:
            column.setSpacing(6)
            sides.addLayout(column, 1)
        for at, group in enumerate(self.groups):
            column = columns[at % COLUMNS]
            title = Text(look, group.title, "micro-strong", "text3")
            title.setContentsMargins(0, 10 if column.count() else 0, 0, 0)
            for widget in (title, *(KeyLine(look, key, words) for key, words in group.keys)):
                column.addWidget(widget)
        for column in columns:
            column.addStretch(1)
        return inside

    def pane_rect(self) -> QRect:
        """In the middle of the window."""
        window = self._window
        wide, high = min(WIDE, window.width() - 48), min(HIGH, window.height() - 64)
        return QRect((window.width() - wide) // 2, (window.height() - high) // 2, wide, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, F1 and Enter close; the arrows scroll."""
        bar = self.area.verticalScrollBar()
        if event.key() in _CLOSES:
            self.close_layer()
            self.deleteLater()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (48 if event.key() == Qt.Key.Key_Down else -48))
        event.accept()
