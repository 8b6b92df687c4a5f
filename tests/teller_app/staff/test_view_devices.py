from contract.commands import decode
from contract.compare import compare_words
from contract.doors import DeviceSeen
from contract.staff import AskForDevice, ReadmitDevice
from teller_app.glass.table_model import cell_text
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import ADMIN, AT, LAPTOP_WAITS, MANAGER, TILL_6
from tests.teller_app.staff.test_view import place


def test_who_asks_stands_first_and_each_says_how_it_stands(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    source = view.devices.table._model.source
    rows = [[cell_text(cell) for cell in source.row(at).cells] for at in range(source.count())]
    assert [row[0].split(",")[0] for row in rows] == ["HO-LAPTOP-22", "MKL-TELLER-04", "MKL-TELLER-06", "MKL-OLD-01"]
    assert [row[3] for row in rows] == ["Wants manager", "In use", "Free", "Revoked"]
    assert (rows[0][1], rows[1][1]) == ("Adjoa Baidoo", "Efua Owusu")


def test_buttons_belong_to_who_may_and_say_why_not(qtbot) -> None:
    _, hers, model, _ = place(qtbot, MANAGER)
    assert hers.devices.decide.isVisible()
    assert not hers.devices.rename.isVisible()
    model.choose_device(LAPTOP_WAITS.request)
    assert TEXTS("staff.off.choice") in words_on(hers.devices.revoke)
    model.choose_device(TILL_6)
    assert TEXTS("staff.off.choice") not in words_on(hers.devices.revoke)
    _, his, theirs, _ = place(qtbot, ADMIN)
    assert his.devices.add.isVisible()
    assert not his.devices.rename.isVisible()
    theirs.choose_device(TILL_6)
    assert his.devices.rename.isVisible()
    assert not his.devices.add.isVisible()
    assert not his.devices.decide.isVisible()


def test_nobody_is_signed_in(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    model._set(sessions=())
    window.press("Ctrl+S")
    assert TEXTS("staff.sessions_none") in words_on(view.devices)


def test_one_whose_record_split_is_stopped_and_admitted_again_by_keyboard(qtbot) -> None:
    window, view, model, port = place(qtbot, ADMIN)
    model.choose_device(TILL_6)
    assert model.why_off("readmit") == "state" and not view.devices.readmit.isVisible()
    model._set(seen={TILL_6: DeviceSeen(device=TILL_6, last_at=AT, user=ADMIN.user, full_name="Nii", forked=True)})
    source = view.devices.table._model.source
    assert TEXTS("staff.device.stopped") in [cell_text(source.row(at).cells[3]) for at in range(source.count())]
    assert view.devices.readmit.isVisible()
    window.press("Ctrl+Shift+R")
    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.word.edit.hasFocus())
    window.type("the disk was restored")
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command == ReadmitDevice(device=TILL_6, reason="the disk was restored")


def test_who_asks_shows_the_words_that_stand_on_their_screen(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    asked = decode(LAPTOP_WAITS.content.encode())
    assert isinstance(asked, AskForDevice)
    words = compare_words(LAPTOP_WAITS.request, asked.device, asked.name, asked.key)
    assert " · ".join(words) in cell_text(view.devices.table._model.source.row(0).cells[0])
