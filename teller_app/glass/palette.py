"""The command palette (Ctrl+K): type to find customers, commands and receipts; ">" keeps commands, "#" receipts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from teller_app.glass.empty_state import Keycap
from teller_app.glass.floating import ModalLayer
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, paint_icon
from teller_app.glass.palette_rows import PaletteGroup, PaletteList
from teller_app.glass.spoken import Spoken

type Mode = Literal["all", "commands", "receipts"]

WIDE, TOP, HIGH, HEAD, FOOT = 720, 150, 616, 64, 44
PAGE = 5
_MODES: dict[str, Mode] = {">": "commands", "#": "receipts"}
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: PAGE,
    Qt.Key.Key_PageUp: -PAGE,
}


@dataclass(frozen=True, slots=True)
class PaletteWords:
    """The fixed words. ``hints`` are (keys separated by spaces, label); ``enter`` is the cap on the current row."""

    name: str
    placeholder: str
    nothing: str
    results: str
    escape: str
    enter: str
    hints: tuple[tuple[str, str], ...]


def parse(typed: str) -> tuple[Mode, str]:
    """ "> post" -> ("commands", "post")."""
    mode = _MODES.get(typed[:1])
    return (mode, typed[1:].strip()) if mode else ("all", typed.strip())


class CommandPalette(ModalLayer):
    """``provider`` is asked at each change and answers at once with what it has; ``set_groups`` adds what comes late.

    ``chosen`` carries the key of the picked result after the palette has closed.
    """

    chosen = Signal(str)
    asked = Signal(str, str)

    def __init__(
        self,
        look: Look,
        window: QWidget,
        words: PaletteWords,
        provider: Callable[[Mode, str], Sequence[PaletteGroup]],
    ) -> None:
        super().__init__(look, window, 22)
        self._words = words
        self._provider = provider
        self.setAccessibleName(words.name)
        self.input = QLineEdit()
        self.input.setPlaceholderText(words.placeholder)
        self.input.setAccessibleName(words.name)
        self.input.setFrame(False)
        self.input.installEventFilter(self)
        self.input.textChanged.connect(self._ask)
        self.results = PaletteList(look, words.results, words.enter)
        self.results.picked.connect(self._pick)
        self._lay_out()
        self._dress()
        look.follow(self._dress)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(62, 0, 24, 0)
        head.addWidget(self.input, 1)
        head.addWidget(Keycap(self.look, self._words.escape))
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 0, 22, 0)
        foot.setSpacing(6)
        for keys, label in self._words.hints:
            for key in keys.split():
                foot.addWidget(Keycap(self.look, key))
            foot.addWidget(Text(self.look, label, "caption", "text2"))
            foot.addSpacing(10)
        foot.addStretch(1)
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, high in ((head, HEAD), (foot, FOOT)):
            strip = QWidget()
            strip.setFixedHeight(high)
            strip.setLayout(part)
            column.addWidget(strip)
            if part is head:
                # It stands over the glass that is painted at the left.
                named = Spoken(strip, self.input)
                named.say(self._words.name)
                named.stand(QRectF(24, 0, 30, HEAD))
        column.insertWidget(1, self.results, 1)

    def pane_rect(self) -> QRect:
        """720 wide, 150 from the top, less in a small window."""
        window = self._window
        wide = min(WIDE, window.width() - 48)
        top = min(TOP, window.height() // 7)
        high = min(HIGH, window.height() - top - 40)
        return QRect((window.width() - wide) // 2, top, wide, high)

    def first_focus(self) -> QWidget:
        """One types at once."""
        return self.input

    def open_with(self, typed: str = "") -> None:
        """Open with something typed already."""
        self.input.setText(typed)
        self._ask(typed)
        self.open()
        self.input.setCursorPosition(len(typed))

    def set_groups(self, groups: Sequence[PaletteGroup]) -> None:
        """Show results that came late."""
        self.results.set_groups(groups, self._words.nothing)

    def _ask(self, typed: str) -> None:
        mode, query = parse(typed)
        self.set_groups(self._provider(mode, query))
        self.asked.emit(mode, query)

    def _pick(self, key: str) -> None:
        self.close_layer()
        # After the click has been dealt with, because what is chosen may open another layer.
        QTimer.singleShot(0, self, lambda: self.chosen.emit(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows of the input move the current row."""
        if watched is self.input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        pressed = Qt.Key(key)
        if pressed in _STEPS:
            self.results.step(_STEPS[pressed])
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.results.current()
            if row is not None:
                self._pick(row.item.key)
        elif pressed == Qt.Key.Key_Escape:
            self.close_layer()
        else:
            return pressed in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the pane closes."""
        if not self.pane.geometry().contains(event.position().toPoint()):
            self.close_layer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pane, its icon and the two lines that part it."""
        super().paintEvent(event)
        p = QPainter(self)
        pane, tokens = self.pane.geometry(), self.look.tokens
        paint_icon(p, "magnifying-glass", pane.left() + 24, pane.top() + 21, 22, tokens.accent, "bold")
        for y in (pane.top() + HEAD - 1, pane.bottom() + 1 - FOOT):
            p.fillRect(QRectF(pane.left(), y, pane.width(), 1), tokens.sep)

    def _dress(self) -> None:
        tokens = self.look.tokens
        self.input.setFont(self.look.font("title2"))
        palette = self.input.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.text3)
        palette.setColor(QPalette.ColorRole.Highlight, alpha(tokens.accent_fill, 0.55))
        palette.setColor(QPalette.ColorRole.HighlightedText, tokens.text)
        self.input.setPalette(palette)
