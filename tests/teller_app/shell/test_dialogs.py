from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.shell import dialogs
from teller_app.shell.desk import DeskState
from tests.teller_app.kit import EFUA, FakePort
from tests.teller_app.shell.rooms import TEXTS, World, page, window


def test_signing_out_without_anything_left(qtbot, look: Look) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    dialog = dialogs.sign_out(look, holder, TEXTS, DeskState(EFUA, Line("online")))
    assert dialog.text.text() == "Everything is sent."
    assert dialog.title.text() == "Sign out Efua Owusu?"
    counting = dialogs.sign_out(look, holder, TEXTS, DeskState(EFUA, Line("online"), counting=True))
    assert "put aside for you" in counting.text.text()


def test_a_message_closes(qtbot, look: Look) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    dialog = dialogs.message(look, holder, TEXTS, "Title", "Body")
    dialog.open()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.first_focus().click()
    assert chosen.args == ["close"]


def test_the_sheet_lists_the_room_first_and_no_key_twice(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    made.setParent(shown)
    made.start()
    sheet = dialogs.help_sheet(look, shown, TEXTS, made, made.nav.current.widget.field)
    room, ours, fields, tables = sheet.groups
    assert ("*", "A bundle of 100") in fields.keys
    assert ("Ctrl+C", "Copy the selected rows") in tables.keys
    assert room.keys[0] == ("F2", "Find customer")
    assert "F2" not in [key for key, _ in ours.keys]
    assert ("Ctrl+2", "Go to Journal") in ours.keys


def test_nine_keys_of_one_kind_are_one_line() -> None:
    keys = [(f"Alt+{n}", "Choose account") for n in range(1, 10)] + [("F9", "Post")]
    assert dialogs._gathered(keys) == [("Alt+1 … 9", "Choose account"), ("F9", "Post")]
