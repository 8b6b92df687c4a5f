from teller_app.glass.noise import TILE_PX, noise_tile


def test_grain_is_faint_even_and_the_same_each_time(qapp) -> None:
    image = noise_tile(0.014).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(0, TILE_PX, 8) for y in range(0, TILE_PX, 8)]
    assert 0 < sum(alphas) / len(alphas) < 8 and max(alphas) < 20
    assert noise_tile(0.014) is noise_tile(0.014)
