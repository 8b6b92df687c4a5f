from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.painted import Painted


class Patch(Painted):
    def draw(self, p: QPainter) -> None:
        p.fillRect(QRectF(self.rect()), self.look.tokens.text)


def test_it_paints_anew_when_the_theme_changes(qtbot) -> None:
    look = Look("dark")
    patch = Patch(look, "A patch", (30, 20))
    qtbot.addWidget(patch)
    patch.resize(30, 20)
    dark = patch.grab().toImage().pixelColor(15, 10)
    look.set_theme("light")
    assert patch.grab().toImage().pixelColor(15, 10) != dark
    assert patch.accessibleName() == "A patch"
