"""The two procedural wallpapers, and the command that writes them: ``python -m teller_app.glass.wallpaper``.

Crisp edges in a wallpaper are what makes blur visible; a plain gradient looks like flat paint (LOOK 4).
"""

from __future__ import annotations

import math
import os
import sys

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from teller_app.glass.noise import SHIPPED, noise_tile, paint_noise, tile_name
from teller_app.glass.tokens import alpha
from teller_app.resources import resource_path

SIZE = (2560, 1440)
QUALITY = 90
EDGE_STEPS = 220


class Glow(msgspec.Struct, frozen=True):
    """A radial glow: centre and radius as shares of the picture, colour, alpha."""

    x: float
    y: float
    radius: float
    color: str
    alpha: float


class Sheet(msgspec.Struct, frozen=True):
    """A translucent sheet: height of its edge, swing, phase, waves, slope (shares of the height), colour, alpha."""

    y: float
    swing: float
    phase: float
    waves: float
    slope: float
    color: str
    alpha: float


class Recipe(msgspec.Struct, frozen=True):
    """Everything one wallpaper is made of."""

    base: tuple[tuple[float, str], ...]
    glows: tuple[Glow, ...]
    sheets: tuple[Sheet, ...]
    rim: float
    vignette: bool


def _sheets(*tints: tuple[str, float]) -> tuple[Sheet, ...]:
    shapes = (
        (0.40, 0.13, 0.2, 0.42, -0.34),
        (0.56, 0.12, 0.5, 0.44, -0.34),
        (0.70, 0.11, 0.9, 0.46, -0.30),
        (0.84, 0.10, 1.3, 0.48, -0.26),
        (1.00, 0.09, 1.8, 0.50, -0.22),
    )
    return tuple(Sheet(*shape, color, share) for shape, (color, share) in zip(shapes, tints, strict=True))


DUSK = Recipe(
    base=((0.0, "#141B3A"), (0.45, "#0F1E3F"), (1.0, "#1E1230")),
    glows=(
        Glow(0.06, -0.08, 0.60, "#4A5BE8", 0.78),
        Glow(0.97, -0.02, 0.52, "#109AA0", 0.78),
        Glow(0.60, 0.42, 0.46, "#2C52C8", 0.55),
        Glow(1.02, 1.05, 0.55, "#D0623A", 0.62),
        Glow(0.0, 1.02, 0.50, "#7A38B4", 0.72),
        Glow(0.45, 1.12, 0.42, "#D9973F", 0.46),
    ),
    sheets=_sheets(("#3F78FF", 0.40), ("#1CC4B4", 0.32), ("#6057F5", 0.42), ("#A64AD6", 0.34), ("#F0984A", 0.34)),
    rim=0.42,
    vignette=True,
)

HARMATTAN = Recipe(
    base=((0.0, "#D6E3FA"), (0.5, "#E6EBF8"), (1.0, "#F6E7DA")),
    glows=(
        Glow(0.08, 0.0, 0.55, "#86ADFF", 0.85),
        Glow(0.98, 0.0, 0.50, "#74DCD2", 0.72),
        Glow(0.55, 0.40, 0.40, "#FFFFFF", 0.70),
        Glow(1.0, 1.04, 0.52, "#FFAE74", 0.80),
        Glow(0.02, 1.0, 0.48, "#BFA0FF", 0.78),
        Glow(0.5, 1.12, 0.40, "#FFD080", 0.64),
    ),
    sheets=_sheets(("#6699FF", 0.40), ("#52D0C2", 0.34), ("#8593FF", 0.36), ("#BE94FF", 0.34), ("#FFA95F", 0.40)),
    rim=0.85,
    vignette=False,
)

RECIPES = {"dusk": DUSK, "harmattan": HARMATTAN}
BY_THEME = {"dark": "dusk", "light": "harmattan"}


