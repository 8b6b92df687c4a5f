from teller_app.glass.figures import FigureTile
from teller_app.glass.look import Look


def test_a_figure_is_read_out_and_a_shortage_is_red(qtbot) -> None:
    tile = FigureTile(Look(), "Variance GH₵", "0.00")
    qtbot.addWidget(tile)
    tile.resize(160, 84)
    plain = tile.grab().toImage().pixelColor(80, 80)
    tile.set_figure("−20.00", "neg")
    assert (tile.accessibleName(), tile.accessibleDescription()) == ("Variance GH₵", "−20.00")
    assert tile.grab().toImage().pixelColor(80, 80) != plain


def test_a_long_figure_is_set_smaller_and_never_cut(qtbot) -> None:
    tile = FigureTile(Look(), "Expected", "46,218.70")
    qtbot.addWidget(tile)
    assert tile._fitting(400) == "title1"
    assert tile._fitting(100) == "title2"
    assert tile._fitting(20) == "callout-strong"


def test_a_note_stands_under_the_figure_and_is_read_out(qtbot) -> None:
    tile = FigureTile(Look(), "In transit", "45,000.00", role="title2", noted=True)
    qtbot.addWidget(tile)
    tile.resize(200, tile.sizeHint().height())
    before = tile.grab().toImage()
    tile.set_note("2 transfers, one 31 m late", "warn")
    assert (tile.note, tile.accessibleDescription()) == (
        "2 transfers, one 31 m late",
        "45,000.00, 2 transfers, one 31 m late",
    )
    after = tile.grab().toImage()
    rows = [y for y in range(after.height()) if any(before.pixel(x, y) != after.pixel(x, y) for x in range(200))]
    assert min(rows) > 50, "under the figure, which stays where it was"


def test_tiles_beside_each_other_are_as_high_with_and_without_a_note(qtbot) -> None:
    bare, noted = (FigureTile(Look(), "Cash", "1.00", noted=True) for _ in range(2))
    for tile in (bare, noted):
        qtbot.addWidget(tile)
        tile.resize(160, 84)
    noted.set_note("2 of 3 open")
    assert bare.sizeHint() == noted.sizeHint()
    noted.set_note("In 222,707.70, out 127,901.40 and more of it")
    assert noted.sizeHint().height() > bare.sizeHint().height(), "a long one takes a second line"
