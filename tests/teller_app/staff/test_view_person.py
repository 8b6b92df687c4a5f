from contract.permissions import Role
from contract.staff import ChangeUser
from tests.teller_app.staff.desk import HAJARA_ID, KANESHIE
from tests.teller_app.staff.test_view import place


def test_somebody_who_is_here_begins_as_they_are(qtbot) -> None:
    window, view, model, port = place(qtbot)
    model.choose_person(HAJARA_ID)
    window.press("Shift+F4")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.full_name.edit.hasFocus())
    sheet = view.sheet
    assert (sheet.full_name.text(), sheet.roles[Role.MANAGER].isChecked(), sheet.username.isVisible()) == (
        "Hajara Bawa",
        True,
        False,
    )
    sheet.branch.set_key(KANESHIE)
    sheet.roles[Role.OPERATIONS].setChecked(True)
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    wanted = ChangeUser(user=HAJARA_ID, roles=(Role.MANAGER, Role.OPERATIONS), branch=KANESHIE, full_name="Hajara Bawa")
    assert port.sent[0].command == wanted


def test_a_lost_phone_is_said_with_the_new_one(qtbot) -> None:
    window, view, model, port = place(qtbot)
    model.choose_person(HAJARA_ID)
    window.press("Shift+F4")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.full_name.edit.hasFocus())
    assert view.sheet.lost.isVisible()
    view.sheet.phone.set_text("+233 20 123 4567")
    view.sheet.lost.setChecked(True)
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert (port.sent[0].command.phone, port.sent[0].command.phone_lost) == ("+233201234567", True)


def test_who_is_new_has_lost_none(qtbot) -> None:
    window, view, _, _ = place(qtbot)
    window.press("Ctrl+N")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.full_name.edit.hasFocus())
    assert not view.sheet.lost.isVisible()
