"""A finished paper on the screen, exactly as it left the press.

The dialogue opens with the key that asked for it and is filled when the paper is ready. A paper that comes after it was closed
stays away: a sheet that opens by itself in the middle of a count would swallow what is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtGui import QImage

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.paper_preview import PaperPreview
from teller_app.i18n.text import Texts
from teller_app.printing.preview import PageImage
from teller_app.shell.window import TellerWindow

WIDE, HIGH = 760, 720
ABOVE_AND_BELOW = 260


class Preview:
    """``begin`` on the key press, ``show_pages`` when the press has them, ``end`` where it refused. Esc and Enter close."""

    def __init__(self, look: Look, window: TellerWindow, texts: Texts) -> None:
        self._look, self._window, self._texts = look, window, texts
        self._dialog: Dialog | None = None
        self._sheets: PaperPreview | None = None
        self.on_roll: Callable[[], None] | None = None
        """Prints the same paper on the roll; None where there is no thermal printer."""

    @property
    def is_open(self) -> bool:
        """Whether a person is waiting for the paper or looking at it."""
        dialog = self._dialog
        return dialog is not None and shiboken6.isValid(dialog) and dialog.is_open

    def begin(self) -> None:
        """Open the dialogue, still without pages."""
        if self.is_open:
            return
        texts, window = self._texts, self._window
        dialog = Dialog(self._look, window, texts("printing.preparing"), icon="printer", wide=WIDE)
        sheets = PaperPreview(
            self._look, texts("printing.preview"), lambda page, of: texts("printing.page", page=page, of=of)
        )
        sheets.setFixedHeight(min(HIGH, window.height() - ABOVE_AND_BELOW))
        dialog.add_content(sheets, focus=sheets)
        dialog.add_button(
            "cancel", GlassButton(self._look, texts("printing.close"), "primary", "check", "Esc"), default=True
        )
        if self.on_roll is not None:
            button = GlassButton(self._look, texts("printing.roll"), "secondary", "receipt", "Ctrl+P")
            dialog.add_button("roll", button, key="Ctrl+P")
            dialog.chosen.connect(self._chosen)
        self._dialog, self._sheets = dialog, sheets
        window.open_dialog(dialog)

    def _chosen(self, choice: str) -> None:
        if choice == "roll" and self.on_roll is not None:
            self.on_roll()

    def show_pages(self, pages: Sequence[PageImage], title: str) -> None:
        """Fill it, if somebody still waits."""
        if self.is_open and self._dialog is not None and self._sheets is not None:
            self._dialog.title.setText(title)
            self._dialog.setAccessibleName(title)
            self._sheets.set_pages([QImage.fromData(page.png) for page in pages])

    def end(self) -> None:
        """Close it: there will be no paper."""
        if self.is_open and self._dialog is not None:
            self._dialog.close_layer()
            self._dialog.deleteLater()
