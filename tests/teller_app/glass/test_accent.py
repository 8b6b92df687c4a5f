import pytest
from PySide6.QtGui import QColor

from teller_app.glass.accent import NAMES, with_accent
from teller_app.glass.luminance import luminance
from teller_app.glass.tokens import THEMES
from tests.teller_app.glass.contrast import ratio

HOSTILE = ["#FFFF00", "#00FF00", "#FF0000", "#00FFFF", "#000000", "#FFFFFF", "#7A1FA2"]


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("code", HOSTILE)
def test_whatever_the_accent_no_contrast_is_lost(theme: str, code: str) -> None:
    shipped = THEMES[theme]
    toned = with_accent(shipped, QColor(code))
    for name in NAMES:
        before, now = getattr(shipped, name), getattr(toned, name)
        assert now.alphaF() == pytest.approx(before.alphaF(), abs=0.01), name
        assert luminance(now) == pytest.approx(luminance(before), abs=0.012), name
    for fill in (toned.accent_fill, toned.accent_fill2):
        assert ratio(toned.on_accent, fill) >= 4.5
    assert ratio(toned.accent, toned.solid) >= 4.5


def test_the_hue_is_the_banks_and_a_grey_stays_grey() -> None:
    teal = with_accent(THEMES["dark"], QColor("#008577"))
    assert abs(teal.accent_fill.hslHueF() - QColor("#008577").hslHueF()) < 0.02
    grey = with_accent(THEMES["light"], QColor("#777777")).accent_fill
    assert grey.hslSaturationF() == pytest.approx(0, abs=0.01)


def test_nothing_else_changes() -> None:
    toned = with_accent(THEMES["dark"], QColor("#008577"))
    assert (toned.pos, toned.neg, toned.text, toned.gold) == (
        THEMES["dark"].pos,
        THEMES["dark"].neg,
        THEMES["dark"].text,
        THEMES["dark"].gold,
    )
