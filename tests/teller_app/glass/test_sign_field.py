"""A field over a tile: as large as it, pressed by hand or key, with its words until something is drawn."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from teller_app.glass.ink_picture import image_of
from teller_app.glass.look import Look
from teller_app.glass.sign_field import SignField
from teller_app.glass.signed_tile import SignedTile
from tests.teller_app.hands import hand


def test_it_covers_its_tile_and_its_words_go_once_something_is_drawn(qtbot) -> None:
    look = Look(reduced_motion=True)
    tile = SignedTile(look)
    qtbot.addWidget(tile)
    tile.set_signature("Vault, hands over", "Hajara Bawa", "Signs in Cash and vault", "Waiting", "warn")
    field = SignField(look, tile, "Sign here", "Alt+I")
    pressed: list[bool] = []
    field.clicked.connect(lambda: pressed.append(True))
    tile.resize(260, 168)
    tile.show()
    bare = tile.grab().toImage()
    assert field.geometry() == tile.rect()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert pressed == [True, True]
    field.hide()
    without = tile.grab().toImage()
    field.show()
    assert without != bare, "the empty line says what to press"
    tile.set_ink(image_of(hand(3)))
    drawn = tile.grab().toImage()
    field.hide()
    assert tile.grab().toImage() == drawn, "a hand stands alone"
