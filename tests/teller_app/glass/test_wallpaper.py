import pytest
from PySide6.QtGui import QImage

from teller_app.glass.wallpaper import RECIPES, SIZE, paint_wallpaper
from teller_app.resources import resource_path


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_shipped_picture_is_what_the_generator_paints(qapp, name: str) -> None:
    shipped = QImage(str(resource_path("wallpapers", f"{name}.webp")))
    assert (shipped.width(), shipped.height()) == SIZE
    small, painted = shipped.scaled(32, 18), paint_wallpaper(RECIPES[name], 320, 180).scaled(32, 18)
    for x in range(0, 32, 3):
        for y in range(0, 18, 3):
            a, b = small.pixelColor(x, y), painted.pixelColor(x, y)
            assert max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) < 48


def test_dusk_is_dark_and_harmattan_is_light(qapp) -> None:
    means = {
        name: paint_wallpaper(recipe, 64, 36).scaled(1, 1).pixelColor(0, 0).lightness()
        for name, recipe in RECIPES.items()
    }
    assert means["dusk"] < 90 < 180 < means["harmattan"]
