"""What a bank may replace of the look: its accent, its mark, the wallpaper of either theme."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import msgspec
from PySide6.QtGui import QColor, QImage

from teller_app.glass.accent import with_accent
from teller_app.glass.tokens import THEMES, Tokens

_log = logging.getLogger(__name__)


class BankLook(msgspec.Struct, frozen=True):
    """``wallpapers`` by theme name. What is not given is the shipped one's."""

    accent: QColor | None = None
    mark: QImage | None = None
    wallpapers: Mapping[str, QImage] = {}

    def tokens(self, theme: str) -> Tokens:
        """The colours of a theme. Raises KeyError for another name."""
        shipped = THEMES[theme]
        return shipped if self.accent is None else with_accent(shipped, self.accent)


def read_bank_look(accent: str, mark: Path | None, wallpapers: Mapping[str, Path | None]) -> BankLook:
    """From settings: ``accent`` is "#RRGGBB" or "". A picture that cannot be read is left out and told in the log.

    A counter without its bank's wallpaper still serves; one that does not start does not.
    """
    pictures = {theme: _picture(path) for theme, path in wallpapers.items() if path is not None}
    return BankLook(
        QColor(accent) if accent else None,
        _picture(mark) if mark is not None else None,
        {theme: picture for theme, picture in pictures.items() if picture is not None},
    )


def _picture(path: Path) -> QImage | None:
    image = QImage(str(path))
    if image.isNull():
        _log.warning("the picture %s of the settings cannot be read and is left out", path.name)
        return None
    return image
