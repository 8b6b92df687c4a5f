"""What lies behind the glass: a wallpaper the size of the screen and its blurred twin, decoded and blurred once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from teller_app.glass.blur import pyramid_blur
from teller_app.glass.material import tinted_sheet
from teller_app.glass.tokens import THEMES, Tokens
from teller_app.glass.wallpaper import BY_THEME
from teller_app.resources import resource_path

KEPT_PAIRS = 4

type _Key = tuple[str, int, int, float]


@dataclass
class Pair:
    """The crisp wallpaper and its soft twin. ``sheet`` is the twin tinted for the cheap plates of a live resize."""

    crisp: QPixmap
    soft: QPixmap
    tokens: Tokens

    @cached_property
    def sheet(self) -> QPixmap:
        """Made when a window is first dragged to another size, which may be never."""
        return tinted_sheet(self.soft, self.tokens)


class Backdrop:
    """The pictures of one window. ``pictures`` replaces the shipped wallpaper of a theme by a bank's own."""

    def __init__(self, pictures: Mapping[str, QImage] | None = None) -> None:
        self._pictures = dict(pictures or {})
        self._pairs: dict[_Key, Pair] = {}
        self._coming: tuple[_Key, Future[QImage]] | None = None

    def pair(self, theme: str, size: QSize, ratio: float = 1.0) -> Pair:
        """Pictures of a theme covering ``size`` logical pixels; the last few are kept, so a theme switch is warm."""
        key = (theme, size.width(), size.height(), ratio)
        found = self._pairs.get(key)
        if found is None:
            while len(self._pairs) >= KEPT_PAIRS:
                del self._pairs[next(iter(self._pairs))]
            found = self._pairs[key] = pair_of(self._crisp(key), THEMES[theme], ratio)
        return found

    def prepare(self, theme: str, size: QSize, ratio: float = 1.0) -> None:
        """Decode and scale aside, for a first paint that is about to ask. Qt does both without Python's lock; the blur is
        many short steps, each of which would wait for it.
        """
        key = (theme, size.width(), size.height(), ratio)
        pool = ThreadPoolExecutor(1, thread_name_prefix="coastal-wallpaper")
        self._coming = key, pool.submit(self._make, key)
        pool.shutdown(wait=False)

    def _crisp(self, key: _Key) -> QImage:
        coming, self._coming = self._coming, None
        if coming is not None and coming[0] == key:
            return coming[1].result()
        return self._make(key)

    def _make(self, key: _Key) -> QImage:
        theme, width, height, ratio = key
        source = self._pictures.get(theme) or shipped_wallpaper(theme)
        return covering(source, QSize(width, height), ratio)


def shipped_wallpaper(theme: str) -> QImage:
    """The wallpaper of a theme from the resources. Raises FileNotFoundError when it cannot be read."""
    path = resource_path("wallpapers", f"{BY_THEME[theme]}.webp")
    image = QImage(str(path))
    if image.isNull():
        raise FileNotFoundError(path)
    return image


def covering(source: QImage, size: QSize, ratio: float) -> QImage:
    """A picture scaled and cut to cover ``size`` logical pixels. Images are made on any thread, pixmaps on Qt's alone."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    scaled = source.convertToFormat(QImage.Format.Format_RGB32).scaled(
        wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left = (scaled.width() - wanted.width()) // 2
    top = (scaled.height() - wanted.height()) // 2
    return scaled.copy(QRect(left, top, wanted.width(), wanted.height()))


def pair_of(crisp: QImage, tokens: Tokens, ratio: float) -> Pair:
    """Both pictures of a wallpaper: as it is, and blurred in five steps at 1x, in six above."""
    soft = pyramid_blur(crisp, 5 if ratio <= 1.0 else 6, tokens, tokens.sat, tokens.bright)
    return Pair(_pixmap(crisp, ratio), _pixmap(soft, ratio), tokens)


def _pixmap(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
