from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from teller_app.glass.backdrop import KEPT_PAIRS, Backdrop


def test_pair_covers_the_screen_in_device_pixels_and_is_kept(qapp) -> None:
    backdrop = Backdrop()
    pair = backdrop.pair("dark", QSize(200, 120), 1.5)
    assert (pair.crisp.width(), pair.soft.height(), pair.sheet.devicePixelRatio()) == (300, 180, 1.5)
    assert backdrop.pair("dark", QSize(200, 120), 1.5) is pair


def test_a_banks_own_picture_replaces_the_shipped_one_and_is_not_stretched(qapp) -> None:
    own = QImage(100, 100, QImage.Format.Format_RGB32)
    own.fill(QColor("#00FF00"))
    pair = Backdrop({"dark": own}).pair("dark", QSize(160, 40))
    assert pair.crisp.toImage().pixelColor(80, 20) == QColor("#00FF00")
    assert pair.soft.toImage().pixelColor(80, 20).green() < 90, "guarded"


def test_only_a_few_pairs_are_kept(qapp) -> None:
    backdrop = Backdrop()
    for width in range(60, 60 + KEPT_PAIRS + 3):
        backdrop.pair("light", QSize(width, 40))
    assert len(backdrop._pairs) == KEPT_PAIRS


def test_what_was_prepared_aside_is_what_would_have_been_made(qapp) -> None:
    backdrop, plain = Backdrop(), Backdrop()
    backdrop.prepare("dark", QSize(200, 120))
    pair, made = backdrop.pair("dark", QSize(200, 120)), plain.pair("dark", QSize(200, 120))
    assert pair.soft.toImage() == made.soft.toImage()
    assert pair.crisp.toImage() == made.crisp.toImage()


def test_something_else_than_was_prepared_can_be_asked_for(qapp) -> None:
    backdrop = Backdrop()
    backdrop.prepare("dark", QSize(200, 120))
    assert backdrop.pair("light", QSize(100, 60)).crisp.width() == 100
