"""A finished paper on the screen, exactly as it left the press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.paper_preview import PaperPreview
from teller_app.i18n.text import Texts
from teller_app.printing.preview import PageImage

WIDE, HIGH = 760, 720


def show_paper(look: Look, window: QWidget, texts: Texts, title: str, pages: Sequence[PageImage]) -> Dialog:
    """Open the preview over ``window``; Esc or Enter closes it."""
    dialog = Dialog(look, window, title, icon="printer", wide=WIDE)
    sheets = PaperPreview(look, texts("printing.preview"), lambda page, of: texts("printing.page", page=page, of=of))
    sheets.set_pages([QImage.fromData(page.png) for page in pages])
    sheets.setFixedHeight(min(HIGH, window.height() - 260))
    dialog.add_content(sheets, focus=True)
    dialog.add_button("cancel", GlassButton(look, texts("printing.close"), "primary", "check", "Esc"), default=True)
    dialog.open()
    return dialog
