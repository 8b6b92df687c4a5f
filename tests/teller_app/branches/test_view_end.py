"""The day's end by its keys: exceptions walked and settled, the close, and both rooms over one model."""

import pytest

from contract.approvals import Requested
from contract.branches import BrokenEntry, CloseBranchDay, OpenBranchDay, PauseDayEnd
from contract.feed import Awaiting
from contract.permissions import Role
from teller_app.branches.end_room import MANIFEST, make_view
from teller_app.branches.model import BranchModel
from teller_app.branches.view import BranchView
from teller_app.glass.look import Look
from tests.teller_app.branches.desk import (
    BROKEN,
    QUIET,
    Replica,
    branch,
    closed_report,
    recorded,
    report_bytes,
    room,
)
from tests.teller_app.kit import BRANCH, KWESI_ID, FakePort
from tests.teller_app.room_window import TEXTS, RoomWindow, look, shown, words_on
from tests.teller_app.vault.desk import custody

COUNTED = custody(open=False, closed_on="2026-11-22")


def place(qtbot, replica: Replica, broken: bool = False) -> tuple[RoomWindow, BranchModel, FakePort, list[str]]:
    model, port, gone = room(replica)
    if broken:
        port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    return shown(qtbot, MANIFEST, make_view(look(), TEXTS, model), look()), model, port, gone


def test_f3_walks_the_exceptions_and_f5_goes_where_each_is_settled(qtbot) -> None:
    window, model, _, gone = place(qtbot, Replica(variances=(recorded(),)), broken=True)
    opened: list[BrokenEntry] = []
    model._entry = opened.append
    window.press("F5")
    assert [entry.seq for entry in opened] == [4711], "the entry that breaks it is the first exception"
    model.choose_fault("entry:4711")
    window.press("F3", "F5", "F3", "F5")
    assert gone == ["approvals", "variances"]
    window.press("F3")
    assert model.state.fault == "entry:4711", "after the last comes the first"


def test_a_small_screen_under_its_title_bar_shows_the_evening_whole(qtbot) -> None:
    """1366x768: 19 px for the title, 67 and 63 for the bars; what does not fit scrolls within its panel."""
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes()
    model.read_report()
    view = make_view(Look("dark", density="compact"), TEXTS, model)
    qtbot.addWidget(view)
    view.resize(1270, 619)
    with qtbot.waitExposed(view):
        view.show()
    assert view.minimumSizeHint().height() <= 619


def test_f9_closes_what_is_ready(qtbot) -> None:
    window, _, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED))
    window.press("F9")
    assert port.sent[0].command == CloseBranchDay(branch=BRANCH, business_date="2026-11-22")


def test_f9_opens_the_next_day(qtbot) -> None:
    window, _, port, _ = place(qtbot, Replica(branch=branch(open=False), report=closed_report()))
    window.press("F9")
    assert port.sent[0].command == OpenBranchDay(branch=BRANCH, business_date="2026-11-23")


def test_cash_that_does_not_tie_asks_for_a_reason_and_then_closes(qtbot) -> None:
    window, model, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED), broken=True)
    window.press("F9")
    assert (model.state.problem, port.sent) == ("day_not_tied", [])
    view = window.room.widget
    assert view.closing.reason.isVisible()
    model.set_reason("Row 4711 goes to the auditor")
    window.press("F9")
    assert port.sent[0].command.reason == "Row 4711 goes to the auditor"


def test_operations_are_told_that_a_manager_is_asked(qtbot) -> None:
    window, model, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED))
    window.press("F9")
    port.settle(Awaiting(seq=4, result=Requested(request="r", role=Role.MANAGER, reasons=(), expires_at="")))
    assert model.state.notice == "close_asked"
    assert f"toast.branches.{model.state.notice}.title" in TEXTS


@pytest.mark.parametrize("key", ["F4", "F8"])
def test_a_step_is_looked_at_again(qtbot, key: str) -> None:
    window, model, port, _ = place(qtbot, Replica())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    window.press(key)
    assert "Off by −10.00" in words_on(window.room.widget)
    port.files.clear()
    window.press(key)
    assert model.state.problem == "offline"


def test_keys_say_why_they_are_off(qtbot) -> None:
    window, model, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED))
    view = window.room.view
    for intent in ("next", "settle"):
        assert view.why_off(intent)
    assert view.why_off("forward") == ""
    port.go_offline()
    assert view.why_off("forward") == TEXTS("vault.off.offline")
    window.press("F6", "Ctrl+P", "F9")
    assert (port.sent, model.state.problem) == ([], "needs_server")


def test_both_rooms_are_drawn_from_one_state_and_only_what_is_seen(qtbot) -> None:
    model, _, _ = room(Replica())
    day = BranchView(look(), TEXTS, model)
    qtbot.addWidget(day)
    end = make_view(look(), TEXTS, model)
    qtbot.addWidget(end)
    before = end.steps.list.accessibleDescription()
    model.refresh()
    model.read_report()
    assert day.tiles["vault"].isVisibleTo(day)
    assert end.tie.none.isVisibleTo(end), "hidden, it is drawn when it is shown"
    end.show()
    assert not end.tie.none.isVisibleTo(end)
    assert end.steps.list.accessibleDescription() != before


def test_ctrl_h_pauses_the_end_for_everybody(qtbot) -> None:
    window, _, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED))
    window.press("Ctrl+H")
    assert port.sent[-1].command == PauseDayEnd(branch=BRANCH, business_date="2026-11-22", paused=True)


def test_a_paused_end_closes_for_nobody_until_it_goes_on(qtbot) -> None:
    paused = branch(paused_by=KWESI_ID, paused_at="2026-11-22T18:10:00.000Z")
    window, model, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED, branch=paused))
    said = words_on(window)
    assert "Paused by Kwesi Appiah at 18:10" in said and "Go on" in said
    model.forward()
    assert (port.sent, model.state.problem) == ([], "day_end_paused")
    window.press("Ctrl+H")
    assert port.sent[-1].command == PauseDayEnd(branch=BRANCH, business_date="2026-11-22", paused=False)


def test_enter_prints_and_closes_nothing_when_one_comes_in(qtbot) -> None:
    window, model, port, _ = place(qtbot, Replica(**QUIET, custody=COUNTED))
    printed: list[str] = []
    model._proof = lambda branch, currency: printed.append(currency)
    window.press("Return")
    assert (printed, port.sent) == ([], [])
    window.press("Ctrl+P")
    assert printed == ["GHS"]
