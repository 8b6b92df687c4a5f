import pytest
from PySide6.QtGui import QColor, QImage

from teller_app.glass.look import Look
from teller_app.glass.signature import SignatureTile, inked


@pytest.mark.parametrize("alpha", [True, False])
def test_strokes_take_the_ink_and_paper_goes(alpha: bool) -> None:
    kind = QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32
    image = QImage(10, 10, kind)
    image.fill(QColor(0, 0, 0, 0) if alpha else QColor("white"))
    image.setPixelColor(5, 5, QColor("black"))
    result = inked(image, QColor("#C6D4FF"))
    assert result.pixelColor(5, 5) == QColor("#C6D4FF")
    assert result.pixelColor(1, 1).alpha() == 0


def test_a_missing_specimen_is_said(qtbot) -> None:
    tile = SignatureTile(Look(), "No specimen on file")
    qtbot.addWidget(tile)
    tile.set_signatory("Kojo Mensah", "Joint signatory", None)
    assert tile.accessibleName() == "Kojo Mensah, Joint signatory"
    assert tile.accessibleDescription() == "No specimen on file"
