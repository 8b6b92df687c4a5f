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
