import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.line_edit import LENGTH_MAX, PlainEdit
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


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("a\u200bb\u202ec\x00d", "abcd"),
        ("two\nlines\tof\u2028it", "two lines of it"),
        ("\ufeff500\u2060", "500"),
        ("\ud83d", ""),
        ("👨\u200d👩\u200d👧 Ɔsei أحمد", "👨\u200d👩\u200d👧 Ɔsei أحمد"),
        ("Z" * 1_000_000, "Z" * LENGTH_MAX),
    ],
    ids=["unseen", "lines", "marks", "half a character", "letters of the world", "a megabyte"],
)
def test_what_nobody_sees_does_not_come_in_and_what_is_told_is_what_stands_there(qtbot, pasted: str, text: str) -> None:
    edit = PlainEdit(Look())
    qtbot.addWidget(edit)
    told: list[str] = []
    edit.textChanged.connect(told.append)
    edit.insert(pasted)
    assert edit.text() == text
    assert set(told) <= {text}
    edit.clear()
    edit.setText(pasted)
    assert edit.text() == text
