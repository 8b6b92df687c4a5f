"""The whole room by keys."""

import msgspec

from contract import paths
from contract.approvals import Requested, RequestState
from contract.doors import OneTimeSecret
from contract.feed import Awaiting, Executed
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser, RevokeDevice, SetLimit, UnlockUser
from teller_app.glass.table_model import cell_text
from teller_app.staff.room import MANIFEST, make_view
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, RoomWindow, look, shown, words_on
from tests.teller_app.staff.desk import (
    ADJOA_ID,
    ADMIN,
    AUDITOR,
    HAJARA_ID,
    MANAGER,
    SAMUEL_ID,
    TILL_6,
    TODAY,
    WAITS,
    Replica,
    room,
)


def place(qtbot, me=ADMIN, replica: Replica | None = None):
    model, port = room(replica, me, FakePort(me))
    view = make_view(look(), TEXTS, model, lambda: TODAY)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def listed(table) -> str:
    """Every cell of a table in words."""
    source = table._model.source
    return " | ".join(cell_text(cell) for at in range(source.count()) for cell in source.row(at).cells)


def tab(window: RoomWindow, times: int = 1) -> None:
    window.press(*["Tab"] * times)


def test_a_new_person_is_asked_for_by_keys_alone(qtbot) -> None:
    window, view, _model, port = place(qtbot)
    window.press("Ctrl+N")
    qtbot.waitUntil(lambda: view.sheet.full_name.edit.hasFocus())
    window.type("Ama Serwaa")
    for text in ("ama.serwaa", "TLR-0500", "+233244187306"):
        tab(window)
        window.type(text)
    tab(window, 2)
    window.press("Space")
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    command = port.sent[0].command
    assert isinstance(command, AddUser)
    assert (command.username, command.staff_number, command.roles, command.phone) == (
        "ama.serwaa", "TLR-0500", (Role.CASHIER,), "+233244187306")  # fmt: skip
    port.settle(
        Awaiting(
            seq=1,
            result=Requested(request=new_id(), role=Role.MANAGER, reasons=(), expires_at=""),
            state=RequestState.AWAITING,
        )
    )
    qtbot.waitUntil(lambda: view.sheet is None)


def test_what_does_not_fit_is_said_in_the_sheet_and_nothing_is_lost(qtbot) -> None:
    window, view, _, port = place(qtbot)
    window.press("Ctrl+N")
    qtbot.waitUntil(lambda: view.sheet.full_name.edit.hasFocus())
    window.type("Ama Serwaa")
    window.press("Return")
    qtbot.waitUntil(lambda: view.sheet.problem.isVisible())
    assert TEXTS("staff.unfit.username") in words_on(view.sheet)
    assert view.sheet.full_name.text() == "Ama Serwaa"
    window.press("Esc")
    qtbot.waitUntil(lambda: view.sheet is None)
    assert port.sent == []


def test_f4_unlocks_or_sets_a_bound(qtbot) -> None:
    window, view, _model, port = place(qtbot)
    view.people.table.select_key(SAMUEL_ID)
    window.press("F4")
    qtbot.waitUntil(lambda: view.sheet.word.edit.hasFocus())
    window.type("It was him")
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command == UnlockUser(user=SAMUEL_ID, reason="It was him")
    port.settle(Executed(seq=2))
    qtbot.waitUntil(lambda: view.sheet is None)
    view.people.table.select_key(HAJARA_ID)
    window.press("F4")
    qtbot.waitUntil(lambda: view.sheet.per_transaction.minor() == 60_000_00)
    view.sheet.per_transaction.edit.selectAll()
    window.type("80000")
    window.press("Return")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert port.sent[1].command == SetLimit(act="withdraw", currency="GHS", per_transaction=80_000_00, user=HAJARA_ID)


def test_a_workstation_is_revoked_with_a_reason(qtbot) -> None:
    window, view, _, port = place(qtbot, MANAGER)
    view.devices.table.select_key(TILL_6)
    window.press("F6")
    qtbot.waitUntil(lambda: view.sheet.word.edit.hasFocus())
    window.type("stolen")
    window.press("Return")
    qtbot.waitUntil(lambda: bool(port.sent))
    assert port.sent[0].command == RevokeDevice(device=TILL_6, reason="stolen")


def test_a_secret_is_shown_once_and_can_be_heard(qtbot) -> None:
    window, view, model, port = place(qtbot)
    port.answers[paths.ONE_TIME_SECRET] = msgspec.json.encode(
        OneTimeSecret(user=ADJOA_ID, expires_at="", secret="kente-47")
    )
    view.people.table.select_key(ADJOA_ID)
    window.press("F9")
    qtbot.waitUntil(lambda: view.secret is not None and view.secret.is_open)
    assert "kente-47" in words_on(view.secret)
    window.press("Return")
    qtbot.waitUntil(lambda: view.secret is None)
    assert model.state.secret is None


def test_what_waits_is_decided_in_its_place(qtbot) -> None:
    replica = Replica()
    window, view, _, _ = place(qtbot, MANAGER, replica)
    window.press("Ctrl+J")
    assert view.people.waiting.isVisible()
    assert "Cash withdrawal up to GH₵ 80,000.00 alone for Hajara Bawa" in listed(view.people.waiting)
    assert view.people.waiting.current_key() == WAITS.request
    window.press("F5")
    assert replica.decided == [WAITS.request], "what has the focus, and not the workstation that asks beside it"
    window.press("Ctrl+J")
    assert not view.people.waiting.isVisible()


def test_an_auditor_sees_the_same_without_buttons(qtbot) -> None:
    window, view, _, port = place(qtbot, AUDITOR)
    assert "Hajara Bawa" in listed(view.people.table)
    for button in (
        view.people.new,
        view.people.edit,
        view.roles.change,
        view.devices.revoke,
        view.devices.decide,
        view.devices.rename,
    ):
        assert not button.isVisible()
    window.press("Ctrl+N", "F6", "F5", "F3")
    assert window.answers == [False] * 4
    assert view.why_off("new") == TEXTS("staff.off.right")
    window.press("F7")
    assert view.trail.filter.edit.hasFocus()
    assert port.sent == []


def test_sign_ins_are_behind_the_second_tab_and_one_is_ended(qtbot) -> None:
    window, view, model, port = place(qtbot, MANAGER)
    port.answers[paths.SESSION_END] = b""
    window.press("Ctrl+S")
    assert view.devices.sessions.isVisible()
    assert "Efua Owusu" in listed(view.devices.sessions)
    view.devices.sessions.select_key(model.state.sessions[0].session)
    window.press("Ctrl+W")
    assert port.posted[0][0] == paths.SESSION_END


def test_where_it_is_narrow_the_four_are_tabs(qtbot) -> None:
    window, view, _, _ = place(qtbot)
    assert not view.parts.folded
    window.resize(1274, 640)
    qtbot.waitUntil(lambda: view.parts.folded)
    window.press("F7")
    assert view.trail.isVisible()
    assert not view.people.isVisible()
    window.press("F2")
    assert view.people.isVisible()
    window.resize(1656, 920)
    qtbot.waitUntil(lambda: not view.parts.folded)
    assert all(part.isVisible() for part in (view.people, view.roles, view.devices, view.trail))


def test_nothing_is_lost_by_leaving(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    assert view.leave()
    assert not view.act("unknown")
