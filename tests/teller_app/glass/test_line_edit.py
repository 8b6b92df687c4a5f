from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.line_edit import PlainEdit
from teller_app.glass.look import Look


def test_it_is_transparent_and_follows_the_theme(qtbot) -> None:
    look = Look("dark")
    edit = PlainEdit(look)
    qtbot.addWidget(edit)
    look.set_theme("light")
    assert edit.palette().color(QPalette.ColorRole.Base).alpha() == 0
    assert edit.palette().color(QPalette.ColorRole.Text) == look.tokens.text and not edit.hasFrame()


def test_focus_is_told(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    first, second = PlainEdit(Look()), PlainEdit(Look())
    column.addWidget(first)
    column.addWidget(second)
    host.show()
    host.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    seen: list[bool] = []
    first.focus_moved.connect(seen.append)
    second.setFocus()
    first.setFocus()
    assert seen == [False, True]


def test_disabled_it_fades_with_the_box_around_it(qtbot) -> None:
    edit = PlainEdit(Look("light"))
    qtbot.addWidget(edit)
    shown = {on: edit.palette().color(on, QPalette.ColorRole.Text).alphaF() for on in
             (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)}  # fmt: skip
    assert shown[QPalette.ColorGroup.Disabled] < 0.5 < shown[QPalette.ColorGroup.Active]
