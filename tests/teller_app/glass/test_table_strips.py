from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass import table_strips
from teller_app.glass.table_model import Row
from teller_app.glass.table_strips import Manner, RowStrips

PLAIN, CHOSEN = Manner(False, True), Manner(True, False)


def blit(strips: RowStrips, index: int, row: Row, manner: Manner = PLAIN, size: tuple[int, int] = (100, 20)) -> QImage:
    image = QImage(100, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    p = QPainter(image)
    strips.blit(p, 10, size, index, row, manner)
    p.end()
    return image


def half(p: QPainter, box: QRectF, row: Row, manner: Manner) -> None:
    p.fillRect(box.adjusted(0, 0, -box.width() / 2, 0), QColor("white"))


def test_a_row_is_painted_once_and_lies_where_it_was_put(qapp) -> None:
    strips = RowStrips(half)
    first, again = blit(strips, 3, Row("a", ("x",))), blit(strips, 3, Row("a", ("x",)))
    assert strips.painted == 1
    assert first == again
    white = {(x, y) for x in range(100) for y in range(40) if QColor(first.pixel(x, y)).red() > 200}
    assert white == {(x, y) for x in range(50) for y in range(10, 30)}


def test_another_row_manner_or_width_is_painted_anew(qapp) -> None:
    strips = RowStrips(half)
    blit(strips, 0, Row("a", ("x",)))
    blit(strips, 0, Row("a", ("y",)))
    blit(strips, 0, Row("a", ("y",)), CHOSEN)
    blit(strips, 0, Row("a", ("y",)), size=(80, 20))
    assert strips.painted == 4


def test_the_bound_forgets_the_oldest(qapp, monkeypatch) -> None:
    monkeypatch.setattr(table_strips, "STRIPS_MAX", 2)
    strips = RowStrips(half)
    for index in (0, 1, 0, 2, 0):
        blit(strips, index, Row(str(index), ()))
    assert strips.painted == 3
    blit(strips, 1, Row("1", ()))
    assert strips.painted == 4
