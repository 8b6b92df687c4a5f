from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from teller_app.glass.shadow import draw_shadow, floating
from teller_app.glass.tokens import DARK


def test_shadow_lies_around_its_rectangle_and_fades(qapp) -> None:
    image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    draw_shadow(p, QRectF(100, 100, 100, 100), 18, DARK.shadow1)
    p.end()
    below = [image.pixelColor(150, y).alpha() for y in (201, 215, 230, 299)]
    assert below == sorted(below, reverse=True) and below[0] > 40 and below[-1] == 0
    assert image.pixelColor(150, 201).alpha() > image.pixelColor(150, 99).alpha(), "it falls downwards"


def test_floating_layers_cast_a_stronger_one(qapp) -> None:
    strong = floating(DARK.shadow1)
    assert strong.blur == 56 and strong.dy == 24 and strong.color.alphaF() > DARK.shadow1.color.alphaF()
