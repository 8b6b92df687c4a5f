from teller_app.glass.look import Look
from teller_app.glass.signed_tile import SignedTile


def test_who_signed_stands_on_the_line_and_all_of_it_is_read_out(qtbot) -> None:
    tile = SignedTile(Look())
    qtbot.addWidget(tile)
    tile.resize(260, tile.sizeHint().height())
    tile.set_signature("Vault, hands over", "Hajara Bawa", "Signs in Cash and vault", "Waiting", "warn")
    assert (tile.accessibleName(), tile.accessibleDescription()) == ("Vault, hands over",
                                                                    "Hajara Bawa, Waiting, Signs in Cash and vault")  # fmt: skip
    waits = tile.grab().toImage()
    tile.set_signature("Vault, hands over", "Hajara Bawa", "Signs in Cash and vault", "Signed", "pos")
    assert tile.grab().toImage() != waits


def test_the_state_stands_beside_the_role_where_there_is_room_and_below_it_else(qtbot) -> None:
    tile = SignedTile(Look(solid=True))
    qtbot.addWidget(tile)
    tile.set_signature("Vault, hands over", "", "", "Waiting", "warn")
    marks = []
    for wide in (280, 150):
        tile.resize(wide, tile.sizeHint().height())
        image = tile.grab().toImage()
        # Between the role's line and where a hand would be drawn.
        marks.append({image.pixel(x, 44) for x in range(20, wide - 20)})
    beside, below = (len(colors) for colors in marks)
    assert below > beside
