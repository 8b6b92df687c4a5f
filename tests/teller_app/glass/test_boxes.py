import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass import boxes
from teller_app.glass.tokens import DARK, THEMES

pytestmark = pytest.mark.usefixtures("qapp")

FILL = boxes._Round(10, DARK.fill.rgba(), None, 1.0)
GROUND = QColor("#4060A0")


def canvas(ratio: float = 1.0) -> QImage:
    image = QImage(round(200 * ratio), round(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(GROUND)
    return image


def apart(one: QImage, other: QImage) -> int:
    """The largest difference of one channel of one pixel."""
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("place", [(20.0, 10.0), (20.5, 10.3)])
def test_a_kept_picture_is_what_would_have_been_painted(ratio: float, place: tuple[float, float]) -> None:
    box = QRectF(*place, 120, 40)
    for theme in THEMES.values():
        kept, painted = canvas(ratio), canvas(ratio)
        for image, keep in ((kept, True), (painted, False)):
            p = QPainter(image)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            if keep:
                boxes.rounded(p, box, 10, theme.accent_soft, theme.accent_line)
                boxes.well(p, box.translated(0, 45), theme, focus=True)
            else:
                boxes._round(p, box, 10, theme.accent_soft, theme.accent_line, 1.0)
                boxes._well(p, box.translated(0, 45), theme, 10, True, False, True)
            p.end()
        assert kept != canvas(ratio)
        # Two layers laid one on the other are rounded once more; a place is kept to a 64th of a pixel.
        assert apart(kept, painted) <= 6


def test_half_transparent_and_very_large_boxes_are_painted() -> None:
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    p = QPainter(image)
    assert boxes._lay(p, QRectF(0, 0, 100, 40), FILL)
    assert not boxes._lay(p, QRectF(0, 0, 1200, 900), FILL)
    p.setOpacity(0.42)
    assert not boxes._lay(p, QRectF(0, 0, 100, 40), FILL)
    p.end()
