"""A tile of fine grain that keeps large gradients from banding."""

from __future__ import annotations

import random
from functools import lru_cache

from PySide6.QtGui import QImage, QPixmap

TILE_PX = 256
_SEED = 7


@lru_cache(maxsize=8)
def noise_tile(share: float) -> QPixmap:
    """White and black grains of normally distributed alpha; ``share`` is 0.010 to 0.014 for panels."""
    rng = random.Random(_SEED)
    data = bytearray()
    for _ in range(TILE_PX * TILE_PX):
        value = rng.gauss(0, 1)
        grey = 255 if value > 0 else 0
        data += bytes((grey, grey, grey, min(255, int(abs(value) * share * 204))))
    image = QImage(bytes(data), TILE_PX, TILE_PX, TILE_PX * 4, QImage.Format.Format_ARGB32)
    return QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
