from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.painted_button import PaintedButton


class Plain(PaintedButton):
    def draw(self, p: QPainter) -> None:
        self.draw_hover(p, QRectF(self.rect()), 8)
        self.draw_ring(p, QRectF(self.rect()), 8)


def test_enter_and_space_press_it(qtbot) -> None:
    button = Plain(Look(), "Go", (60, 36))
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2
    button.setEnabled(False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 2


def test_the_ring_is_for_the_keyboard(qtbot) -> None:
    button = Plain(Look(), "Go", (60, 36))
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.ringed
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.ringed
