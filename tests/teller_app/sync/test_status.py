from teller_app.sync.events import ConnectionChanged
from teller_app.sync.state import Event, State
from teller_app.sync.status import Status


def test_tells_what_a_person_would_notice_and_nothing_twice() -> None:
    told: list[ConnectionChanged] = []
    status = Status(told.append)
    status.happen(Event.SIGN_IN)
    status.happen(Event.CAUGHT_UP)
    status.happen(Event.CAUGHT_UP)
    assert [event.state for event in told] == [State.CONNECTING, State.ONLINE]
    assert status.can_send
    status.measured(12)
    status.measured(13)
    assert len(told) == 2, "a flickering figure is not read"
    status.counted(3, 0)
    assert told[-1] == ConnectionChanged(State.ONLINE, 13, 3)
    status.counted(3, 1)
    assert told[-1].held == 1
    status.counted(3, 0)
    status.happen(Event.LOST)
    assert told[-1] == ConnectionChanged(State.OFFLINE, 0, 3)
    assert not status.can_send
