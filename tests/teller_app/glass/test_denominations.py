from teller_app.glass.denominations import Denomination, piece_count, total_minor

TWO_NOTE, TWO_COIN = Denomination(200, True, "2 cedi note"), Denomination(200, False, "2 cedi coin")


def test_note_and_coin_of_one_value_are_counted_apart() -> None:
    assert (TWO_NOTE.face, TWO_COIN.face) == ("200", "200c")


def test_sums() -> None:
    counts = {"200": 3, "200c": 5}
    assert total_minor([TWO_NOTE, TWO_COIN], counts) == 1600 and piece_count(counts) == 8
    assert total_minor([TWO_NOTE], counts) == 600
