from contract.commands import KINDS
from teller_app.staff import trail_state
from teller_app.staff.trail_state import Check, TrailState, group_of, key_of
from tests.teller_app.staff.desk import ACTIVITY, LINES


def test_a_line_has_a_key_and_a_group() -> None:
    assert [key_of(line) for line in (LINES[0], ACTIVITY[0])] == ["j48219", "a812"]
    assert [group_of(line) for line in LINES] == ["access", "settings", "access", "money", "work"]
    assert group_of(ACTIVITY[0]) == "sign_in"
    assert TrailState(lines=LINES, chosen="j48213").line is LINES[1]
    assert TrailState(lines=LINES).line is None


def test_groups_name_kinds_that_there_are() -> None:
    named = [kind for kinds in trail_state.KINDS.values() for kind in kinds]
    assert set(named) - set(KINDS) == set()
    assert len(named) == len(set(named))


def test_per_cent() -> None:
    assert (Check().share, Check("checking", 1, 3).share, Check("checking", 9, 3).share) == (0, 33, 100)
