"""A bank's own accent in place of the blue one: another hue, the same luminance, so every contrast stays what it was."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtGui import QColor

from teller_app.glass.luminance import luminance
from teller_app.glass.tokens import Tokens

NAMES = (
    "accent",
    "accent_fill",
    "accent_fill2",
    "accent_soft",
    "accent_line",
    "accent_mark",
    "row_sel",
    "focus",
)
FULL = 0.77
"""Saturation of the shipped fill; a paler accent is paler everywhere in the same measure."""
STEPS = 24
"""Halvings of the search for a lightness: far below what a colour of 8 bits can tell apart."""


def with_accent(tokens: Tokens, color: QColor) -> Tokens:
    """The tokens of a theme in the hue of ``color``; a grey makes a grey accent."""
    changed: dict[str, Any] = {name: toned(getattr(tokens, name), color) for name in NAMES}
    return replace(tokens, **changed)


def toned(shipped: QColor, color: QColor) -> QColor:
    """The hue of ``color`` with the relative luminance (WCAG 2.2) and the opacity of a shipped one."""
    hue = max(0.0, color.hslHueF())
    saturation = min(1.0, shipped.hslSaturationF() * color.hslSaturationF() / FULL)
    wanted, low, high = luminance(shipped), 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if luminance(QColor.fromHslF(hue, saturation, middle)) < wanted:
            low = middle
        else:
            high = middle
    found = QColor.fromHslF(hue, saturation, (low + high) / 2)
    found.setAlphaF(shipped.alphaF())
    return found