def paint_wallpaper(recipe: Recipe, width: int, height: int) -> QImage:
    """Paint a wallpaper of any size, 16 bits per channel and grained, so that it does not band."""
    image = QImage(width, height, QImage.Format.Format_RGBA64_Premultiplied)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    diagonal = QLinearGradient(0, 0, width, height)
    for at, code in recipe.base:
        diagonal.setColorAt(at, QColor(code))
    p.fillRect(0, 0, width, height, diagonal)
    for glow in recipe.glows:
        _paint_glow(p, glow, width, height)
    for sheet in recipe.sheets:
        _paint_sheet(p, sheet, recipe.rim, width, height)
    if recipe.vignette:
        p.fillRect(0, 0, width, height, _vignette(width, height))
    p.setOpacity(0.55)
    p.drawTiledPixmap(QRect(0, 0, width, height), noise_tile(0.012))
    p.end()
    return image


def _paint_glow(p: QPainter, glow: Glow, width: int, height: int) -> None:
    gradient = QRadialGradient(glow.x * width, glow.y * height, glow.radius * width)
    for step in range(9):
        gradient.setColorAt(step / 8, alpha(QColor(glow.color), glow.alpha * (1 - step / 8) ** 2.2))
    p.fillRect(0, 0, width, height, gradient)


def _edge(sheet: Sheet, width: int, height: int) -> QPainterPath:
    """The upper edge of a sheet, two sines on a slope from bottom left to top right."""
    path = QPainterPath()
    for step in range(EDGE_STEPS + 1):
        t = step / EDGE_STEPS
        wave = math.sin(sheet.phase + sheet.waves * math.tau * t)
        ripple = 0.22 * math.sin(sheet.phase * 1.7 + sheet.waves * math.pi * 3.1 * t)
        y = sheet.y + sheet.slope * t**1.4 + sheet.swing * (wave + ripple)
        point = QPointF(t * width * 1.04 - width * 0.02, y * height)
        if step:
            path.lineTo(point)
        else:
            path.moveTo(point)
    return path


def _paint_sheet(p: QPainter, sheet: Sheet, rim: float, width: int, height: int) -> None:
    edge = _edge(sheet, width, height)
    bounds: QRectF = edge.boundingRect()
    body = QLinearGradient(0, bounds.top(), 0, bounds.top() + bounds.height() * 0.55 + height * 0.30)
    for at, share in ((0.0, 1.0), (0.45, 0.36), (1.0, 0.0)):
        body.setColorAt(at, alpha(QColor(sheet.color), sheet.alpha * share))
    area = QPainterPath(edge)
    area.lineTo(width * 1.1, height * 1.6)
    area.lineTo(-width * 0.1, height * 1.6)
    area.closeSubpath()
    p.fillPath(area, body)
    light = QLinearGradient(0, 0, width, 0)
    for at, share in ((0.0, 0.0), (0.25, 0.5), (0.55, 1.0), (0.85, 0.4), (1.0, 0.0)):
        light.setColorAt(at, alpha(QColor("#FFFFFF"), rim * share))
    p.strokePath(edge, QPen(QBrush(light), max(1.2, width / 1500)))


def _vignette(width: int, height: int) -> QRadialGradient:
    gradient = QRadialGradient(width * 0.5, height * 0.45, width * 0.75)
    gradient.setColorAt(0, QColor(0, 0, 0, 0))
    gradient.setColorAt(1, alpha(QColor("#02040E"), 0.47))
    return gradient


def main() -> int:
    """Write both wallpapers as WebP and the grain as PNG into the resources; returns the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv[:1])
    written = [
        paint_wallpaper(recipe, *SIZE)
        .convertToFormat(QImage.Format.Format_RGB32)
        .save(str(resource_path("wallpapers", f"{name}.webp")), quality=QUALITY)
        for name, recipe in RECIPES.items()
    ]
    written += [paint_noise(share).save(str(resource_path("wallpapers", tile_name(share)))) for share in SHIPPED]
    app.quit()
    return 0 if all(written) else 1


if __name__ == "__main__":
    sys.exit(main())
