from PySide6.QtGui import QPixmap

from teller_app.glass.counting import faces
from teller_app.glass.stock_rows import StockRows
from tests.teller_app.room_window import TEXTS, look


def test_a_row_for_each_piece_and_all_of_it_is_read_out(qtbot) -> None:
    rows = StockRows(look(), "Vault")
    rows.set_heads(("Piece", "Pieces", "Straps", "", "Value"))
    qtbot.addWidget(rows)
    rows.set_stock(faces("GHS", TEXTS), {"20000": 412})
    assert rows.sizeHint().height() > 15 * 20
    assert "412" in rows.accessibleDescription()
    rows.resize(rows.sizeHint())
    picture = QPixmap(rows.size())
    rows.render(picture)
    assert picture.toImage().pixelColor(12, rows.height() // 16 + 16).alpha() == 255


def test_what_will_not_do_for_the_day_is_said_in_words(qtbot) -> None:
    rows = StockRows(look(), "Vault")
    qtbot.addWidget(rows)
    rows.set_stock(faces("GHS", TEXTS), {"20000": 412, "1000": 9})
    rows.resize(520, rows.sizeHint().height())
    before = rows.grab().toImage()
    rows.set_day({"20000": 1.0, "1000": 0.1}, {"1000": "Low"})
    assert "9, Low" in rows.accessibleDescription()
    assert rows.grab().toImage() != before
