from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from teller_app.glass.look import Look
from teller_app.glass.segmented import Segment, Segmented

MODES = [
    Segment("Deposit", "hand-deposit", "F3"),
    Segment("Withdraw", "hand-withdraw", "F4"),
    Segment("Transfer", key="F5"),
]


@pytest.fixture
def modes(qtbot) -> Segmented:
    made = Segmented(Look(), MODES, "Mode")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_arrows_and_clicks_choose(qtbot, modes: Segmented) -> None:
    seen: list[int] = []
    modes.currentChanged.connect(seen.append)
    qtbot.keyClick(modes, Qt.Key.Key_Right)
    qtbot.mouseClick(modes, Qt.MouseButton.LeftButton, pos=modes.tabRect(2).center())
    assert seen == [1, 2] and modes.currentIndex() == 2


def test_reader_finds_tabs_by_name_and_the_key_is_in_the_tooltip(modes: Segmented) -> None:
    interface = QAccessible.queryAccessibleInterface(modes)
    names = [interface.child(i).text(QAccessible.Text.Name) for i in range(3)]
    assert names == ["Deposit", "Withdraw", "Transfer"] and modes.tabToolTip(0) == "Deposit (F3)"


def test_pills_lie_inside_the_track_side_by_side(modes: Segmented) -> None:
    boxes = [modes._pill(i) for i in range(3)]
    assert boxes[0].left() == 7 and boxes[-1].right() == modes.width() - 7
    assert all(abs(a.right() - b.left()) < 1 for a, b in pairwise(boxes))


def test_labels_change_and_the_choice_stays(modes: Segmented) -> None:
    modes.setCurrentIndex(1)
    modes.set_segments(["All", "Cash", "Held"])
    modes.set_label(2, "Held 1")
    assert modes.currentIndex() == 1 and modes.tabText(2) == "Held 1"


def test_a_disabled_choice_is_not_chosen(qtbot, modes: Segmented) -> None:
    modes.setTabEnabled(1, False)
    qtbot.keyClick(modes, Qt.Key.Key_Right)
    assert modes.currentIndex() == 2


def test_the_pill_glides_and_jumps_under_reduced_motion(qtbot, modes: Segmented) -> None:
    modes.grab()
    modes.setCurrentIndex(2)
    modes.grab()
    assert modes._gliding_pill().left() < modes._pill(2).left()
    qtbot.waitUntil(lambda: modes._gliding_pill() == modes._pill(2))
    modes.look.set_reduced_motion(True)
    modes.blockSignals(True)
    modes.setCurrentIndex(0)
    modes.grab()
    assert modes._gliding_pill() == modes._pill(0)
