"""Painting vocabulary shared by all glass widgets: fills, wells, text, tones, chips and keycaps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter

from teller_app.glass.boxes import fast_brush, focus_halo, rounded, well
from teller_app.glass.cash import coin_chip, note_chip
from teller_app.glass.icons import paint_icon, ratio_of
from teller_app.glass.look import Look
from teller_app.glass.tokens import Tokens, alpha
from teller_app.glass.type import metrics, text_width

__all__ = [
    "CENTER", "LEFT", "RIGHT", "alpha", "as_printed", "chip", "chip_width", "coin_chip", "dim", "fast_brush", "focus_halo", "keycap",
    "keycap_width", "keycaps", "keycaps_width", "note_chip", "paint_icon", "ratio_of", "rounded", "text", "text_width",
    "tone", "vertical", "well",
]  # fmt: skip

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

DISABLED_OPACITY = 0.42

_TONES = {
    "pos": ("pos", "pos_soft"),
    "neg": ("neg", "neg_soft"),
    "warn": ("warn", "warn_soft"),
    "info": ("info", "info_soft"),
    "accent": ("accent", "accent_soft"),
    "mute": ("text2", "fill"),
    "gold": ("gold", "warn_soft"),
}


def vertical(rect: QRectF, *stops: tuple[float, QColor]) -> QBrush:
    """A top to bottom gradient over a rectangle."""
    gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    for at, color in stops:
        gradient.setColorAt(at, color)
    return QBrush(gradient)


def text(
    p: QPainter,
    rect: QRectF | QRect,
    s: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = True,
) -> None:
    """One line of text in a rectangle, elided at the right when it does not fit."""
    box = QRectF(rect)
    if elide and text_width(s, font) > box.width() + 0.5:
        s = metrics(font).elidedText(s, Qt.TextElideMode.ElideRight, box.width())
    p.setFont(font)
    p.setPen(color)
    p.drawText(box, int(align), s)


def dim(p: QPainter, enabled: bool) -> None:
    """Paint what follows at 42 % when the control is disabled."""
    p.setOpacity(1.0 if enabled else DISABLED_OPACITY)


def tone(tokens: Tokens, name: str) -> tuple[QColor, QColor]:
    """Text colour and soft fill of pos, neg, warn, info, accent, mute or gold. Raises KeyError for another name."""
    fg, soft = _TONES[name]
    return getattr(tokens, fg), getattr(tokens, soft)


def chip_width(look: Look, s: str, icon: str | None = None, dot: bool = False) -> float:
    """Width that ``chip`` will take."""
    return text_width(s, look.font("micro-strong")) + 16 + (16 if icon else 0) + (12 if dot else 0)


def chip(
    p: QPainter,
    look: Look,
    x: float,
    cy: float,
    s: str,
    tone_name: str = "mute",
    icon: str | None = None,
    dot: bool = False,
    height: float = 22,
) -> float:
    """A status chip with its left edge at x, centred on cy; returns its width."""
    fg, soft = tone(look.tokens, tone_name)
    width = chip_width(look, s, icon, dot)
    box = QRectF(x, cy - height / 2, width, height)
    rounded(p, box, height / 2, soft)
    left = x + 8
    if icon:
        paint_icon(p, icon, x + 7, cy - 6.5, 13, fg, "bold")
        left += 16
    if dot:
        rounded(p, QRectF(x + 8, cy - 3, 6, 6), 3, fg)
        left += 11
    text(p, QRectF(left, box.top(), width, height), s, look.font("micro-strong"), fg, LEFT, False)
    return width


def keycap_width(look: Look, s: str, height: float = 20) -> float:
    """Width that ``keycap`` will take."""
    return max(height, text_width(as_printed(s), look.font("key")) + 10)


def as_printed(keys: str) -> str:
    """``Ctrl+M`` as it stands on a cap: "Ctrl M". The plus key itself stays what it is."""
    return keys[:1] + keys[1:].replace("+", " ").rstrip() if len(keys) > 1 else keys


def keycap(
    p: QPainter, look: Look, x: float, cy: float, s: str, on_fill: bool = False, height: float = 20, lit: bool = False
) -> float:
    """A keycap with its left edge at x, centred on cy; returns its width.

    ``on_fill``: it lies on a filled button; ``lit``: on what is chosen, where secondary text is too faint.
    """
    tokens = look.tokens
    width = keycap_width(look, s, height)
    box = QRectF(x, cy - height / 2, width, height)
    if on_fill:
        rounded(p, box, 5, alpha(QColor("#0A1030"), 0.26), alpha(tokens.on_accent, 0.16))
    else:
        rounded(p, box, 5, tokens.key, tokens.key_line)
    text(
        p,
        box,
        as_printed(s),
        look.font("key"),
        tokens.on_accent if on_fill else tokens.text if lit else tokens.text2,
        CENTER,
        False,
    )
    return width


CAP_GAP = 4
"""Between two caps, in pixels."""


def split_keys(keys: str) -> list[str]:
    """``Ctrl+K`` shows as two caps on its own, as one inside a button; a space separates caps."""
    return keys.split()


def keycaps_width(look: Look, keys: str) -> float:
    """Width of several caps separated by spaces, gaps included."""
    caps = split_keys(keys)
    return sum(keycap_width(look, cap) for cap in caps) + CAP_GAP * max(0, len(caps) - 1)


def keycaps(p: QPainter, look: Look, x: float, cy: float, keys: str) -> float:
    """Several caps separated by spaces; returns the width taken."""
    start = x
    for cap in split_keys(keys):
        x += keycap(p, look, x, cy, cap) + CAP_GAP
    return x - CAP_GAP - start
