from contract.ids import new_id
from contract.staff import AddDevice
from teller_app.staff.view_device_sheet import parts_of
from teller_app.sync.keys import DeviceSigner
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import KANESHIE, MANAGER
from tests.teller_app.staff.test_view import place


def shown(signer: DeviceSigner) -> str:
    """As the sign-in shows and copies it."""
    return f"{signer.device} {signer.public.x}.{signer.public.y}"


def test_a_workstation_is_admitted_by_keyboard_with_what_its_sign_in_shows(qtbot) -> None:
    signer = DeviceSigner.generate()
    window, view, _, port = place(qtbot)
    window.press("Shift+F3")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.shown.edit.hasFocus())
    window.type(shown(signer))
    window.press("Tab")
    window.type("MKL-TELLER-07")
    view.sheet.branch.set_key(KANESHIE)
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command == AddDevice(
        device=signer.device, name="MKL-TELLER-07", branch=KANESHIE, key=signer.public
    )


def test_a_key_that_is_none_is_told_before_anybody_is_asked(qtbot) -> None:
    window, view, _, port = place(qtbot)
    window.press("Shift+F3")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.shown.edit.hasFocus())
    window.type("half of it")
    window.press("Return")
    qtbot.waitUntil(lambda: view.sheet.problem.isVisible())
    assert TEXTS("staff.unfit.device") in words_on(view.sheet)
    assert port.sent == []


def test_who_may_not_change_workstations_has_neither_key(qtbot) -> None:
    window, view, model, _ = place(qtbot, MANAGER)
    window.press("Shift+F3")
    assert view.sheet is None
    assert (model.why_off("add"), model.why_off("readmit")) == ("right", "right")
    assert not view.devices.add.isVisible() and not view.devices.readmit.isVisible()


def test_only_the_whole_line_is_a_number_and_a_key() -> None:
    number = new_id()
    assert parts_of(f"  {number}  {'a' * 43} . {'b' * 43}\n") == (number, "a" * 43, "b" * 43)
    assert parts_of(f"{number} {'a' * 43}") == ("", "", "")
    assert parts_of("") == ("", "", "")
