from PySide6.QtWidgets import QWidget

from teller_app.shell.seat import HELD_NEWS_MAX, Seat


def seat(parent: QWidget) -> Seat:
    return Seat(*(QWidget(parent) for _ in range(4)))


def test_layers_come_back_with_the_window_but_for_those_that_are_gone(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    stays, goes = QWidget(window), QWidget(window)
    for layer in (stays, goes):
        layer.show()
    one = seat(window)
    one.cover([stays, goes])
    assert [stays.isHidden(), goes.isHidden()] == [True, True]
    goes.deleteLater()
    qtbot.waitUntil(lambda: len(window.children()) == 5)
    one.uncover()
    assert not stays.isHidden()
    assert one.covered == []


def test_the_last_news_that_waited_is_told_once(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one = seat(window)
    one.held = list(range(HELD_NEWS_MAX + 2))
    assert one.told() == [2, 3, 4]
    assert one.told() == []
