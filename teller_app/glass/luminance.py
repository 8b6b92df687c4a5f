"""Relative luminance, which contrast is made of (WCAG 2.2)."""

from __future__ import annotations

from PySide6.QtGui import QColor


def luminance(color: QColor) -> float:
    """Of a colour without its opacity, 0 (black) to 1 (white)."""
    parts = (_linear(color.redF()), _linear(color.greenF()), _linear(color.blueF()))
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
