"""The preview opens with the key, is filled later, and never comes by itself."""

from datetime import UTC, datetime

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.printing.preview import png_page
from teller_app.shell.preview import Preview
from teller_app.shell.window import TellerWindow

PAGE = png_page(Image.new("RGB", (300, 400), "white"))


@pytest.fixture
def window(qtbot) -> TellerWindow:
    made = TellerWindow(Look("light"), Texts.load(), lambda: datetime.now(UTC), lambda: "WS", "regular")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def preview(window: TellerWindow) -> Preview:
    return Preview(window.look, window, Texts.load())


def dialogs(window: TellerWindow) -> list[Dialog]:
    return [dialog for dialog in window.findChildren(Dialog) if dialog.is_open]


def test_it_opens_at_once_and_is_filled_when_the_paper_is_there(window: TellerWindow, preview: Preview) -> None:
    preview.begin()
    (dialog,) = dialogs(window)
    preview.show_pages([PAGE], "Slip")
    assert dialog.title.text() == "Slip"
    preview.begin()
    assert dialogs(window) == [dialog], "asked twice, shown once"


def test_a_paper_that_comes_too_late_stays_away(window: TellerWindow, preview: Preview) -> None:
    preview.begin()
    QTest.keyClick(dialogs(window)[0], Qt.Key.Key_Escape)
    assert not preview.is_open
    preview.show_pages([PAGE], "Slip")
    assert dialogs(window) == []


def test_a_refused_paper_closes_it(window: TellerWindow, preview: Preview) -> None:
    preview.begin()
    preview.end()
    assert dialogs(window) == []
    preview.show_pages([PAGE], "Slip")
    assert dialogs(window) == []


def test_the_paper_goes_to_the_roll_by_key_where_there_is_one(window: TellerWindow, preview: Preview, qtbot) -> None:
    asked: list[str] = []
    preview.begin()
    assert len(dialogs(window)[0].findChildren(GlassButton)) == 1
    preview.end()
    preview.on_roll = lambda: asked.append("roll")
    preview.begin()
    QTest.keyClick(dialogs(window)[0], Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked == ["roll"])
    assert not preview.is_open
