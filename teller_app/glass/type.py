"""The type scale: a role name gives a font. Source: LOOK section 3 (sizes in px, tracking in per cent)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from teller_app.resources import resource_path


class RoleSpec(NamedTuple):
    """Size in px at 100 %, weight, Inter Display or Inter, letter spacing in per cent."""

    px: int
    weight: int
    display: bool
    tracking: float


ROLES: dict[str, RoleSpec] = {
    "clock": RoleSpec(112, 500, True, -4.0),
    "amount": RoleSpec(40, 600, True, -1.6),
    "amount-compact": RoleSpec(30, 600, True, -1.6),
    "display": RoleSpec(32, 600, True, -1.4),
    "title1": RoleSpec(26, 600, True, -1.2),
    "title2": RoleSpec(20, 600, True, -0.8),
    "title3": RoleSpec(15, 600, False, -0.5),
    "callout": RoleSpec(14, 500, False, -0.3),
    "callout-strong": RoleSpec(14, 600, False, -0.3),
    "body": RoleSpec(13, 400, False, -0.1),
    "body-medium": RoleSpec(13, 500, False, -0.1),
    "body-strong": RoleSpec(13, 600, False, -0.1),
    "caption": RoleSpec(12, 400, False, 0.0),
    "caption-medium": RoleSpec(12, 500, False, 0.0),
    "caption-strong": RoleSpec(12, 600, False, 0.0),
    "micro": RoleSpec(11, 500, False, 0.6),
    "micro-strong": RoleSpec(11, 600, False, 0.6),
    "overline": RoleSpec(11, 600, False, 4.0),
    "key": RoleSpec(11, 600, False, 0.0),
    "code": RoleSpec(13, 500, False, 0.2),
    "code-s": RoleSpec(12, 500, False, 0.2),
}

# Strings a font remembers: a screen shows some hundreds.
WIDTHS_MAX = 1000
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
FACES = tuple(f"{family}-{weight}.otf" for family in ("Inter", "InterDisplay") for weight in _WEIGHTS)


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the bundled faces with Qt (once); returns the family names. Call it before the first widget."""
    families: list[str] = []
    for face in FACES:
        ident = QFontDatabase.addApplicationFont(str(resource_path("fonts", face)))
        families.extend(QFontDatabase.applicationFontFamilies(ident))
    return tuple(dict.fromkeys(families))


class Face(QFont):
    """A font that remembers its metrics and the widths of the strings it drew: measuring costs more than drawing."""

    def __init__(self, family: str) -> None:
        super().__init__(family)
        self._metrics: QFontMetricsF | None = None
        self._widths: dict[str, float] = {}

    def measures(self) -> QFontMetricsF:
        """Metrics of the finished font."""
        if self._metrics is None:
            self._metrics = QFontMetricsF(self)
        return self._metrics

    def width_of(self, s: str) -> float:
        """Advance of a line, from memory where it was measured before."""
        found = self._widths.get(s)
        if found is None:
            if len(self._widths) >= WIDTHS_MAX:
                self._widths.clear()
            found = self._widths[s] = self.measures().horizontalAdvance(s)
        return found


@lru_cache(maxsize=256)
def font(role: str, scale: int = 100) -> Face:
    """The font of a role at a text scale in per cent. Raises KeyError for an unknown role. Do not change the result."""
    spec = ROLES[role]
    made = Face("Inter Display" if spec.display else "Inter")
    made.setPixelSize(round(spec.px * scale / 100))
    made.setWeight(QFont.Weight(spec.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spec.tracking)
    features = ("tnum", "zero", "cv05", "cv08") if role.startswith("code") else ("tnum",)
    for feature in features:
        made.setFeature(QFont.Tag(feature), 1)
    return made


def metrics(face: QFont) -> QFontMetricsF:
    """Metrics of a font, from memory when it came from ``font``."""
    return face.measures() if isinstance(face, Face) else QFontMetricsF(face)


def text_width(s: str, face: QFont) -> float:
    """Advance of a single line in logical pixels."""
    return face.width_of(s) if isinstance(face, Face) else QFontMetricsF(face).horizontalAdvance(s)


def line_height(face: QFont) -> int:
    """Whole-pixel line box of a font (LOOK: 11 to 13 px text in 16 to 20 px boxes)."""
    return round(face.pixelSize() * 1.35 + 1)
