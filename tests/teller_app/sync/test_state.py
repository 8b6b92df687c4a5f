import pytest

from teller_app.sync.state import BACKOFF_MAX_S, TABLE, Event, State, backoff_s, step

S, E = State, Event


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_every_cell_is_filled_and_keeps_the_laws(state: State, event: Event) -> None:
    after = TABLE[state, event]
    if state in (S.STOPPING, S.TOO_OLD) and event is not E.STOP:
        assert after is state, "nothing leads out of these"
    if event is E.STOP:
        assert after is S.STOPPING
    if state is S.SIGNED_OUT:
        assert after not in (S.ONLINE, S.SYNCING, S.RECONNECTING, S.EPOCH_CHANGED)
    if event is E.SESSION_ENDED and state not in (S.STOPPING, S.TOO_OLD):
        assert after is S.SIGNED_OUT
    if after is S.ONLINE and state is not S.ONLINE:
        assert event is E.CAUGHT_UP, "only having caught up makes it online"
    if event is E.LOST:
        assert after in (S.OFFLINE, S.SIGNED_OUT, S.TOO_OLD, S.STOPPING)


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ((E.SIGN_IN, E.SNAPSHOT_BEGUN, E.SNAPSHOT_DONE, E.CAUGHT_UP), S.ONLINE),
        ((E.SIGN_IN, E.REFUSED, E.SIGN_IN, E.CAUGHT_UP, E.LOST, E.RETRY, E.CAUGHT_UP), S.ONLINE),
        ((E.SIGN_IN, E.UNLOCKED, E.RETRY, E.LOST), S.OFFLINE),
        ((E.SIGN_IN, E.CAUGHT_UP, E.NEW_EPOCH, E.RESENT, E.SNAPSHOT_BEGUN, E.SNAPSHOT_DONE, E.CAUGHT_UP), S.ONLINE),
        ((E.SIGN_IN, E.CAUGHT_UP, E.SESSION_ENDED, E.LOST, E.CAUGHT_UP), S.SIGNED_OUT),
        ((E.SIGN_IN, E.CLIENT_TOO_OLD, E.SIGN_IN), S.TOO_OLD),
    ],
)
def test_lives_of_a_connection(path: tuple[Event, ...], ends: State) -> None:
    state = S.SIGNED_OUT
    for event in path:
        state = step(state, event)
    assert state is ends


def test_waits_grow_to_a_bound_and_differ_between_tills() -> None:
    waits = [backoff_s(attempt, 1.0) for attempt in range(40)]
    assert waits == sorted(waits)
    assert waits[0] == 0.5
    assert waits[-1] == BACKOFF_MAX_S
    assert backoff_s(3, 0.0) == backoff_s(3, 1.0) / 2
