"""The editor of one denomination's count: digits only, and the keys of somebody who counts cash all day."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from teller_app.glass.denominations import PIECES_MAX
from teller_app.glass.line_edit import PlainEdit
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT

BUNDLE = 100
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class CountEdit(PlainEdit):
    """Enter and Down go on, Up and Shift+Enter back, plus and minus adjust by one, ``*`` makes bundles of 100.

    ``stepped(+1 or -1)`` asks for the next or previous row, ``tabbed(+1 or -1)`` for the next or previous group.
    """

    stepped = Signal(int)
    tabbed = Signal(int)
    counted = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, "body-strong", RIGHT, parent)
        self.setAccessibleName(name)
        self.setMaxLength(len(str(PIECES_MAX)))
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.textChanged.connect(lambda: self.counted.emit(self.count()))

    def count(self) -> int:
        """Pieces counted; an empty field counts none."""
        return int(self.text() or 0)

    def set_count(self, count: int) -> None:
        """Show a count; none shows the placeholder."""
        self.setText(str(min(count, PIECES_MAX)) if count > 0 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The counting keys; all else is QLineEdit's own."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _NEXT:
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif event.text() in ("+", "-", "*"):
            self._adjust(event.text())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab leaves the column, not the row: the grid says where to."""
        self.tabbed.emit(1 if next else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A count is typed over, so it arrives selected."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _adjust(self, key: str) -> None:
        if self.isReadOnly():
            return
        count = self.count()
        changed = {"+": count + 1, "-": count - 1, "*": max(1, count) * BUNDLE}[key]
        if changed <= PIECES_MAX:
            self.set_count(max(0, changed))
