from contract.permissions import Permission, Role
from contract.staff import ChangeRole, SetLimit
from tests.teller_app.staff.desk import HAJARA_ID
from tests.teller_app.staff.test_view import place


def test_a_bound_begins_as_it_holds_now(qtbot) -> None:
    _window, view, model, _port = place(qtbot)
    model.choose_person(HAJARA_ID)
    model.begin("limit")
    sheet = view.sheet
    assert sheet.per_transaction.minor() == 60_000_00
    sheet.whose.set_key("manager")
    sheet.whose.chosen.emit("manager")
    assert sheet.per_transaction.minor() == 50_000_00
    sheet.act.set_key("transfer")
    sheet.act.chosen.emit("transfer")
    assert sheet.per_transaction.minor() is None
    sheet.per_day.set_minor(90_000_00)
    assert sheet.command() == SetLimit(
        act="transfer", currency="GHS", per_transaction=0, per_day=90_000_00, role=Role.MANAGER
    )
    sheet.removed.setChecked(True)
    assert sheet.command().removed


def test_a_bound_is_set_in_any_currency_of_the_bank(qtbot) -> None:
    _window, view, model, _port = place(qtbot)
    model.choose_person(HAJARA_ID)
    model.begin("limit")
    sheet = view.sheet
    assert sheet.currency.key() == "GHS" and sheet.per_transaction.minor() == 60_000_00
    sheet.currency.set_key("CZK")
    sheet.currency.chosen.emit("CZK")
    assert sheet.per_transaction.minor() is None, "none is set there yet"
    sheet.per_transaction.set_minor(150_000_00)
    assert sheet.command() == SetLimit(act="withdraw", currency="CZK", per_transaction=150_000_00, user=HAJARA_ID)


def test_a_role_is_given_all_its_rights_at_once(qtbot) -> None:
    window, view, _model, port = place(qtbot)
    window.press("F3")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.role.hasFocus())
    sheet = view.sheet
    sheet.role.set_key("auditor")
    sheet.role.chosen.emit("auditor")
    assert sheet.everywhere.isChecked()
    assert not sheet.rights[Permission.POST_CASH].isChecked()
    sheet.rights[Permission.READ_BRANCH_JOURNAL].setChecked(False)
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    command = port.sent[0].command
    assert isinstance(command, ChangeRole)
    assert (command.role, command.everywhere) == (Role.AUDITOR, True)
    assert Permission.READ_AUDIT in command.permissions
    assert Permission.READ_BRANCH_JOURNAL not in command.permissions
