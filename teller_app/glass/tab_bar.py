"""The bar at the foot of a narrow window: the places one can go to, icon above label (LOOK 5, field)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.bar_button import paint_count
from teller_app.glass.look import Look
from teller_app.glass.nav import NavItem
from teller_app.glass.paint import CENTER, paint_icon, rounded, text
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.panel import GlassPanel

HIGH = 66
TARGET = 54


class Tab(PaintedButton):
    """One place, at least 44 px in each direction."""

    def __init__(self, look: Look, item: NavItem) -> None:
        super().__init__(look, item.label, (0, TARGET))
        self.item = item
        self._badge = ""
        self.setCheckable(True)
        self.setToolTip(f"{item.label} · {item.shortcut}" if item.shortcut else item.label)

    def nextCheckState(self) -> None:
        """Where one is changes when the place changes, never by the touch itself."""

    def set_badge(self, badge: str, words: str = "") -> None:
        """A count, and the same in words."""
        self._badge = badge
        self.setAccessibleDescription(words or badge)
        self.update()

    def draw(self, p: QPainter) -> None:
        """Pill, icon, label, count."""
        tokens, box, active = self.look.tokens, QRectF(self.rect()), self.isChecked()
        if active:
            rounded(p, box.adjusted(2, 2, -2, -2), 14, tokens.accent_soft)
        else:
            self.draw_hover(p, box.adjusted(2, 2, -2, -2), 14)
        color = tokens.accent if active else tokens.text2
        paint_icon(p, self.item.icon, round(box.center().x() - 11), 7, 22, color, "fill" if active else "regular")
        face = self.look.font("micro-strong" if active else "micro")
        text(p, QRectF(4, 31, box.width() - 8, 18), self.item.label, face, color, CENTER)
        if self._badge:
            paint_count(p, self.look, box.center().x() + 24, 3, self._badge)
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 14)


class TabBar(GlassPanel):
    """``chosen`` carries the key of a pressed place; the shell answers with ``set_active``."""

    chosen = Signal(str)

    def __init__(self, look: Look, items: Sequence[NavItem], name: str) -> None:
        super().__init__(look, None, radius=22, padding=0)
        self.setAccessibleName(name)
        self.setFixedHeight(HIGH)
        self.tabs: dict[str, Tab] = {}
        row = QHBoxLayout()
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(2)
        for item in items:
            tab = self.tabs[item.key] = Tab(look, item)
            tab.clicked.connect(lambda _on=False, key=item.key: self.chosen.emit(key))
            row.addWidget(tab, 1)
        self.body.add_row(row, 1, inset=False)

    def set_active(self, key: str) -> None:
        """Light the place where one is."""
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)

    def set_badge(self, key: str, badge: str, words: str = "") -> None:
        """A count on a place. Raises KeyError for an unknown one."""
        self.tabs[key].set_badge(badge, words)
