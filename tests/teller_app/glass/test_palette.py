import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.palette import CommandPalette, PaletteWords, parse
from teller_app.glass.palette_rows import PaletteGroup, PaletteItem

WORDS = PaletteWords("Search", "Type", "Nothing", "Results", "Esc", "Enter", (("↑ ↓", "Move"),))


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def palette(window: QWidget) -> CommandPalette:
    def provider(mode: str, query: str) -> list[PaletteGroup]:
        names = [f"{mode}-{query}-{n}" for n in range(3)] if query != "nobody" else []
        return [PaletteGroup("Found", tuple(PaletteItem(name, name) for name in names))]

    return CommandPalette(Look(reduced_motion=True), window, WORDS, provider)


def test_prefixes_narrow() -> None:
    assert parse("> post") == ("commands", "post")
    assert parse("#04-00") == ("receipts", "04-00")
    assert parse(" mensah ") == ("all", "mensah")
    assert parse("") == ("all", "")


def test_type_move_enter(qtbot, palette: CommandPalette) -> None:
    palette.open_with("m")
    qtbot.keyClicks(palette.input, "en")
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert chosen.args == ["all-men-1"]
    assert not palette.is_open


def test_enter_on_nothing_stays_and_esc_closes(qtbot, palette: CommandPalette) -> None:
    palette.open_with("nobody")
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert palette.is_open
    qtbot.keyClick(palette.input, Qt.Key.Key_Escape)
    assert not palette.is_open


def test_a_click_beside_it_closes(qtbot, palette: CommandPalette) -> None:
    palette.open_with()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(palette.width() // 2, 300))
    assert palette.is_open
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.is_open
