import msgspec

from contract.branches import CloseBranchDay, NudgeOwner
from contract.permissions import Permission
from teller_app.branches.room import MANIFEST, make_view
from teller_app.glass.table_model import Status
from tests.teller_app.branches.desk import BROKEN, MANAGER, QUIET, Replica, report_bytes, room, silent
from tests.teller_app.kit import BRANCH, FakePort
from tests.teller_app.room_window import TEXTS, look, shown, words_on
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import KEEPER, custody


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port, _ = room(replica, port)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, port


def test_a_manager_sees_drawers_blockers_and_what_waits(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica())
    said = words_on(view)
    for word in ("Live drawers", "Close readiness", "Waiting for you", "Alerts"):
        assert word in said
    assert view.board.table.row_count() == 6
    assert "08:00: 8,000.00 in, 5,600.00 out" in view.live.bars.accessibleDescription()


def test_an_owner_is_reminded_by_a_key(qtbot) -> None:
    window, _view, model, port = place(qtbot, Replica())
    window.press("Down")
    model.choose("drawer_open:02")
    window.press("F6")
    assert isinstance(port.sent[0].command, NudgeOwner)


def test_the_day_is_closed_by_a_key(qtbot) -> None:
    window, _view, _model, port = place(qtbot, Replica(**QUIET, custody=custody(open=False, closed_on="2026-11-22")))
    window.press("F9")
    assert port.sent[0].command == CloseBranchDay(branch=BRANCH, business_date="2026-11-22")


def test_f8_reads_the_report_and_goes_to_the_tie_out(qtbot) -> None:
    model, port, gone = room(Replica())
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    window.press("F8")
    assert gone == ["day_end"]
    assert [figures.off for figures in model.state.figures] == [-10_00]


def test_one_act_is_filled(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica())
    assert (view.waiting.review.kind, view.board.go.kind) == ("primary", "secondary")
    _, view, _, _ = place(qtbot, Replica(**QUIET, custody=custody(open=False, closed_on="2026-11-22")))
    assert view.board.go.kind == "primary"


def test_a_reason_is_asked_for_only_where_it_helps(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(**QUIET))
    assert view.board.reason.isVisible()
    _, view, _, _ = place(qtbot, Replica())
    assert not view.board.reason.isVisible()
    assert view.board.go.toolTip() == view.why_off("forward") == TEXTS.for_code("drawers_still_open").title


def test_who_does_not_run_the_day_only_looks(qtbot) -> None:
    window, view, _, _ = place(qtbot, Replica(), FakePort(KEEPER))
    assert not view.board.go.isVisible()
    window.press("F9")
    assert window.answers == [False]


def test_ctrl_p_prints_the_proof_sheet(qtbot) -> None:
    model, _, gone = room(Replica())
    window = shown(qtbot, MANIFEST, make_view(look(), TEXTS, model), look())
    window.press("Ctrl+P")
    assert [one for one in gone if one.startswith("proof:")]


def test_a_till_that_is_away_can_be_waited_for_reminded_or_closed_by_force(qtbot) -> None:
    model, port, gone = room(Replica(tills=(silent(),)))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    seen = model.state.seen
    assert Status("Offline 7", "warn") in view.live.row_of(model.state, seen.drawers[1], seen.sessions[1]).cells
    assert not view.board.advice.isVisible()
    window.press("Ctrl+Shift+F")
    assert window.answers == [False], "no drawer is chosen"
    model.choose("till_away:03")
    assert "7 postings waited there" in words_on(view.board.advice)
    window.press("F6")
    assert port.sent[0].command.owner == silent().cashier
    window.press("Ctrl+Shift+F")
    assert gone == [f"force:{some_id(703)}"]
    window.press("F3")
    view.live.table.select_key(some_id(702))
    window.press("Ctrl+Shift+F")
    assert gone.pop() == f"force:{some_id(702)}", (
        "the drawer that is marked where the keys are, whatever holds up the close"
    )
    view.board.table.setFocus()
    port.go_offline()
    model.choose("drawer_open:02")
    window.press("Ctrl+Shift+F")
    assert (len(gone), model.state.problem) == (1, "needs_server")


def test_alt_c_says_that_there_is_one_currency(qtbot) -> None:
    model, _, _ = room(Replica())
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    assert view.why_off("currency") == TEXTS("branches.off.currency")
    window.press("Alt+C")
    assert window.answers == [False]


def test_f3_leads_to_the_drawers_and_f4_to_the_vault(qtbot) -> None:
    model, _, gone = room(Replica())
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F3")
    assert view.live.table.view.hasFocus()
    assert view.live.table.current_key() == some_id(702)
    window.press("Down")
    assert view.live.table.current_key() == some_id(703)
    window.press("F3")
    assert view.live.table.current_key() == some_id(703), "the row that was chosen stays"
    window.press("F4")
    assert gone == ["vault"]


def test_who_moves_no_cash_has_no_vault_to_go_to(qtbot) -> None:
    kept = tuple(one for one in MANAGER.permissions if one is not Permission.MOVE_CASH)
    model, _, gone = room(Replica(), FakePort(msgspec.structs.replace(MANAGER, permissions=kept)))
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F4")
    assert (gone, window.answers) == ([], [False])
    assert view.why_off("vault") == "Who moves cash opens the vault"


def test_the_tiles_say_their_second_line(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(transit=1_000_00))
    assert view.tiles["transit"].accessibleName() == "In transit, GH₵"
    assert view.tiles["transit"].accessibleDescription() == "1,000.00, 1 transfer"
    assert view.tiles["drawers"].note == "2 of 3 open"


def test_enter_on_a_drawer_opens_its_day(qtbot) -> None:
    model, _, gone = room(Replica())
    view = make_view(look(), TEXTS, model)
    window = shown(qtbot, MANIFEST, view, look())
    window.press("F3", "Down", "Return")
    assert gone == [f"drawer:{some_id(703)}"]
