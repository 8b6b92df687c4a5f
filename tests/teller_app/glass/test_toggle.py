from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.toggle import Toggle


def knob_is_right(toggle: Toggle) -> bool:
    image = toggle.grab().toImage()
    y = image.height() // 2
    return image.pixelColor(4 + 27, y).lightness() > 250


def test_space_moves_the_knob(qtbot) -> None:
    toggle = Toggle(Look(reduced_motion=True), "Print receipt", icon="printer")
    qtbot.addWidget(toggle)
    toggle.show()
    assert not knob_is_right(toggle)
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked() and knob_is_right(toggle)


def test_it_starts_where_it_was_left(qtbot) -> None:
    toggle = Toggle(Look(), "SMS", True)
    qtbot.addWidget(toggle)
    assert toggle.isChecked() and knob_is_right(toggle)
