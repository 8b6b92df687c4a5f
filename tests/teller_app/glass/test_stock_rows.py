from PySide6.QtGui import QPixmap

from teller_app.glass.counting import faces
from teller_app.glass.stock_rows import StockRows
from tests.teller_app.room_window import TEXTS, look


def test_a_row_for_each_piece_and_all_of_it_is_read_out(qtbot) -> None:
    rows = StockRows(look(), "Vault", ("Piece", "Pieces", "Straps", "Value"))
    qtbot.addWidget(rows)
    rows.set_stock(faces("GHS", TEXTS), {"20000": 412})
    assert rows.sizeHint().height() > 15 * 20
    assert "412" in rows.accessibleDescription()
    rows.resize(rows.sizeHint())
    picture = QPixmap(rows.size())
    rows.render(picture)
    assert picture.toImage().pixelColor(12, rows.height() // 16 + 16).alpha() == 255
