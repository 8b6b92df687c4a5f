from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from teller_app.glass.look import Look
from teller_app.glass.paper_preview import PaperPreview


def page(color: str) -> QImage:
    image = QImage(400, 560, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def test_pages_are_fitted_and_turned_with_keys(qtbot) -> None:
    preview = PaperPreview(Look(), "Receipt", lambda at, of: f"Page {at} of {of}")
    qtbot.addWidget(preview)
    preview.resize(300, 320)
    preview.show()
    preview.set_pages([page("#aa0000"), page("#0000aa")])
    box = preview.sheets.boxes(preview.sheets.width())[0]
    assert box.width() <= 260
    assert preview.page == 1
    with qtbot.waitSignal(preview.page_changed) as changed:
        qtbot.keyClick(preview, Qt.Key.Key_End)
    assert changed.args == [2, 2]
    assert preview.area.accessibleDescription() == "Page 2 of 2"
    shown = preview.area.viewport().grab().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) == QColor("#0000aa")
    preview.set_pages([])
    assert preview.page == 0
