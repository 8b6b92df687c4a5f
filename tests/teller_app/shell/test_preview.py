"""The preview shows the pages of a real paper and closes with Esc."""

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.look import Look
from teller_app.glass.window import GlassWindow
from teller_app.i18n.text import Texts
from teller_app.printing.preview import png_page
from teller_app.shell.preview import show_paper


def test_pages_are_shown_and_escape_closes(qtbot) -> None:
    look = Look("light")
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    dialog = show_paper(look, window, Texts.load(), "Slip", [png_page(Image.new("RGB", (300, 400), "white"))])
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.chosen):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
