from datetime import date

import pytest

from contract.history import DrawerHistory
from contract.paths import DRAWER_CAUSES, DRAWER_HISTORY
from teller_app.manifest import Line
from tests.teller_app import samples
from tests.teller_app.branches.desk import MANAGER
from tests.teller_app.drawers.desk import SESSION_ID, drawer
from tests.teller_app.history.desk import DAY, DRAWER, STEPS, Replica, answer, at, closed, history, room, step
from tests.teller_app.kit import EFUA_ID, FakePort

PATH = DRAWER_HISTORY.format(drawer=DRAWER)
LAST = len(STEPS)


def test_the_handle_begins_at_now_and_steps_by_postings() -> None:
    model, _ = room(Replica())
    assert (model.state.at, model.state.cursor) == (LAST, STEPS[-1].at)
    model.by(-1)
    assert model.state.step == STEPS[-2]
    model.by(5)
    assert model.state.at_end
    model.to(0)
    assert (model.state.step, model.state.cursor) == (None, at("08:00"))
    assert model.state.then == {}
    model.by(-1)
    assert model.state.at == 0


def test_ten_minutes_go_by_the_clock_and_not_by_postings() -> None:
    model, _ = room(Replica())
    model.seek(at("13:52"))
    assert model.state.step is not None and model.state.step.holder == "Selorm Agbeko"
    model.jump(-10)
    assert model.state.cursor == at("13:42")
    assert model.state.step.holder == "Yaw Ofori Atta", "the last posting before that minute"
    model.jump(-600)
    assert model.state.cursor == at("08:00"), "never before the day"
    model.jump(6000)
    assert model.state.at_end


def test_the_position_is_the_fold_at_the_handle() -> None:
    model, _ = room(Replica())
    model.to(1)
    assert model.state.then == model.state.opened
    model.to(3)
    assert model.state.balances[3] == sum(item.amount for item in STEPS[:3])
    assert model.state.then["5000"] == model.state.opened["5000"] + 40
    assert model.state.changed["5000"] == at("09:05")
    assert model.state.now == history().position(LAST)


def test_a_mark_is_set_gone_back_to_and_taken_away() -> None:
    model, _ = room(Replica())
    model.to(3)
    model.mark()
    model.to(9)
    model.mark()
    assert model.state.at == 3
    model.mark()
    assert model.state.mark == ""


def test_an_amount_is_found_whichever_way_it_went_and_from_the_morning_on() -> None:
    model, _ = room(Replica())
    model.find()
    model.set_wanted(900_00)
    model.next_match()
    assert model.state.step is not None and model.state.step.holder == "Yaw Ofori Atta"
    model.next_match()
    assert model.state.step.holder == "Yaw Ofori Atta", "there is one"
    model.set_wanted(1)
    model.next_match()
    assert model.state.missed
    model.find()
    assert not model.state.finding


def test_the_posting_is_opened_by_its_receipt() -> None:
    replica = Replica()
    model, _ = room(replica)
    assert model.open_posting()
    assert replica.shown == [STEPS[-1].receipt]
    model.to(1)
    assert not model.open_posting(), "an opening has none"


def test_a_live_day_is_followed_and_the_chain_proved_from_where_it_was_whole() -> None:
    replica = Replica()
    model, port = room(replica)
    more = history(steps=(*STEPS, step(13, "14:20", "deposit", {"10000": 1}, "Kofi")), seq=950)
    answer(port, more)
    port.tell("drawer_totals")
    assert port.fetched[-1] == (PATH, {"known": "900"})
    assert model.state.at == LAST + 1, "who stood at now stands at now"
    model.to(4)
    port.tell("drawer_totals")
    assert port.fetched[-1] == (PATH, {"known": "950"})
    assert model.state.at == 4


def test_nothing_is_asked_while_nobody_looks_or_the_line_is_down() -> None:
    model, port = room(Replica())
    asked = len(port.fetched)
    model.leave()
    port.tell("drawer_totals")
    assert len(port.fetched) == asked
    model.enter()
    port.set_line(Line("offline"))
    port.tell("drawer_totals")
    assert len(port.fetched) == asked + 1
    port.set_line(Line("online"))
    assert len(port.fetched) == asked + 2, "the line is back"


def test_another_day_and_another_drawer_are_asked_for_anew() -> None:
    model, port = room(Replica(day=closed()))
    model.choose_day(date.fromisoformat(DAY))
    assert len([one for one, _ in port.fetched if one == PATH]) == 1, "it is shown already"
    model.choose_day(date(2026, 11, 20))
    assert port.fetched[-2:][0] == (PATH, {"day": "2026-11-20"})
    model.choose(drawer("05").drawer)
    assert model.state.history is None
    assert model.state.problem == "needs_server"


@pytest.mark.parametrize(("body", "problem"), [(None, "needs_server"), (b"{}", "server_fault")])
def test_what_is_not_there_or_cannot_be_read_says_so(body: bytes | None, problem: str) -> None:
    port = FakePort(MANAGER)
    model, _ = room(Replica(day=None), port)
    if body is not None:
        port.files[PATH] = body
    model.enter()
    assert model.state.problem == problem


def test_a_closed_day_comes_with_its_likely_causes() -> None:
    port = FakePort(MANAGER)
    port.files[DRAWER_CAUSES.format(session=SESSION_ID)] = samples.causes(SESSION_ID)
    model, _ = room(Replica(day=closed()), port)
    assert model.state.variance == -2000
    assert model.state.explained is not None


def test_ones_own_drawer_is_looked_at_first() -> None:
    port = FakePort()
    own = drawer("05", cashier=EFUA_ID)
    model, _ = room(Replica(drawers=(drawer(), own)), port)
    assert model.state.drawer == own.drawer


def test_a_day_without_a_posting_is_a_day() -> None:
    empty: DrawerHistory = history(steps=())
    model, _ = room(Replica(day=empty))
    assert (model.state.at, model.state.balances, model.by(1), model.jump(10)) == (0, (0,), False, False)


def test_the_position_at_the_handle_is_printed_by_its_journal_row() -> None:
    replica = Replica()
    model, port = room(replica)
    model.to(11)
    assert model.print_position()
    assert replica.printed == [(DRAWER, DAY, STEPS[10].seq)]
    model.to(0)
    assert not model.print_position(), "nothing had happened yet"
    model.to(3)
    port.set_line(Line("offline"))
    assert not model.print_position(), "only the server has the code"


def test_from_branch_today_it_is_always_today(qtbot) -> None:
    model, port = room(Replica())
    model.choose_day(date(2026, 11, 20))
    assert model.state.day == "2026-11-20"
    model.choose_today(DRAWER)
    assert (model.state.drawer, model.state.day) == (DRAWER, "")
    before = len(port.fetched)
    model.choose_today(DRAWER)
    assert len(port.fetched) == before, "it is shown already"


def test_a_minute_and_an_event_on_and_back() -> None:
    model, _ = room(Replica())
    model.seek(at("13:41"))
    assert model.jump(1) and model.state.cursor == at("13:42") and model.state.at == 9
    assert model.leap(False) and model.state.cursor == at("13:15")
    assert model.leap(False) and model.state.cursor == at("12:40")
    assert model.leap(True) and model.leap(True) is False
