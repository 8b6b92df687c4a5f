from contract.outbox import Fate
from teller_app.outbox.state import ALL, POSTS, PROBLEMS, OutboxState
from tests.teller_app.outbox.desk import BACK, DISABLED, OUTLOOK, WAITS


def looked(show: str = ALL) -> OutboxState:
    expected = {row.command_id: found for row, found in zip(BACK, OUTLOOK.rows, strict=True)}
    return OutboxState(rows=(DISABLED, *BACK), expected=expected, show=show)


def test_a_problem_is_what_will_not_be_booked_as_it_was_meant() -> None:
    state = looked()
    assert state.problems == (DISABLED, *BACK[2:])
    assert state.of_fate(Fate.POSTS) == BACK[:2]
    assert state.fate(DISABLED) is None and state.fate(WAITS) is None
    assert looked(PROBLEMS).shown == (DISABLED, *BACK[2:])
    assert looked(POSTS).shown == BACK[:2]


def test_only_what_waits_and_is_not_on_its_way_can_be_held_back() -> None:
    assert OutboxState(rows=(WAITS,)).can_hold
    assert not any(OutboxState(rows=(row,)).can_hold for row in (DISABLED, BACK[0]))
    assert not OutboxState().can_hold
    assert (OutboxState(rows=BACK).back, OutboxState(rows=BACK).waiting) == (BACK, ())
