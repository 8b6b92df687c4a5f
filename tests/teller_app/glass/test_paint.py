import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import (
    RIGHT,
    as_printed,
    chip,
    chip_width,
    fast_brush,
    keycap,
    keycap_width,
    rounded,
    text,
    tone,
    well,
)
from teller_app.glass.tokens import DARK, LIGHT


@pytest.fixture
def canvas(qapp):
    image = QImage(200, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    yield image, painter
    painter.end()


def inked_columns(image: QImage) -> list[int]:
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() for y in range(image.height()))]


def test_translucent_brush_is_a_gradient_of_one_colour(qapp) -> None:
    assert fast_brush(QColor(1, 2, 3, 90)).gradient() is not None
    assert fast_brush(QColor(1, 2, 3)).style() == Qt.BrushStyle.SolidPattern


def test_lines_stay_inside_their_rectangle(canvas) -> None:
    image, p = canvas
    rounded(p, QRectF(20, 10, 100, 40), 10, None, QColor("#FFFFFF"), 3)
    assert inked_columns(image)[0] == 20 and inked_columns(image)[-1] == 119


def test_long_text_is_elided_to_its_box(canvas) -> None:
    image, p = canvas
    text(p, QRectF(0, 0, 60, 20), "Kumasi Timber and Sawmill Ltd", Look().font("body"), QColor("#FFFFFF"), RIGHT)
    assert inked_columns(image)[-1] < 61


def test_chip_and_keycap_are_as_wide_as_they_said(canvas) -> None:
    _, p = canvas
    look = Look()
    assert chip(p, look, 0, 30, "Posted", "pos", None, True) == chip_width(look, "Posted", None, True)
    assert keycap(p, look, 150, 30, "F9") == keycap_width(look, "F9") >= 20


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_error_of_a_well_is_a_border_in_neg(canvas, tokens) -> None:
    image, p = canvas
    well(p, QRectF(0, 0, 100, 40), tokens, error=True)
    border = image.pixelColor(50, 0)
    assert abs(border.hue() - tokens.neg.hue()) < 12 and border.alpha() > 200


def test_unknown_tone_is_refused() -> None:
    with pytest.raises(KeyError):
        tone(DARK, "purple")


def test_a_cap_names_keys_as_they_are_printed_and_plus_is_a_key() -> None:
    assert [as_printed(keys) for keys in ("Ctrl+M", "Ctrl+Shift+H", "F9", "+", "Ctrl K")] == [
        "Ctrl M", "Ctrl Shift H", "F9", "+", "Ctrl K"]  # fmt: skip
