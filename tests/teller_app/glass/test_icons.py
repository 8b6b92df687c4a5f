import pytest
from PySide6.QtGui import QColor

from teller_app.glass.icons import icon_pixmap, svg_text
from teller_app.resources import resource_path


def test_icon_is_painted_in_its_colour_at_its_ratio(qapp) -> None:
    pixmap = icon_pixmap("check", 16, QColor("#FF0000").rgba(), "bold", 2.0)
    image = pixmap.toImage()
    inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert (image.width(), pixmap.deviceIndependentSize().width()) == (32, 16)
    assert inked and all(color.red() > 240 and color.green() < 15 for color in inked)


def test_icons_are_cached(qapp) -> None:
    black = QColor("#000000").rgba()
    assert icon_pixmap("x", 16, black) is icon_pixmap("x", 16, black)


def test_icon_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        svg_text("no-such-icon")


def test_every_icon_is_shipped_in_every_weight() -> None:
    """Whoever names an icon need not know in which weight a tab, a tile or an alert paints it: a missing one is an error in mid-painting."""
    weights = {
        folder.name: {icon.name for icon in folder.iterdir()}
        for folder in resource_path("icons").iterdir()
        if folder.is_dir()
    }
    assert weights.keys() == {"regular", "bold", "fill"}
    assert weights["regular"] == weights["bold"] == weights["fill"]
