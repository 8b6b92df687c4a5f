"""A tile of fine grain that keeps large gradients from banding: shipped as a picture, because drawing it takes a tenth of
a second of every start. ``python -m teller_app.glass.wallpaper`` writes it beside the wallpapers."""

from __future__ import annotations

import random
from functools import lru_cache

from PySide6.QtGui import QImage, QPixmap, qRgba

from teller_app.resources import resource_path

TILE_PX = 256
SHIPPED = (0.010, 0.014)
"""The shares of both themes' panels."""
_SEED = 7


@lru_cache(maxsize=8)
def noise_tile(share: float) -> QPixmap:
    """White and black grains of normally distributed alpha; ``share`` is 0.010 to 0.014 for panels."""
    image = QImage(str(resource_path("wallpapers", tile_name(share)))) if share in SHIPPED else QImage()
    if image.isNull():
        image = paint_noise(share)
    return QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))


def tile_name(share: float) -> str:
    """The file of a tile among the wallpapers."""
    return f"grain-{round(share * 1000)}.png"


def paint_noise(share: float) -> QImage:
    """The tile by its recipe. It knows some thirty greys, so that a palette of its own keeps the file small."""
    rng = random.Random(_SEED)
    image = QImage(TILE_PX, TILE_PX, QImage.Format.Format_Indexed8)
    colors: dict[int, int] = {}
    for y in range(TILE_PX):
        for x in range(TILE_PX):
            value = rng.gauss(0, 1)
            grey = 255 if value > 0 else 0
            color = qRgba(grey, grey, grey, min(255, int(abs(value) * share * 204)))
            at = colors.get(color)
            if at is None:
                at = colors[color] = len(colors)
                image.setColorTable(list(colors))
            image.setPixel(x, y, at)
    return image
