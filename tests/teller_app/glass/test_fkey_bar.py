from PySide6.QtCore import Qt

from teller_app.glass.fkey_bar import FKey, FKeyBar
from teller_app.glass.look import Look

KEYS = [FKey("F3", "Deposit", active=True), FKey("F4", "Withdraw", enabled=False, why_off="The server is away")]


def bar(qtbot, width: int) -> FKeyBar:
    made = FKeyBar(Look(), "Keys")
    qtbot.addWidget(made)
    made.set_keys(KEYS)
    made.resize(width, 52)
    made.show()
    return made


def test_a_click_emits_the_key_and_a_disabled_one_does_not(qtbot) -> None:
    shown = bar(qtbot, 600)
    with qtbot.waitSignal(shown.pressed) as pressed:
        qtbot.mouseClick(shown.cells[0], Qt.MouseButton.LeftButton)
    assert pressed.args == ["F3"]
    with qtbot.assertNotEmitted(shown.pressed):
        qtbot.mouseClick(shown.cells[1], Qt.MouseButton.LeftButton)
    assert shown.cells[1].accessibleDescription() == "The server is away"


def test_all_cells_are_stacked_when_one_does_not_fit(qtbot) -> None:
    shown = bar(qtbot, 600)
    assert not shown.stacked
    shown.resize(180, 52)
    assert all(cell.stacked for cell in shown.cells)


def test_other_keys_replace_the_cells(qtbot) -> None:
    shown = bar(qtbot, 600)
    shown.set_keys([FKey("F8", "Drawer")])
    assert [cell.accessibleName() for cell in shown.cells] == ["Drawer, F8"]


def test_cells_are_equal_until_a_label_needs_more(qtbot) -> None:
    bar = FKeyBar(Look(), "Keys")
    qtbot.addWidget(bar)
    bar.resize(420, 46)
    bar.show()
    bar.set_keys([FKey("F2", "Find"), FKey("F6", "Count"), FKey("F9", "Post")])
    qtbot.waitUntil(lambda: max(cell.width() for cell in bar.cells) - min(cell.width() for cell in bar.cells) <= 1)
    bar.set_keys([FKey("F2", "Chercher un client par son nom"), FKey("F6", "Coupures"), FKey("F9", "OK")])
    qtbot.waitUntil(lambda: bar.cells[0].width() > bar.cells[2].width())
    assert bar.cells[0].width() >= bar.cells[0].least_width()
