"""Strokes as a picture: dark on nothing, as large as the hand, whatever of the pad it used."""

import pytest

from contract.ink import HIGH, WIDE, Dot, packed, raw_of
from teller_app.glass.ink_picture import PICTURE_WIDE, image_of, ink_image

SMALL = ((Dot(100, 100, 0), Dot(140, 120, 50), Dot(180, 100, 90)), (Dot(150, 130, 200),))


def test_a_small_hand_fills_the_picture_as_a_large_one_does(qapp) -> None:
    small, large = image_of(SMALL), image_of(((Dot(0, 0, 0), Dot(2_000, 800, 90)),))
    for image in (small, large):
        assert max(image.width(), image.height() * WIDE / HIGH) == pytest.approx(PICTURE_WIDE, abs=2)
    dark = [(x, y) for x in range(0, small.width(), 4) for y in range(0, small.height(), 4) if small.pixelColor(x, y).alpha() > 200]  # fmt: skip
    assert 20 < len(dark) < 4_000
    assert small.pixelColor(0, 0).alpha() == 0
    assert {small.pixelColor(*at).lightness() for at in dark} == {0}


def test_packed_bytes_are_shown_and_nothing_else(qapp) -> None:
    raw = raw_of(packed(SMALL))
    assert ink_image(raw) == image_of(SMALL)
    assert ink_image(raw + b"\0") is None
    assert ink_image(raw[:-1]) is None
