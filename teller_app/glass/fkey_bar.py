"""The bar of function keys at the foot of the window: equal cells, key and label, the current mode lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, LEFT, alpha, as_printed, keycap, keycap_width, rounded, text, text_width
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.panel import GlassPanel

SIDE = 10


@dataclass(frozen=True, slots=True)
class FKey:
    """One cell. ``why_off`` is the reason a disabled key gives in its tooltip and to screen readers."""

    key: str
    label: str
    active: bool = False
    enabled: bool = True
    why_off: str = ""


class FKeyCell(PaintedButton):
    """A cell. It takes no focus by Tab: its own key is quicker."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, 42))
        self.fkey = FKey("", "")
        self.stacked = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_key(self, fkey: FKey) -> None:
        """Show another key."""
        if fkey == self.fkey:
            return
        self.fkey = fkey
        self.setText(fkey.label)
        self.setEnabled(fkey.enabled)
        self.setAccessibleName(f"{fkey.label}, {fkey.key}")
        reason = "" if fkey.enabled else fkey.why_off
        self.setAccessibleDescription(reason)
        self.setToolTip(reason or f"{fkey.label} · {fkey.key}")
        self.update()

    def wanted_width(self) -> float:
        """Key beside label, with room to breathe."""
        label = text_width(self.fkey.label, self.look.font("caption-strong"))
        return keycap_width(self.look, self.fkey.key) + 8 + label + 14

    def least_width(self) -> float:
        """Stacked: the label alone. In the bold face, because the key may be lit at any time."""
        return max(40.0, text_width(self.fkey.label, self.look.font("caption-strong")) + 10)

    def draw(self, p: QPainter) -> None:
        """The cell, stacked or side by side."""
        tokens = self.look.tokens
        box = QRectF(self.rect()).adjusted(2, 0, -2, 0)
        active = self.fkey.active
        if active:
            rounded(p, box, 10, tokens.accent_soft, alpha(tokens.accent, 0.30))
        else:
            self.draw_hover(p, box, 10)
        face = self.look.font("caption-strong" if active else "caption-medium")
        color = tokens.accent if active else tokens.text
        if self.stacked:
            half = box.height() / 2
            key_box = QRectF(box.left(), box.top() + 3, box.width(), half - 2)
            quiet = tokens.text2 if active else tokens.text3
            text(p, key_box, as_printed(self.fkey.key), self.look.font("key"), quiet, CENTER)
            low = QRectF(box.left() + 2, box.center().y() - 2, box.width() - 4, half)
            text(p, low, self.fkey.label, face, color, CENTER)
            return
        cap = keycap_width(self.look, self.fkey.key)
        start = box.left() + (box.width() - cap - 8 - text_width(self.fkey.label, face)) / 2
        keycap(p, self.look, start, box.center().y(), self.fkey.key, lit=active)
        label = QRectF(start + cap + 8, box.top(), box.right() - start - cap - 6, box.height())
        text(p, label, self.fkey.label, face, color, LEFT)


class FKeyBar(GlassPanel):
    """``pressed`` carries the key's name when its cell is clicked. If any label does not fit, all cells are stacked."""

    pressed = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, None, radius=16, padding=0)
        self.setAccessibleName(name)
        self.cells: list[FKeyCell] = []
        self._row = QHBoxLayout()
        self._row.setContentsMargins(SIDE, 5, SIDE, 5)
        self._row.setSpacing(0)
        self.body.add_row(self._row, 1, inset=False)
        self._dress()
        look.follow(self._dress)

    def set_keys(self, keys: Sequence[FKey]) -> None:
        """Show other keys."""
        while len(self.cells) > len(keys):
            cell = self.cells.pop()
            self._row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        while len(self.cells) < len(keys):
            cell = FKeyCell(self.look)
            cell.clicked.connect(lambda _checked=False, cell=cell: self.pressed.emit(cell.fkey.key))
            self.cells.append(cell)
            self._row.addWidget(cell, 1)
        for cell, key in zip(self.cells, keys, strict=True):
            cell.set_key(key)
        self._stack()

    @property
    def stacked(self) -> bool:
        """True while keys stand above their labels."""
        return any(cell.stacked for cell in self.cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower bar may have to stack."""
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        if not self.cells:
            return
        room = (self.width() - 2 * SIDE) / len(self.cells)
        stacked = any(cell.wanted_width() > room for cell in self.cells)
        # Equal cells, unless a label of some language would not fit: then each gets its share of what all need.
        equal = not stacked or all(cell.least_width() <= room for cell in self.cells)
        for at, cell in enumerate(self.cells):
            if cell.stacked != stacked:
                cell.stacked = stacked
                cell.update()
            share = 1 if equal else round(cell.least_width())
            if self._row.stretch(at) != share:
                self._row.setStretch(at, share)

    def _dress(self) -> None:
        self.setFixedHeight(self.look.pick(52, 46))
        self._stack()
