from tests.teller_app.advances.desk import APPROVED, Replica, advance, room


def test_overdue_is_paid_and_past_its_date() -> None:
    state = room(Replica())[0].state
    assert state.overdue(advance())
    assert not state.overdue(APPROVED)
    assert not state.overdue(advance(due="2026-11-22"))
    assert state.advance is None
