import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass.backdrop import Backdrop, covering, pair_of, shipped_wallpaper
from teller_app.glass.material import LEVELS, paint_glass, paint_solid
from teller_app.glass.tokens import DARK, LIGHT, THEMES, Tokens
from tests.teller_app.glass.contrast import failures

SCREEN = QSize(640, 360)


def hostile() -> QImage:
    """White, black and the loudest colours in hard blocks: the worst a bank could supply."""
    image = QImage(SCREEN, QImage.Format.Format_RGB32)
    colors = ("#FFFFFF", "#000000", "#FFFF00", "#00FFFF", "#FF0000", "#0000FF", "#FF00FF", "#00FF00")
    p = QPainter(image)
    for i, code in enumerate(colors):
        p.fillRect(QRect(i % 4 * 160, i // 4 * 180, 160, 180), QColor(code))
    p.end()
    return image


def glass(tokens: Tokens, level: str, source: QImage) -> QImage:
    pair = pair_of(covering(source, SCREEN, 1.0), tokens, 1.0)
    image = pair.crisp.toImage()
    p = QPainter(image)
    paint_glass(p, QRect(QPoint(0, 0), SCREEN), 18, QPoint(0, 0), pair.soft, tokens, level)
    p.end()
    return image


@pytest.mark.parametrize("level", ["regular", "thick"])
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_text_and_marks_hold_their_contrast_on_the_shipped_wallpaper(qapp, theme: str, level: str) -> None:
    assert failures(glass(THEMES[theme], level, shipped_wallpaper(theme)), THEMES[theme]) == []


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_text_and_marks_hold_their_contrast_on_a_hostile_wallpaper(qapp, theme: str) -> None:
    assert failures(glass(THEMES[theme], "regular", hostile()), THEMES[theme]) == []


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_solid_plates_hold_their_contrast(qapp, tokens: Tokens) -> None:
    image = QImage(SCREEN, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_solid(p, image.rect(), 18, tokens)
    p.end()
    assert failures(image, tokens) == []


def test_levels_let_less_and_less_through(qapp) -> None:
    """A black and a white half below: what remains of the step between them falls from thin to thick."""
    image = QImage(SCREEN, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    p = QPainter(image)
    p.fillRect(QRect(320, 0, 320, 360), QColor("#FFFFFF"))
    p.end()
    steps = []
    for level in LEVELS:
        made = glass(DARK, level, image)
        steps.append(abs(made.pixelColor(600, 180).lightness() - made.pixelColor(40, 180).lightness()))
    assert steps[0] > steps[1] > steps[2]


def test_sheet_is_near_the_glass_it_stands_for(qapp) -> None:
    pair = Backdrop().pair("dark", SCREEN)
    full, cheap = glass(DARK, "regular", shipped_wallpaper("dark")), pair.sheet.toImage()
    a, b = full.pixelColor(320, 180), cheap.pixelColor(320, 180)
    assert max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) < 14
