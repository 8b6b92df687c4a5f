import pytest

from contract.money import CURRENCIES
from teller_app.glass.counting import faces, grid_texts
from tests.teller_app.room_window import TEXTS


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_every_piece_of_a_currency_has_its_own_name_and_key(currency: str) -> None:
    pieces = faces(currency, TEXTS)
    assert [piece.face for piece in pieces] == [item.face for item in CURRENCIES[currency].denominations]
    assert len({piece.label for piece in pieces}) == len(pieces)
    assert grid_texts(currency, TEXTS).value
