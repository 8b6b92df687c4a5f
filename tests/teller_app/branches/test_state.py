from teller_app.branches.state import BranchState, Check
from tests.teller_app.branches.desk import Replica, room
from tests.teller_app.kit import EFUA_ID


def test_the_chosen_blocker_is_one_of_those_that_are_left() -> None:
    open_one, done = Check("drawers", "drawer_open", "03"), Check("branch", "day_open", ready=True)
    state = BranchState(checks=(open_one, done), chosen="drawer_open:03")
    assert (state.blocker, state.ready, state.open) == (open_one, 1, False)
    assert BranchState(checks=(done,), chosen="day_open:").blocker is None


def test_names() -> None:
    state = room(Replica())[0].state
    assert state.name("01890000-0000-7000-8000-0000000abcde") == "000ABCDE"


def test_staff_numbers_are_by_person() -> None:
    assert room(Replica())[0].state.seen.staff_numbers[EFUA_ID] == "S"
