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
