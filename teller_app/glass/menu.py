"""A small menu on floating glass: headings, acts with their keys, and marks that can be on or off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.floating import FloatingPane, picture_of
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.paint import keycap, keycap_width, paint_icon, rounded, text, text_width
from teller_app.glass.painted_button import PaintedButton

RADIUS = 14
PADDING = 6
ROW = 34
EDGE = 8
ICON = 16
LEAD = 34
NARROWEST, WIDEST = 200, 420


@dataclass(frozen=True, slots=True)
class MenuItem:
    """``checked`` None is an act, True or False a mark. An item with a ``heading`` begins a group under it."""

    key: str
    text: str
    icon: str = ""
    keycap: str = ""
    checked: bool | None = None
    heading: str = ""


class MenuRow(PaintedButton):
    """One line of the menu."""

    def __init__(self, look: Look, item: MenuItem) -> None:
        super().__init__(look, item.text, (0, ROW))
        self.item = item
        self.setAccessibleDescription(item.keycap)
        self.setCheckable(item.checked is not None)
        self.setChecked(bool(item.checked))

    def wanted_width(self) -> int:
        """Room for icon, words and key."""
        cap = keycap_width(self.look, self.item.keycap) + 24 if self.item.keycap else 0
        return round(LEAD + text_width(self.item.text, self.look.font("body-medium")) + cap + 20)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line with the focus is the chosen one, however the focus came."""
        super().focusInEvent(event)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Pill, icon or check, words, key."""
        tokens, box = self.look.tokens, QRectF(self.rect())
        if self.hasFocus():
            rounded(p, box.adjusted(0, 1, 0, -1), 9, tokens.row_sel)
        else:
            self.draw_hover(p, box.adjusted(0, 1, 0, -1), 9)
        icon = "check" if self.isChecked() else self.item.icon if self.item.checked is None else ""
        if icon:
            color = tokens.accent if self.isChecked() else tokens.text2
            paint_icon(p, icon, 10, round(box.center().y() - ICON / 2), ICON, color, "bold")
        right = box.width() - 10
        if self.item.keycap:
            right -= keycap_width(self.look, self.item.keycap)
            keycap(p, self.look, right, box.center().y(), self.item.keycap)
        text(
            p,
            QRectF(LEAD, 0, right - LEAD - 8, box.height()),
            self.item.text,
            self.look.font("body-medium"),
            tokens.text,
        )


class Menu(FloatingPane):
    """``picked(key)`` for each choice; an act closes the menu, a mark leaves it open. It deletes itself when closed."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, window: QWidget, name: str, items: Sequence[MenuItem]) -> None:
        super().__init__(look, window, RADIUS)
        self._open = False
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.rows: list[MenuRow] = []
        column = self._column = QVBoxLayout(self.pane)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(0)
        for item in items:
            if item.heading:
                heading = Text(look, item.heading, "micro-strong", "text3")
                heading.setContentsMargins(10, 6, 10, 2)
                column.addWidget(heading)
            row = MenuRow(look, item)
            row.clicked.connect(lambda _on=False, row=row: self._pick(row))
            self.rows.append(row)
            column.addWidget(row)

    def open_at(self, at: QPoint) -> None:
        """Open with its corner at a point of the window, moved inside it, and take the focus."""
        window = self.window()
        wanted = max((row.wanted_width() for row in self.rows), default=0) + 2 * PADDING
        wide = min(max(NARROWEST, wanted), WIDEST, window.width() - 2 * EDGE)
        high = min(self._column.sizeHint().height(), window.height() - 2 * EDGE)
        left = max(EDGE, min(at.x(), window.width() - EDGE - wide))
        top = max(EDGE, min(at.y(), window.height() - EDGE - high))
        self._before = window.focusWidget()
        self._open = True
        self.place(QRect(left, top, wide, high), picture_of(window))
        self.show()
        self.raise_()
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.PopupFocusReason)
        for row in self.rows:
            row.installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move round, Home and End jump, Esc and Tab close; Enter and Space are the rows' own."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), 0)
        if key in steps:
            self._go((at + steps[key]) % len(self.rows))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_menu()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def eventFilter(self, watched: object, event: object) -> bool:
        """The rows' arrows are the menu's; a menu without focus is one nobody looks at."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.keyPressEvent(event)
                return True
        elif isinstance(event, QFocusEvent) and event.type() == QFocusEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._abandoned)
        return False

    def close_menu(self) -> None:
        """Go, once, and give the focus back."""
        if not self._open:
            return
        self._open = False
        had = any(row.hasFocus() for row in self.rows)
        self.hide()
        if had and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def _go(self, row: int) -> None:
        self.rows[row].setFocus(Qt.FocusReason.TabFocusReason)

    def _abandoned(self) -> None:
        if not any(row.hasFocus() for row in self.rows):
            self.close_menu()

    def _pick(self, row: MenuRow) -> None:
        if row.item.checked is None:
            self.close_menu()
        self.picked.emit(row.item.key)
