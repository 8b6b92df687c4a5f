from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from teller_app.glass.fade import CrossFade, snapshot


def test_snapshot_is_what_the_window_shows(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert snapshot(window) is None, "nothing was painted yet"
    window.resize(120, 80)
    QLabel("GH₵", window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: snapshot(window) is not None)
    picture = snapshot(window)
    assert picture is not None and (picture.width(), picture.height()) == (120, 80)


def test_fade_shows_the_old_picture_first_and_goes(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(60, 40)
    window.show()
    old = QPixmap(60, 40)
    old.fill(QColor("#FF0000"))
    fade = CrossFade(window, old, 40)
    gone: list[bool] = []
    fade.destroyed.connect(lambda: gone.append(True))
    fade.start()
    assert window.grab().toImage().pixelColor(30, 20) == QColor("#FF0000")
    qtbot.waitUntil(lambda: bool(gone))


def test_a_fade_that_is_ended_does_not_come_back(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(60, 40)
    window.show()
    old = QPixmap(60, 40)
    old.fill(QColor("#FF0000"))
    fade = CrossFade(window, old, 40)
    fade.start()
    fade.end()
    fade._begin()
    assert not fade.isVisible() and window.grab().toImage().pixelColor(30, 20) != QColor("#FF0000")
