import time

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from teller_app.shell.idle import IdleTimer


def test_it_fires_once_nobody_is_there(qtbot) -> None:
    window = QWidget()
    window.resize(200, 100)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    timer = IdleTimer(window)
    timer.watch(window.windowHandle())
    timer.watch(window.windowHandle())
    fired: list[int] = []
    timer.idle.connect(lambda: fired.append(1))
    timer.start(0.5)
    longest_s, last = 0.0, time.monotonic()
    for _ in range(8):
        qtbot.wait(80)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        QTest.mouseMove(window.windowHandle(), QPoint(10, 10))
        longest_s, last = max(longest_s, time.monotonic() - last), time.monotonic()
    assert not fired or longest_s > 0.4, "only a machine that stood still makes it fire here"
    qtbot.waitUntil(lambda: bool(fired))


def test_zero_never_fires(qtbot) -> None:
    holder = QObject()
    timer = IdleTimer(holder)
    with qtbot.assertNotEmitted(timer.idle, wait=50):
        timer.start(0)
