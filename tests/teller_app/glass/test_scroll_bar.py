from PySide6.QtWidgets import QLabel, QScrollArea

from teller_app.glass.look import Look
from teller_app.glass.scroll_bar import THICK, GlassScrollBar, dress_scroll_area


def test_an_area_gets_the_thin_bar_and_still_scrolls(qtbot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    dress_scroll_area(area, Look())
    inner = QLabel()
    inner.setFixedSize(100, 900)
    area.setWidget(inner)
    area.resize(150, 200)
    area.show()
    bar = area.verticalScrollBar()
    assert isinstance(bar, GlassScrollBar)
    assert bar.width() == THICK
    before = bar.grab().toImage()
    bar.setValue(bar.maximum())
    assert bar.grab().toImage() != before
