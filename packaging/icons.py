"""The app's icon in every size that a system asks for, drawn by the app's own brand mark.

``python packaging/icons.py`` writes ``packaging/icons/`` anew; the files are committed, so that a build needs no screen.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from teller_app.glass.brand import paint_brand

FOLDER = Path(__file__).resolve().parent / "icons"
PNG_SIZES = (32, 48, 64, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
MARGIN = 0.04


def picture(side: int) -> QImage:
    """The mark on nothing, with a little room around it."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = side * MARGIN
    paint_brand(painter, room, room, side - 2 * room)
    painter.end()
    return image


def main() -> int:
    """Draw all sizes; the largest becomes the Windows icon's sizes too."""
    application = QGuiApplication(sys.argv[:1])
    FOLDER.mkdir(exist_ok=True)
    for side in PNG_SIZES:
        picture(side).save(str(FOLDER / f"{side}.png"))
    with Image.open(FOLDER / "256.png") as largest:
        largest.save(FOLDER / "coastal-teller.ico", sizes=[(side, side) for side in ICO_SIZES])
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
