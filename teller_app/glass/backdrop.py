"""What lies behind the glass: a wallpaper the size of the screen and its blurred twin, decoded and blurred once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from teller_app.glass.blur import pyramid_blur
from teller_app.glass.material import tinted_sheet
from teller_app.glass.tokens import THEMES, Tokens
from teller_app.glass.wallpaper import BY_THEME
from teller_app.resources import resource_path

KEPT_PAIRS = 4


@dataclass(frozen=True)
class Pair:
    """The crisp wallpaper, its soft twin, and the twin tinted for the cheap plates of a live resize."""

    crisp: QPixmap
    soft: QPixmap
    sheet: QPixmap


class Backdrop:
    """The pictures of one window. ``pictures`` replaces the shipped wallpaper of a theme by a bank's own."""

    def __init__(self, pictures: Mapping[str, QImage] | None = None) -> None:
        self._pictures = dict(pictures or {})
        self._pairs: dict[tuple[str, int, int, float], Pair] = {}

    def pair(self, theme: str, size: QSize, ratio: float = 1.0) -> Pair:
        """Pictures of a theme covering ``size`` logical pixels; the last few are kept, so a theme switch is warm."""
        key = (theme, size.width(), size.height(), ratio)
        found = self._pairs.get(key)
        if found is None:
            while len(self._pairs) >= KEPT_PAIRS:
                del self._pairs[next(iter(self._pairs))]
            source = self._pictures.get(theme) or shipped_wallpaper(theme)
            found = self._pairs[key] = make_pair(source, THEMES[theme], size, ratio)
        return found


def shipped_wallpaper(theme: str) -> QImage:
    """The wallpaper of a theme from the resources. Raises FileNotFoundError when it cannot be read."""
    path = resource_path("wallpapers", f"{BY_THEME[theme]}.webp")
    image = QImage(str(path))
    if image.isNull():
        raise FileNotFoundError(path)
    return image


def make_pair(source: QImage, tokens: Tokens, size: QSize, ratio: float) -> Pair:
    """Scale a picture to cover ``size`` and blur it: five steps at 1x, six above."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    crisp = _covering(source.convertToFormat(QImage.Format.Format_RGB32), wanted)
    soft = pyramid_blur(crisp, 5 if ratio <= 1.0 else 6, tokens, tokens.sat, tokens.bright)
    soft_pixmap = _pixmap(soft, ratio)
    return Pair(_pixmap(crisp, ratio), soft_pixmap, tinted_sheet(soft_pixmap, tokens))


def _covering(image: QImage, wanted: QSize) -> QImage:
    scaled = image.scaled(
        wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left = (scaled.width() - wanted.width()) // 2
    top = (scaled.height() - wanted.height()) // 2
    return scaled.copy(QRect(left, top, wanted.width(), wanted.height()))


def _pixmap(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
