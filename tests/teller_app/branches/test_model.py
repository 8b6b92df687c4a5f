from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from contract.branches import CloseBranchDay, NudgeOwner, OpenBranchDay
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, Refused
from teller_app.branches import words
from teller_app.i18n.text import Texts
from teller_app.manifest import Line
from tests.teller_app.branches.desk import (
    BROKEN,
    QUIET,
    Replica,
    alert,
    branch,
    closed_report,
    figures,
    report_bytes,
    room,
    watched,
)
from tests.teller_app.kit import BRANCH, EFUA_ID, FakePort
from tests.teller_app.vault.desk import DONE, KEEPER, TO_TILL, custody


def test_an_owner_is_reminded_once_and_the_board_says_so() -> None:
    model, port, _ = room(Replica())
    assert not model.nudge()
    model.choose("drawer_open:03")
    assert model.nudge()
    command = port.sent[0].command
    assert isinstance(command, NudgeOwner)
    assert (command.owner, command.blocker, command.about) == (EFUA_ID, "drawer_open", "03")
    port.settle(Executed(seq=1))
    assert model.state.nudged == {"drawer_open:03": "2026-11-22T09:50:00+00:00"}
    assert model.nudge_all()
    assert "drawer_open:03" not in {f"{sent.command.blocker}:{sent.command.about}" for sent in port.sent[1:]}


def test_enter_goes_where_it_is_decided() -> None:
    model, _, gone = room(Replica())
    model.choose("requests_decided:1")
    model.act()
    assert gone == ["approvals"]
    model.choose("vault_counted:GHS")
    model.act()
    assert gone == ["approvals", "vault"], "what is to be counted is counted there"


def test_the_day_does_not_close_over_open_drawers() -> None:
    model, port, _ = room(Replica())
    assert model.forward()
    assert (model.state.problem, port.sent) == ("drawers_still_open", [])


def test_a_vault_that_is_not_counted_needs_its_reason() -> None:
    model, port, _ = room(Replica(**QUIET))
    model.forward()
    assert model.state.problem == "vault_not_counted"
    model.set_reason("Custodian ill")
    model.forward()
    assert port.sent[0].command == CloseBranchDay(branch=BRANCH, business_date="2026-11-22", reason="Custodian ill")
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.MOVE_PENDING)))
    assert (model.state.problem, model.state.reason) == ("move_pending", "Custodian ill")


def test_counted_and_locked_it_closes_without_a_word_and_the_next_day_opens() -> None:
    model, port, _ = room(Replica(**QUIET, custody=custody(open=False, closed_on="2026-11-22")))
    assert model.state.blockers == ()
    model.forward()
    assert port.sent[0].command == CloseBranchDay(branch=BRANCH, business_date="2026-11-22")
    model, port, _ = room(Replica(branch=branch(open=False), report=closed_report()))
    assert model.state.figures[0].cash == 281_000_00
    model.forward()
    assert port.sent[0].command == OpenBranchDay(branch=BRANCH, business_date="2026-11-23")


def test_a_workstation_that_is_years_ahead_is_told_to_look_at_its_clock() -> None:
    model, port, _ = room(Replica(branch=branch(open=False), report=closed_report()))
    model.forward()
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.DATE_TOO_FAR, params={"latest": "2026-11-29"})))
    assert model.state.problem == "date_too_far"
    assert "clock" in Texts.load().for_code(model.state.problem, model.state.problem_params).what_to_do


def test_the_mid_day_report_is_read_when_it_is_asked_for() -> None:
    model, port, _ = room(Replica())
    assert model.state.figures == ()
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes(BROKEN)
    model.read_report()
    assert model.state.figures == (BROKEN,)
    port.files.clear()
    model.read_report()
    assert (model.state.problem, model.state.figures) == ("offline", (BROKEN,))


def test_figures_of_yesterday_are_none_of_the_day_that_was_opened() -> None:
    replica = Replica()
    model, port, _ = room(replica)
    port.files[f"/v1/branches/{BRANCH}/day-report"] = report_bytes()
    model.read_report()
    assert model.state.figures
    replica.branch = branch(business_date="2026-11-23")
    port.tell("branch")
    assert (model.state.figures, model.state.x, model.state.figures_at) == ((), (), "")


