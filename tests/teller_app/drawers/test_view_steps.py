from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from teller_app.drawers.view_steps import GAP, SteppedPage
from tests.teller_app.room_window import look


class Work(QWidget):
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 400)


def test_the_steps_go_before_the_work_has_to_scroll(qtbot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    page = SteppedPage(look(), "Steps", 3)
    page.setParent(home)
    page.set_whole(Work())
    page.resize(900, 400 + page.steps.height() + GAP)
    home.show()
    assert page.steps.isVisible()
    page.resize(900, 400 + page.steps.height())
    assert not page.steps.isVisible()
    assert page.minimumSizeHint().height() == 400
