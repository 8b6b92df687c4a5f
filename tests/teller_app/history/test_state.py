from teller_app.history.state import HistoryState
from tests.teller_app.drawers.desk import FLOAT, drawer
from tests.teller_app.history.desk import DRAWER, STEPS, closed, history
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.vault.desk import PEOPLE


def test_without_a_day_everything_is_empty() -> None:
    state = HistoryState()
    assert (state.steps, state.step, state.balances, state.then, state.now, state.opened) == (
        (),
        None,
        (0,),
        {},
        {},
        {},
    )
    assert (state.variance, state.explained, state.chosen, state.at_end) == (0, None, None, True)


def test_since_the_opening_begins_behind_the_opening_count() -> None:
    assert HistoryState(history=history()).opened == FLOAT
    rest = history(opening={"100": 3}, steps=STEPS[1:])
    assert HistoryState(history=rest).opened == {"100": 3}, "a day that goes on from what lay there"


def test_the_drawer_the_person_and_the_last_variance() -> None:
    state = HistoryState(history=closed(-500), drawers=(drawer(),), drawer=DRAWER, people=PEOPLE, at=3)
    assert state.chosen == drawer()
    assert state.name(EFUA_ID) == "Efua Owusu"
    assert state.name("0123456789abcdef") == "89ABCDEF"
    assert state.variance == -500
    assert state.step == STEPS[2]
