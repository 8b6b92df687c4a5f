"""The static blur of the glass: a pyramid of Qt's smooth scalings, with the luminance guard on its smallest picture."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from teller_app.glass.tokens import Tokens


def pyramid_blur(
    image: QImage, steps: int, tokens: Tokens | None = None, sat: float = 1.0, bright: float = 1.0
) -> QImage:
    """Halve ``steps`` times and double back (5 steps are a Gaussian of about 40 px).

    With ``tokens`` the smallest picture is saturated, brightened and guarded, so that text keeps its contrast on
    any picture.
    """
    sizes = [(image.width(), image.height())]
    small = image
    for _ in range(steps):
        width, height = sizes[-1]
        sizes.append((max(1, (width + 1) // 2), max(1, (height + 1) // 2)))
        small = _scaled(small, *sizes[-1])
    if tokens is not None:
        small = guarded(small, tokens, sat, bright)
    for width, height in reversed(sizes[:-1]):
        small = _scaled(small, width, height)
    return small


def guarded(image: QImage, tokens: Tokens, sat: float, bright: float) -> QImage:
    """Saturation, brightness and the luminance guard of a theme, pixel by pixel: for small pictures only."""
    source = image.convertToFormat(QImage.Format.Format_RGB32)
    stride = source.bytesPerLine()
    data = bytearray(source.constBits())
    bent = _bent_share if tokens.dark else _lifted_share
    dark, (knee, limit) = tokens.dark, tokens.guard
    # Written out flat: a layer that opens waits for some eight thousand rounds of this.
    for i in range(0, len(data), 4):
        blue, green, red = data[i], data[i + 1], data[i + 2]
        grey = 0.114 * blue + 0.587 * green + 0.299 * red
        r = (grey + (red - grey) * sat) * bright
        g = (grey + (green - grey) * sat) * bright
        b = (grey + (blue - grey) * sat) * bright
        r, g, b = r if r > 0.0 else 0.0, g if g > 0.0 else 0.0, b if b > 0.0 else 0.0
        luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
        if luma > knee if dark else luma < knee:
            keep, lift = bent(luma, knee, limit)
            r, g, b = r * keep + lift, g * keep + lift, b * keep + lift
        data[i] = int(b) if b < 255 else 255
        data[i + 1] = int(g) if g < 255 else 255
        data[i + 2] = int(r) if r < 255 else 255
    return QImage(bytes(data), source.width(), source.height(), stride, QImage.Format.Format_RGB32).copy()


def _bent_share(luma: float, knee: float, limit: float) -> tuple[float, float]:
    """Dark: luminance above the knee is bent towards a ceiling. What is kept of a colour, and what is added."""
    return (knee + (limit - knee) * (1 - math.exp(-(luma - knee) / (limit - knee)))) / luma, 0.0


def _lifted_share(luma: float, knee: float, limit: float) -> tuple[float, float]:
    """Light: what lies below the floor is lifted towards it."""
    share = min(1.0, (knee - luma) / knee * limit)
    return 1.0 - share, knee * share


def _scaled(image: QImage, width: int, height: int) -> QImage:
    return image.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
