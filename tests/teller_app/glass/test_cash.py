import pytest
from PySide6.QtGui import QImage, QPainter

from teller_app.glass.cash import NOTE_COLORS, coin_chip, note_chip, piece_chip


def picture(draw) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    draw(p)
    p.end()
    return image


@pytest.mark.parametrize("cedis", sorted(NOTE_COLORS))
def test_each_note_has_its_own_colour(qapp, cedis: int) -> None:
    image = picture(lambda p: note_chip(p, 8, 20, cedis))
    others = [picture(lambda p, v=v: note_chip(p, 8, 20, v)) for v in NOTE_COLORS if v != cedis]
    assert all(image.pixelColor(45, 12) != other.pixelColor(45, 12) for other in others)


def test_cedi_coins_are_gold_and_pesewa_coins_silver(qapp) -> None:
    gold, silver = (picture(lambda p, v=v: coin_chip(p, 8, 20, v)).pixelColor(22, 14) for v in (200, 50))
    assert gold.red() - gold.blue() > 40 > abs(silver.red() - silver.blue())


def test_a_piece_is_a_note_or_a_coin_by_its_form_whatever_it_is_worth(qapp) -> None:
    for minor, is_note, chip in ((2000, True, lambda p: note_chip(p, 8, 20, 20)), (200, False, lambda p: coin_chip(p, 8, 20, 200)),
                                 (200, True, lambda p: note_chip(p, 8, 20, 2))):  # fmt: skip
        assert picture(lambda p, m=minor, n=is_note: piece_chip(p, 8, 20, m, n, 2)) == picture(chip)
