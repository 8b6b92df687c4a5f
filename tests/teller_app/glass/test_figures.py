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
