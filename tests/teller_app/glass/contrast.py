"""Contrast measured on rendered pixels, for the tests of plates and controls (WCAG 2 relative luminance)."""

from PySide6.QtGui import QColor, QImage

from teller_app.glass.tokens import Tokens


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: QColor) -> float:
    return 0.2126 * _linear(color.red()) + 0.7152 * _linear(color.green()) + 0.0722 * _linear(color.blue())


def ratio(first: QColor, second: QColor) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(front: QColor, back: QColor) -> QColor:
    """A translucent colour on an opaque one."""
    share = front.alphaF()
    mixed = (f * share + b * (1 - share) for f, b in zip(front.getRgb()[:3], back.getRgb()[:3], strict=True))
    return QColor(*(round(value) for value in mixed))


def worst(image: QImage, color: QColor, step: int = 11, margin: int = 24) -> float:
    """The lowest ratio of a colour over the pixels of a picture, its rounded corners left out."""
    width, height = image.width() - margin, image.height() - margin
    grounds = [image.pixelColor(x, y) for x in range(margin, width, step) for y in range(margin, height, step)]
    return min(ratio(over(color, ground), ground) for ground in grounds)


TEXTS = ("text", "text2", "text3", "accent", "pos", "neg", "warn", "info")
MARKS = ("well_base", "focus")


def failures(image: QImage, tokens: Tokens) -> list[str]:
    """Text colours under 4.5 and marks under 3.0 on a picture."""
    found = [(name, worst(image, getattr(tokens, name)), 4.5) for name in TEXTS]
    found += [(name, worst(image, getattr(tokens, name)), 3.0) for name in MARKS]
    return [f"{name} {value:.2f}" for name, value, floor in found if value < floor]
