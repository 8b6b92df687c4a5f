from teller_app.glass.look import Look
from teller_app.glass.tile_mark import SIDE, TileMark


def test_another_kind_another_picture(qtbot) -> None:
    made = TileMark(Look())
    qtbot.addWidget(made)
    made.show()
    assert (made.sizeHint().width(), made.accessibleName()) == (SIDE, "")
    plain = made.grab().toImage()
    made.set_mark("hand-withdraw", "neg")
    assert made.grab().toImage() != plain
