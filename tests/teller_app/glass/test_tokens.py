from msgspec.structs import fields
from PySide6.QtGui import QColor

from teller_app.glass.tokens import DARK, LIGHT, THEMES, Tokens, alpha


def test_both_themes_define_every_colour() -> None:
    for theme in THEMES.values():
        assert all(
            getattr(theme, f.name).isValid() for f in fields(Tokens) if isinstance(getattr(theme, f.name), QColor)
        )


def test_values_of_the_specification() -> None:
    assert DARK.text3.name() == "#b2bbcf" and LIGHT.accent.name() == "#2d4bc9"
    assert round(DARK.glass_top.alphaF(), 2) == 0.54 and LIGHT.guard == (212.0, 0.8)
    assert DARK.dark and not LIGHT.dark


def test_alpha_leaves_the_original_alone() -> None:
    assert alpha(DARK.text, 0.5).alpha() == 128 and DARK.text.alpha() == 255
