"""What is painted is compared with what was approved. ``make approve-pictures`` renews; differences lie in shots-out/visual."""

import random

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.visual.compare import differing, marked, same
from tests.visual.screens import APPROVED, DIFFERENCES, SCREENS, file_of, picture

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("name", list(SCREENS))
def test_the_screen_looks_as_it_was_approved(name: str) -> None:
    approved, now = QImage(str(file_of(name))), picture(name)
    assert not approved.isNull(), f"{file_of(name)} is missing: make approve-pictures"
    if not same(approved, now):
        DIFFERENCES.mkdir(parents=True, exist_ok=True)
        found = DIFFERENCES / f"{name}.png"
        marked(approved, now).save(str(found))
        pytest.fail(f"{len(differing(approved, now))} cells of {name} differ; see {found}", pytrace=False)


def test_nothing_is_approved_that_is_not_shown() -> None:
    assert {path.stem for path in APPROVED.iterdir()} == set(SCREENS)


def test_another_font_raster_is_no_difference_and_a_word_that_is_gone_is_one() -> None:
    approved = picture("sign-in-dark")
    rng = random.Random(1)
    noisy = QImage(approved)
    for _ in range(20_000):
        x, y = rng.randrange(approved.width()), rng.randrange(approved.height())
        color = noisy.pixelColor(x, y)
        by = rng.randrange(-20, 21)
        channels = (min(255, max(0, value + by)) for value in (color.red(), color.green(), color.blue()))
        noisy.setPixelColor(x, y, QColor(*channels))
    assert same(approved, noisy)
    gone = QImage(approved)
    p = QPainter(gone)
    # "Sign in" on the panel: a title of some 70 by 20 px gives way to the glass beside it.
    words, beside = words_and_ground(approved)
    p.drawImage(words.topLeft(), approved, beside)
    p.end()
    assert not same(approved, gone)


def words_and_ground(image: QImage) -> tuple[QRect, QRect]:
    """The brightest small patch of the right half, and the same patch 40 px above it."""
    places = [(x, y) for x in range(800, 1200, 10) for y in range(150, 600, 10)]
    x, y = max(places, key=lambda at: sum(image.pixelColor(at[0] + i * 5, at[1] + 8).lightness() for i in range(14)))
    return QRect(x, y, 70, 20), QRect(x, y - 40, 70, 20)


def test_pictures_of_two_sizes_differ() -> None:
    small, large = (QImage(side, side, QImage.Format.Format_RGB32) for side in (40, 80))
    small.fill(0)
    large.fill(0)
    assert not same(small, large)
