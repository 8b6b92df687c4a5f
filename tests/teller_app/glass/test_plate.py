from PySide6.QtWidgets import QLabel

from teller_app.glass.look import Look
from teller_app.glass.plate import Plate


def test_what_it_carries_stands_inside_its_edges(qtbot) -> None:
    made = Plate(Look())
    qtbot.addWidget(made)
    made.row.addWidget(label := QLabel("18,500.00"))
    made.resize(300, 80)
    made.show()
    assert made.rect().adjusted(12, 6, -12, -6).contains(label.geometry())
    with_label = made.grab().toImage()
    label.hide()
    assert made.grab().toImage() != with_label
    assert made.grab().toImage().pixelColor(150, 40) != made.grab().toImage().pixelColor(0, 0), (
        "the tile is lifted off its ground"
    )
