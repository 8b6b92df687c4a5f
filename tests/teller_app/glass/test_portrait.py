from PySide6.QtGui import QColor, QImage

from teller_app.glass.look import Look
from teller_app.glass.portrait import Portrait


def test_a_photo_or_a_silhouette(qtbot) -> None:
    portrait = Portrait(Look())
    qtbot.addWidget(portrait)
    portrait.resize(92, 112)
    portrait.set_person("Abena Mensah, no photo", "00482217", None)
    drawn = portrait.grab().toImage()
    assert not portrait.has_photo
    photo = QImage(200, 200, QImage.Format.Format_RGB32)
    photo.fill(QColor("#336699"))
    portrait.set_person("Abena Mensah", "00482217", photo)
    assert portrait.has_photo
    shown = portrait.grab().toImage()
    assert shown.pixelColor(46, 56) == QColor("#336699")
    assert shown != drawn
    assert portrait.accessibleName() == "Abena Mensah"
