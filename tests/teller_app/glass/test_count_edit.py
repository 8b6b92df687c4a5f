import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass.count_edit import CountEdit
from teller_app.glass.look import Look


@pytest.fixture
def edit(qtbot) -> CountEdit:
    host = QWidget()
    qtbot.addWidget(host)
    made = CountEdit(Look(), "200 cedi note", host)
    host.show()
    made.host = host
    return made


@pytest.mark.parametrize(
    ("typed", "count"), [("12", 12), ("3*", 300), ("*", 100), ("7+", 8), ("7-", 6), ("-", 0), ("1k2.", 12), ("9999999", 999999)]
)  # fmt: skip
def test_counting_keys(qtbot, edit: CountEdit, typed: str, count: int) -> None:
    qtbot.keyClicks(edit, typed)
    assert edit.count() == count


def test_bundle_beyond_the_bound_changes_nothing(qtbot, edit: CountEdit) -> None:
    edit.set_count(99999)
    qtbot.keyClicks(edit, "*")
    assert edit.count() == 99999


@pytest.mark.parametrize(
    ("key", "shift", "by"),
    [(Qt.Key.Key_Return, False, 1), (Qt.Key.Key_Enter, False, 1), (Qt.Key.Key_Down, False, 1), (Qt.Key.Key_Up, False, -1), (Qt.Key.Key_Return, True, -1)],
)  # fmt: skip
def test_steps(qtbot, edit: CountEdit, key: Qt.Key, shift: bool, by: int) -> None:
    steps: list[int] = []
    edit.stepped.connect(steps.append)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(edit, key, modifier)
    assert steps == [by]


def test_read_only_is_not_adjusted(qtbot, edit: CountEdit) -> None:
    edit.set_count(5)
    edit.setReadOnly(True)
    qtbot.keyClicks(edit, "+*7")
    assert edit.count() == 5


def test_name_is_told_and_none_shows_the_placeholder(edit: CountEdit) -> None:
    edit.set_count(0)
    assert edit.accessibleName() == "200 cedi note" and edit.text() == ""
