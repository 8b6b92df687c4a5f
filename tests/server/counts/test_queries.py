"""Counts are the day's: a follower and a fresh snapshot hold the same of them."""

import pytest

from contract.counts import CountKind, TakeCount, WitnessCount
from contract.ids import new_id
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, FLOAT, KOJO, House, done
from tests.server.drawers.replica import Replica


@pytest.mark.parametrize("user", [EFUA, KOJO, AKOSUA, ABENA], ids=["efua", "kojo", "akosua", "abena"])
def test_a_follower_holds_what_a_fresh_snapshot_holds(house: House, user: str) -> None:
    replica = Replica(house, user)
    house.open()
    replica.follow()
    count = new_id()
    session = house.lease[EFUA].session
    taken = TakeCount(count=count, session=session, kind_of_count=CountKind.HANDOVER, counted=FLOAT, witness=KOJO)
    for command, who in ((taken, EFUA), (WitnessCount(count=count), KOJO)):
        done(house.run(command, who))
        replica.follow()
        assert replica.differs() == []
    house.next_day()
    assert ("spot_count", count) not in house.snapshot(user)
