from PySide6.QtGui import QImage

from teller_app.glass.noise import SHIPPED, TILE_PX, noise_tile, paint_noise, tile_name
from teller_app.glass.tokens import THEMES
from teller_app.resources import resource_path


def test_grain_is_faint_even_and_the_same_each_time(qapp) -> None:
    image = noise_tile(0.014).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(0, TILE_PX, 8) for y in range(0, TILE_PX, 8)]
    assert 0 < sum(alphas) / len(alphas) < 8 and max(alphas) < 20
    assert noise_tile(0.014) is noise_tile(0.014)


def test_shipped_tiles_are_what_the_recipe_paints(qapp) -> None:
    for share in SHIPPED:
        shipped = QImage(str(resource_path("wallpapers", tile_name(share))))
        argb = QImage.Format.Format_ARGB32
        assert shipped.convertToFormat(argb) == paint_noise(share).convertToFormat(argb)


def test_the_panels_of_both_themes_have_theirs() -> None:
    assert {tokens.noise for tokens in THEMES.values()} == set(SHIPPED)
