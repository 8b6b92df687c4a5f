from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from teller_app.glass.blur import guarded, pyramid_blur
from teller_app.glass.tokens import DARK, LIGHT

CHANNEL = st.integers(0, 255)


def luma(color: QColor) -> float:
    return 0.2126 * color.red() + 0.7152 * color.green() + 0.0722 * color.blue()


def flat(color: QColor) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def test_blur_keeps_size_and_mean_and_loses_edges(qapp) -> None:
    image = QImage(128, 128, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    for x in range(64):
        for y in range(128):
            image.setPixelColor(x, y, QColor("#FFFFFF"))
    soft = pyramid_blur(image, 4)
    row = [soft.pixelColor(x, 64).red() for x in range(128)]
    assert (soft.width(), soft.height()) == (128, 128)
    assert max(abs(a - b) for a, b in pairwise(row)) < 24
    assert sum(row) / 128 == pytest.approx(127, abs=4)


@given(CHANNEL, CHANNEL, CHANNEL)
def test_guard_bounds_luminance_of_any_colour(red: int, green: int, blue: int) -> None:
    dark = guarded(flat(QColor(red, green, blue)), DARK, 1.0, 1.0).pixelColor(1, 1)
    light = guarded(flat(QColor(red, green, blue)), LIGHT, 1.0, 1.0).pixelColor(1, 1)
    assert luma(dark) <= DARK.guard[1] + 0.5
    # Lifting by a growing share of the gap has its minimum of 0.6875 times the floor at three eighths of it.
    assert luma(light) >= 0.6875 * LIGHT.guard[0] - 1.5
