"""Decided today: the newest few, and the average."""

from dataclasses import replace

from contract.approvals import RequestState
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_day import DayCard
from tests.teller_app.approvals.desk import DECLINED, noon, request
from tests.teller_app.room_window import TEXTS, look


def test_the_newest_three_and_the_average_of_all(qtbot) -> None:
    card = DayCard(look(), TEXTS)
    qtbot.addWidget(card)
    nothing = ApprovalsState(every=(request(),), today=noon().date())
    card.render_state(nothing)
    assert card.isHidden()
    yes = tuple(request(n, state=RequestState.USED, decided_at=f"2026-11-22T09:3{n}:00.000Z") for n in range(1, 5))
    card.render_state(replace(nothing, every=(*yes, DECLINED)))
    assert not card.isHidden()
    assert [line.mark for line in card.lines.lines] == ["pos"] * 3
    assert card.average.text() == "Average decision today 2 min 22 s"
    card.render_state(replace(nothing, every=(DECLINED,)))
    assert [(line.title, line.mark) for line in card.lines.lines] == [("Kofi Asante · Withdrawal", "neg")]
