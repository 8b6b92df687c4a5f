from datetime import date

import pytest

from teller_app.branches import rules
from tests.teller_app.branches.desk import QUIET, Replica, branch, recorded, room, silent
from tests.teller_app.kit import EFUA_ID, KWESI_ID
from tests.teller_app.vault.desk import TO_TILL, custody, move


def blockers(replica: Replica) -> dict[str, str]:
    return {check.key: check.owner for check in room(replica)[0].state.blockers}


def test_each_blocker_has_its_owner() -> None:
    found = blockers(Replica(variances=(recorded(),)))
    assert found["drawer_open:03"] == EFUA_ID
    assert found["move_open:VT-0613"] == KWESI_ID, "who has to confirm"
    assert found["move_open:VT-0614"] == EFUA_ID, "whose drawer it goes to"
    assert {"vault_counted:GHS", "requests_decided:1", "variances_accepted:1"} <= set(found)


def test_every_check_is_there_from_the_morning_on_and_ready_ones_count() -> None:
    state = room(Replica(**QUIET, custody=custody(closed_on="2026-11-22")))[0].state
    assert state.ready == len(state.checks) == 8


def test_a_till_that_is_away_is_its_cashiers_blocker_while_its_drawer_is_open() -> None:
    found = blockers(Replica(tills=(silent(),)))
    assert found["till_away:03"] == EFUA_ID
    assert "drawer_open:03" in found, "it is away and still open"
    assert "till_away:03" not in blockers(Replica(**QUIET, tills=(silent(),))), "closed by force: nobody waits for it"


def test_a_bag_on_the_road_to_the_bank_stays_out_over_night() -> None:
    bank = move(615, source=TO_TILL.source, target=move().target.__class__(where="bank"))
    assert "move_open:VT-0615" not in blockers(Replica(**{**QUIET, "moves": (bank,)}))


@pytest.mark.parametrize(
    ("replica", "reason", "code"),
    [
        (Replica(), "by force", "drawers_still_open"),
        (Replica(**{**QUIET, "moves": (move(),)}), "by force", "move_pending"),
        (Replica(**QUIET), "", "vault_not_counted"),
        (Replica(**QUIET), "by force", ""),
    ],
)
def test_what_blocks_the_close(replica: Replica, reason: str, code: str) -> None:
    assert rules.close_fault(room(replica)[0].state.checks, reason) == code


def test_the_next_date_is_today_or_the_day_after_the_last() -> None:
    assert rules.next_day("", date(2026, 11, 22)) == "2026-11-22"
    assert rules.next_day("2026-11-20", date(2026, 11, 22)) == "2026-11-22"
    assert rules.next_day("2026-11-30", date(2026, 11, 22)) == "2026-12-01"


def test_a_day_that_is_not_open_says_so() -> None:
    assert "day_open:2026-11-22" in blockers(Replica(branch=branch(open=False)))
    assert rules.checks(room(Replica(branch=None))[0].state.seen) == ()
