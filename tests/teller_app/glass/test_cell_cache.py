from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass import cell_cache
from teller_app.glass.cell_cache import CellCache
from teller_app.glass.look import Look


def test_a_long_line_is_elided_into_its_box_and_a_figure_ends_at_its_right(qapp) -> None:
    look = Look()
    cache = CellCache(look)
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    p = QPainter(image)
    cache.line(p, QRectF(0, 0, 60, 20), "A name that is much too long", "body", QColor("white"))
    cache.line(p, QRectF(0, 20, 200, 20), "1.00", "body", QColor("white"), right=True)
    p.end()
    upper = [x for x in range(200) if any(image.pixelColor(x, y).red() > 80 for y in range(20))]
    lower = [x for x in range(200) if any(image.pixelColor(x, y).red() > 80 for y in range(20, 40))]
    assert 30 < max(upper) < 60
    assert min(lower) > 150 and max(lower) > 190


def test_a_stamp_is_drawn_once_and_the_bound_holds(qapp, monkeypatch) -> None:
    monkeypatch.setattr(cell_cache, "STAMPS_MAX", 2)
    cache = CellCache(Look())
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    p = QPainter(image)
    drawn: list[str] = []
    for key in ("a", "a", "b", "c", "a"):
        cache.stamp(p, QPointF(0, 0), (key,), (10, 10), lambda q, key=key: drawn.append(key))
    p.end()
    assert drawn == ["a", "b", "c", "a"]