def test_who_does_not_run_the_day_closes_nothing() -> None:
    model, port, _ = room(Replica(**QUIET), FakePort(KEEPER))
    assert not model.forward()
    assert port.sent == []


def test_offline_nothing_is_closed_or_reminded() -> None:
    model, port, _ = room(Replica(**QUIET))
    port.go_offline()
    assert not model.forward()
    assert not model.nudge_all()
    assert (model.state.problem, port.sent) in (("needs_server", []), ("", []))


def test_what_is_usual_comes_with_the_report() -> None:
    model, _, _ = room(Replica())
    model.read_report()
    assert [hour.hour for hour in model.state.usual] == list(range(8, 17))


def test_an_alert_is_acknowledged_once_the_newest_first() -> None:
    replica = Replica(alerts=(alert(1), alert(2)))
    model, port, _ = room(replica)
    assert model.acknowledge()
    assert model.acknowledge()
    assert not model.acknowledge()
    assert [sent.command.notice for sent in port.sent] == [alert(1).notice, alert(2).notice]


def test_the_proof_sheet_is_printed_of_an_open_and_of_a_closed_day_but_not_without_the_server() -> None:
    for replica in (Replica(), Replica(branch=branch(open=False), report=closed_report())):
        model, port, gone = room(replica)
        assert model.print_proof()
        assert gone == [f"proof:{BRANCH}:GHS"]
        port.set_line(Line("offline"))
        assert not model.print_proof()
        assert (len(gone), model.state.problem) == (1, "needs_server")
    model, _, gone = room(Replica(branch=branch(business_date="")))
    assert not model.print_proof(), "no day was ever opened"
    assert gone == []


def test_tie_out_and_proof_sheet_are_in_the_currency_that_was_chosen_of_those_the_branch_has() -> None:
    model, _, gone = room(Replica())
    assert model.state.currencies == ("GHS",)
    assert not model.next_currency()
    crowns = msgspec.structs.replace(figures(), currency="CZK")
    till = msgspec.structs.replace(Replica().drawers[0], currency="CZK", number="77")
    model, _, gone = room(Replica(drawers=(*Replica().drawers, till)))
    assert model.state.currencies == ("GHS", "CZK")
    model.state = replace(model.state, figures=(figures(), crowns))
    for currency in ("CZK", "GHS", "CZK"):
        assert model.next_currency()
        shown = words.figures_of(model.state)
        assert shown is not None
        assert shown.currency == model.state.currency == currency
    assert model.print_proof()
    assert gone == [f"proof:{BRANCH}:CZK"]
    model, _, _ = room(Replica(drawers=(till,), custody=None))
    assert model.state.currency == "CZK", "a branch without cedis has no proof sheet in them"


def test_balances_are_followed_from_news_to_news() -> None:
    replica = Replica()
    model, _, gone = watched(replica)
    course = model.state.courses[replica.sessions[0].session]
    assert [point.balance for point in course] == [
        20_000_00,
        23_500_00,
        30_100_00,
        32_800_00,
        30_600_00,
        41_400_00,
        52_980_00,
    ]
    minutes = [point.minute - course[0].minute for point in course]
    assert minutes == [0, 25, 30, 35, 40, 45, 50]
    model.open_room("vault")
    assert gone == ["vault"]


def test_a_bag_on_its_way_is_late_by_so_many_minutes_over_what_is_usual() -> None:
    took = msgspec.structs.replace(
        DONE, source=TO_TILL.source, target=TO_TILL.target, received_at="2026-11-22T09:39:00.000Z"
    )
    replica = Replica(moves=(took, TO_TILL), now=datetime(2026, 11, 22, 10, 10, tzinfo=UTC))
    assert room(replica)[0].state.late == {TO_TILL.transfer: 31}
    replica.now = datetime(2026, 11, 22, 9, 45, tzinfo=UTC)
    assert room(replica)[0].state.late == {}
