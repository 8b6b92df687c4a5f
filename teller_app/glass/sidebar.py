"""The sidebar: brand, navigation with counts, what is sent, who is signed in. A rail of 68 px when compact."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.brand import BrandMark
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.nav import NAV_HIGH, NAV_LEAST, NavButton, NavItem, SyncCard, UserCard
from teller_app.glass.painted import Painted
from teller_app.glass.panel import GlassPanel

WIDE = 228
RAIL = 68
SIDE = 12


class Separator(Painted):
    """A line between the groups of the navigation."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, 12))

    def draw(self, p: QPainter) -> None:
        """One px in the middle."""
        p.fillRect(QRectF(4, 5, self.width() - 8, 1), self.look.tokens.sep)


class Sidebar(GlassPanel):
    """``chosen`` carries the key of a pressed item; the shell answers with ``set_active``."""

    chosen = Signal(str)
    user_pressed = Signal()

    def __init__(self, look: Look, brand: str, brand_line: str, groups: Sequence[Sequence[NavItem]], name: str) -> None:
        super().__init__(look, None, radius=20, padding=0)
        self.setAccessibleName(name)
        self.sync = SyncCard(look)
        self.user = UserCard(look)
        self.user.clicked.connect(self.user_pressed)
        self.buttons: dict[str, NavButton] = {}
        self._names = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addLayout(self._brand_row(look, brand, brand_line))
        self._column.addSpacing(16)
        self._add_groups(groups)
        self._column.addStretch(1)
        self._column.addWidget(self.sync)
        self._column.addSpacing(6)
        self._column.addWidget(self.user)
        self.body.add_row(self._column, 1, inset=False)
        self._dress()
        look.follow(self._dress)

    def _brand_row(self, look: Look, brand: str, brand_line: str) -> QHBoxLayout:
        lines = QVBoxLayout(self._names)
        lines.setContentsMargins(10, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(look, brand, "title3"))
        lines.addWidget(Text(look, brand_line, "caption", "text2"))
        row = QHBoxLayout()
        row.setContentsMargins(4, 16, 4, 0)
        row.setSpacing(0)
        row.addWidget(BrandMark(look, brand))
        row.addWidget(self._names)
        row.addStretch(1)
        self._brand = row
        return row

    def _add_groups(self, groups: Sequence[Sequence[NavItem]]) -> None:
        for at, group in enumerate(groups):
            if at:
                self._column.addWidget(Separator(self.look))
            for item in group:
                button = NavButton(self.look, item)
                button.clicked.connect(lambda _checked=False, key=item.key: self.chosen.emit(key))
                self.buttons[item.key] = button
                self._column.addWidget(button)

    def set_active(self, key: str) -> None:
        """Light the item where one is; an unknown key lights none."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def set_badge(self, key: str, badge: str, words: str = "") -> None:
        """A count on an item, and the same in words. Raises KeyError for an unknown item."""
        self.buttons[key].set_badge(badge, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from item to item."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        focused = next((at for at, button in enumerate(shown) if button.hasFocus()), -1)
        if step and focused >= 0:
            shown[(focused + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there are more places than room they draw together; Qt would cut the mark and the person off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        if not shown:
            return
        now = shown[0].minimumHeight() or shown[0].minimumSizeHint().height()
        rest = self.body.minimumSize().height() - len(shown) * now
        high = max(NAV_LEAST, min(NAV_HIGH, (self.height() - rest) // len(shown)))
        for button in shown:
            button.setFixedHeight(high)

    def _dress(self) -> None:
        rail = self.look.compact
        self.setFixedWidth(RAIL if rail else WIDE)
        self._names.setVisible(not rail)
        self.sync.setVisible(not rail)
        self._brand.setContentsMargins(4, 16, 4, 0)
        self._column.setContentsMargins(SIDE, 0, SIDE, SIDE)
