from PySide6.QtGui import QColor, QImage

from teller_app.glass.bank_look import BankLook
from teller_app.glass.brand import BrandMark
from teller_app.glass.look import Look


def test_the_shipped_mark_or_the_banks_own(qtbot) -> None:
    shipped = BrandMark(Look(), "Akoma")
    qtbot.addWidget(shipped)
    gold = shipped.grab().toImage().pixelColor(5, 18)
    assert gold.red() > gold.blue() + 40
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor("#112233"))
    own = BrandMark(Look(bank=BankLook(mark=picture)), "Coast Bank")
    qtbot.addWidget(own)
    assert own.grab().toImage().pixelColor(18, 18) == QColor("#112233")
