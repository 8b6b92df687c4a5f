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
    for y in range(source.height()):
        for i in range(y * stride, y * stride + source.width() * 4, 4):
            blue, green, red = data[i], data[i + 1], data[i + 2]
            grey = 0.114 * blue + 0.587 * green + 0.299 * red
            rgb = [max(0.0, (grey + (value - grey) * sat) * bright) for value in (red, green, blue)]
            red2, green2, blue2 = _guard(rgb, tokens)
            data[i], data[i + 1], data[i + 2] = min(255, int(blue2)), min(255, int(green2)), min(255, int(red2))
    return QImage(bytes(data), source.width(), source.height(), stride, QImage.Format.Format_RGB32).copy()


def _guard(rgb: list[float], tokens: Tokens) -> list[float]:
    """Dark: bend luminance above the knee towards a ceiling. Light: lift what lies below the floor towards it."""
    luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    knee, limit = tokens.guard
    if tokens.dark:
        if luma <= knee:
            return rgb
        bent = knee + (limit - knee) * (1 - math.exp(-(luma - knee) / (limit - knee)))
        return [value * bent / luma for value in rgb]
    if luma >= knee:
        return rgb
    share = min(1.0, (knee - luma) / knee * limit)
    return [value + (knee - value) * share for value in rgb]


def _scaled(image: QImage, width: int, height: int) -> QImage:
    return image.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
