from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from teller_app.settings import Density, Settings, Solid, TextScale, Theme
from teller_app.shell.first_look import make_look
from teller_app.shell.memory import Memory


@pytest.mark.parametrize(
    ("asked", "remembered", "dark"),
    [
        (Theme.DARK, "light", True),
        (Theme.LIGHT, "", False),
        (Theme.SYSTEM, "light", False),
        (Theme.SYSTEM, "dark", True),
    ],
)
def test_whose_theme_it_is(qtbot, tmp_path: Path, asked: Theme, remembered: str, dark: bool) -> None:
    memory = Memory(tmp_path)
    memory.keep(theme=remembered)
    look = make_look(Settings(theme=asked, density=Density.COMPACT), memory, QGuiApplication.styleHints())
    assert (look.dark, look.compact) == (dark, True)


def test_the_look_is_as_the_bank_set_it(qapp, tmp_path: Path) -> None:
    settings = Settings(accent="#008577", text_scale=TextScale.LARGER, solid=Solid.ALWAYS)
    look = make_look(settings, Memory(tmp_path), QGuiApplication.styleHints())
    assert (look.text_scale, look.solid) == (112, True)
    assert look.tokens.accent_fill.green() > look.tokens.accent_fill.red()
