from teller_app.glass.look import Look
from teller_app.glass.outcome_tile import OutcomeTile


def made(qtbot) -> OutcomeTile:
    tile = OutcomeTile(Look(), "Will post", "pos", "check-circle")
    qtbot.addWidget(tile)
    tile.resize(180, 110)
    tile.show()
    return tile


def test_figure_and_what_it_comes_to_are_read_out(qtbot) -> None:
    tile = made(qtbot)
    tile.set_figure("22", "GH₵ 31,482.00", True)
    assert (tile.accessibleName(), tile.accessibleDescription()) == ("Will post", "22, GH₵ 31,482.00")
    assert (tile.figure, tile.note) == ("22", "GH₵ 31,482.00")


def test_only_what_is_there_is_tinted(qtbot) -> None:
    tile = made(qtbot)
    tile.set_figure("0")
    plain = tile.grab().toImage()
    tile.set_figure("0", "", True)
    assert tile.grab().toImage() != plain


def test_a_long_caption_takes_a_second_line(qtbot) -> None:
    tile = OutcomeTile(Look(), "What nobody has decided about until now", "warn", "seal-check")
    qtbot.addWidget(tile)
    tile.resize(400, 110)
    wide = tile.sizeHint().height()
    tile.resize(180, 110)
    assert tile.sizeHint().height() > wide
