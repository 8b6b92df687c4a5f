"""What stands aside is said with who has it and since when; the code's field is there when it is wanted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from contract.approvals import RequestState
from teller_app.counter.state import CounterState, Form
from teller_app.counter.view_aside import AsideCard
from teller_app.manifest import Line
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.world import granted
from tests.teller_app.room_window import TEXTS, look


def card(qtbot, state: CounterState) -> AsideCard:
    shown = AsideCard(look(), TEXTS)
    qtbot.addWidget(shown)
    shown.render_state(state)
    return shown


def stamp(ago_s: int) -> str:
    return (datetime.now(UTC) - timedelta(seconds=ago_s)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_nothing_aside_nothing_shown(qtbot) -> None:
    assert card(qtbot, CounterState()).isHidden()


def test_who_has_it_and_since_when(qtbot) -> None:
    taken = request(taken_by="k", taken_by_name="Kwesi Appiah", taken_at=stamp(61))
    ready = request(2, state=RequestState.APPROVED, ceiling=1_000_000)
    lines = card(qtbot, CounterState(asked=(taken, request(3, at=stamp(5)), ready))).lines.lines
    # A minute less whatever the machine takes.
    assert lines[0].sub.startswith("Kwesi Appiah has it, 1:")
    assert lines[1].sub.startswith("Waits, 0:")
    assert (lines[2].figure, "F10" in lines[2].sub) == ("10,000.00", True)


def test_the_budget_is_seen_and_the_code_asked_for_only_without_the_server(qtbot) -> None:
    state = CounterState(stand_in=granted(2_000_00, 500_00), line=Line("online"), form=Form(mode="withdraw"))
    shown = card(qtbot, state)
    assert "1,500.00" in shown.budget.text()
    assert "2,000.00" in shown.budget.text()
    assert shown.code.isHidden()
    shown.render_state(replace(state, line=Line("offline")))
    assert not shown.code.isHidden()
    shown.render_state(replace(state, line=Line("offline"), form=Form(mode="deposit")))
    assert shown.code.isHidden()
