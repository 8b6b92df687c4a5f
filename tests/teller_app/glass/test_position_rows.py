from PySide6.QtGui import QPixmap

from teller_app.glass.counting import faces
from teller_app.glass.position_rows import Position, PositionRows
from tests.teller_app.room_window import TEXTS, look

HEADS = ("Piece", "Then", "Value", "Since", "Last", "Now")


def test_a_row_for_each_piece_then_and_now(qtbot) -> None:
    made = PositionRows(look(), "Position", HEADS)
    qtbot.addWidget(made)
    found = faces("GHS", TEXTS)
    made.set_rows([Position(face, 87 - at, 47 - 10 * at, "13:52", 99) for at, face in enumerate(found)])
    assert made.sizeHint().height() > len(found) * 20
    assert f"{found[0].label}: 87, 99" in made.accessibleDescription()
    made.resize(made.sizeHint())
    picture = QPixmap(made.size())
    made.render(picture)
    high = made.height() / (len(found) + 1)
    assert picture.toImage().pixelColor(12, round(high * 1.5)).alpha() == 255, "the note's chip"


def test_rows_that_are_others_ask_for_another_height(qtbot) -> None:
    made = PositionRows(look(), "Position", HEADS)
    qtbot.addWidget(made)
    face = faces("GHS", TEXTS)[0]
    made.set_rows([Position(face, 1, 0, "", 1)])
    one = made.sizeHint().height()
    made.set_rows([Position(face, 1, 0, "", 1)] * 3)
    assert made.sizeHint().height() == one * 2
