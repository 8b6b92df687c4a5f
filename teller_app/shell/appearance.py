"""Ctrl+, : how the window looks to this person, shown while it is chosen. What is chosen is remembered on this workstation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.labels import Text
from teller_app.glass.look import TEXT_SCALES, Look
from teller_app.glass.segmented import Segment, Segmented
from teller_app.i18n.text import Texts

THEMES = (("dark", "moon"), ("light", "sun"), ("system", "desktop-tower"))


class AppearanceDialog(Dialog):
    """Theme and text size. ``turn`` changes dark and light places, ``follow`` gives the theme back to the system."""

    def __init__(
        self, look: Look, window: QWidget, texts: Texts, turn: Callable[[], None], follow: Callable[[], None]
    ) -> None:
        title, body = texts("shell.appearance.title"), texts("shell.appearance.body")
        super().__init__(look, window, title, body, "gear-six", escape="close")
        self._turn, self._follow = turn, follow
        named = [Segment(texts(f"shell.appearance.{name}"), icon) for name, icon in THEMES]
        self.theme = Segmented(look, named, texts("shell.appearance.theme"))
        self.theme.setCurrentIndex(0 if look.dark else 1)
        self.theme.currentChanged.connect(self._choose_theme)
        self.size_row = Segmented(
            look, [texts("shell.percent", n=scale) for scale in TEXT_SCALES], texts("shell.appearance.text")
        )
        self.size_row.setCurrentIndex(TEXT_SCALES.index(look.text_scale))
        self.size_row.currentChanged.connect(lambda at: look.set_text_scale(TEXT_SCALES[at]))
        self._add(look, texts("shell.appearance.theme"), self.theme)
        self._add(look, texts("shell.appearance.text"), self.size_row)
        self._first = self.theme
        self.add_button("close", GlassButton(look, texts("shell.close"), "primary", key="Enter"), default=True)

    def _add(self, look: Look, label: str, row: Segmented) -> None:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        named = Text(look, label, "caption-medium", "text2")
        named.setBuddy(row)
        named.setContentsMargins(row.gutter, 0, 0, 0)
        column.addWidget(named)
        column.addWidget(row)
        self.add_content(part)

    def _choose_theme(self, at: int) -> None:
        name = THEMES[at][0]
        if name == "system":
            self._follow()
        elif (name == "dark") != self.look.dark:
            self._turn()


def open_appearance(
    look: Look, window: QWidget, texts: Texts, turn: Callable[[], None], follow: Callable[[], None]
) -> AppearanceDialog:
    """Open one, made for one use."""
    dialog = AppearanceDialog(look, window, texts, turn, follow)
    dialog.chosen.connect(lambda choice: dialog.deleteLater())
    dialog.open()
    return dialog
