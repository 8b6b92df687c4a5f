import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from teller_app.glass.floating import SHADOW_ROOM, FloatingPane, ModalLayer, picture_of
from teller_app.glass.look import Look
from teller_app.glass.scroll_column import ScrollColumn


class Layer(ModalLayer):
    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, 20)
        column = QVBoxLayout(self.pane)
        self.fields = [QLineEdit(), QLineEdit()]
        for field in self.fields:
            column.addWidget(field)

    def pane_rect(self) -> QRect:
        return QRect(100, 80, 200, 120)

    def first_focus(self) -> QWidget:
        return self.fields[0]


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    made.below = QLineEdit(made)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.below.setFocus()
    return made


@pytest.mark.parametrize("solid", [False, True])
def test_it_covers_the_window_and_gives_the_focus_back(qtbot, window: QWidget, solid: bool) -> None:
    layer = Layer(Look(solid=solid, reduced_motion=True), window)
    layer.open()
    assert layer.geometry() == window.rect()
    assert window.focusWidget() is layer.fields[0]
    layer.close_layer()
    assert window.focusWidget() is window.below


def test_tab_goes_round_inside(qtbot, window: QWidget) -> None:
    layer = Layer(Look(reduced_motion=True), window)
    layer.open()
    for expected in (1, 0, 1):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is layer.fields[expected]


def test_shortcuts_of_the_window_do_not_fire_below_it(qtbot, window: QWidget) -> None:
    fired: list[str] = []
    shortcut = QShortcut(QKeySequence("F9"), window)
    shortcut.activated.connect(lambda: fired.append("F9"))
    layer = Layer(Look(reduced_motion=True), window)
    qtbot.keyClick(window.below, Qt.Key.Key_F9)
    assert fired == ["F9"]
    layer.open()
    qtbot.keyClick(layer.fields[0], Qt.Key.Key_F9)
    assert fired == ["F9"]
    layer.close_layer()
    qtbot.keyClick(window.below, Qt.Key.Key_F9)
    assert fired == ["F9", "F9"]


def test_it_follows_the_window_and_the_theme(qtbot, window: QWidget) -> None:
    look = Look("dark", reduced_motion=True)
    layer = Layer(look, window)
    layer.open()
    dark = layer.grab().toImage().pixelColor(200, 190)
    window.resize(500, 350)
    qtbot.waitUntil(lambda: layer.geometry() == window.rect())
    look.set_theme("light")
    qtbot.waitUntil(lambda: layer.grab().toImage().pixelColor(200, 190) != dark)
    assert window.focusWidget() is layer.fields[0]


def test_a_pane_covers_only_its_own_rectangle(qtbot, window: QWidget) -> None:
    pane = FloatingPane(Look(), window, 16)
    pane.place(QRect(150, 100, 120, 60))
    pane.show()
    assert pane.geometry() == QRect(150, 100, 120, 60).adjusted(-SHADOW_ROOM, -SHADOW_ROOM, SHADOW_ROOM, SHADOW_ROOM)
    picture = pane._picture.toImage()
    assert picture.pixelColor(1, 1).alpha() < 20
    assert picture.pixelColor(SHADOW_ROOM + 60, SHADOW_ROOM + 30).alpha() == 255


def test_what_is_still_to_be_painted_is_in_the_picture_below(qtbot, window: QWidget) -> None:
    label = QLabel("", window)
    label.setGeometry(0, 0, 90, 40)
    label.show()
    QApplication.processEvents()
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#FF0000"))
    label.setAutoFillBackground(True)
    label.setPalette(palette)
    assert picture_of(window).toImage().pixelColor(10, 10) == QColor("#FF0000")


def test_what_is_still_to_be_laid_out_is_in_its_place_in_the_picture_below(qtbot, window: QWidget) -> None:
    """More came into a column that scrolls: nothing is squeezed into the height that sufficed before."""
    scroll = ScrollColumn(Look(reduced_motion=True))
    scroll.setParent(window)
    scroll.setGeometry(0, 0, 200, 100)
    rows = [QLabel(str(at)) for at in range(5)]
    for row in rows:
        row.setMinimumHeight(40)
        row.setVisible(False)
        scroll.column.add(row)
    rows[0].setVisible(True)
    scroll.show()
    QApplication.processEvents()
    for row in rows:
        row.setVisible(True)
    early = picture_of(window).toImage()
    assert [row.height() for row in rows] == [40] * 5
    QApplication.processEvents()
    assert early == picture_of(window).toImage()


def test_what_had_the_focus_may_be_gone_when_the_layer_closes(qtbot, window: QWidget) -> None:
    layer = Layer(Look(reduced_motion=True), window)
    layer.open()
    shiboken6.delete(window.below)
    layer.close_layer()
    assert not layer.is_open


def test_what_was_asked_for_in_another_window_is_not_hidden_behind_it(qtbot, window: QWidget) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    layer = Layer(Look(reduced_motion=True), window)
    layer.open()
    qtbot.waitUntil(window.isActiveWindow)
