"""Tiles for whoever signs: as many as there are, filled as specimens come."""

from PySide6.QtGui import QImage

from teller_app.glass.hands_beside import Signer
from teller_app.glass.look import Look
from teller_app.glass.signatories import SignatoryTiles


def image() -> QImage:
    made = QImage(40, 20, QImage.Format.Format_ARGB32)
    made.fill(0)
    return made


def test_as_many_tiles_as_people_and_specimens_come_later(qtbot) -> None:
    tiles = SignatoryTiles(Look("dark"), "none on file", 200)
    qtbot.addWidget(tiles)
    tiles.resize(600, 300)
    tiles.show()
    tiles.set_signers([Signer("Ama", "holder", "a"), Signer("Kofi", "joint"), Signer("Esi", "agent", "c")], {})
    assert [tile.accessibleName() for tile in tiles.tiles] == ["Ama, holder", "Kofi, joint", "Esi, agent"]
    assert [tile.accessibleDescription() for tile in tiles.tiles] == ["none on file"] * 3
    tiles.show_images({"a": image(), "c": image()})
    assert [tile.accessibleDescription() for tile in tiles.tiles] == ["", "none on file", ""]
    assert tiles.tiles[0].y() == tiles.tiles[1].y() < tiles.tiles[2].y(), "two in a row"


def test_a_lone_tile_is_no_banner(qtbot) -> None:
    tiles = SignatoryTiles(Look("dark"), "none", 200)
    qtbot.addWidget(tiles)
    tiles.resize(600, 300)
    tiles.show()
    tiles.set_signers([Signer("Ama", "holder"), Signer("Kofi", "joint")], {})
    tiles.set_signers([Signer("Ama", "holder")], {})
    assert [tile.isVisible() for tile in tiles.tiles] == [True, False]
    assert tiles.tiles[0].maximumWidth() == 200
