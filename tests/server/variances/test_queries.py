"""Variances stay in sight until they are settled, whatever the day."""

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.variances import WriteOffVariance
from tests.server.drawers.house import AKOSUA, EFUA, KOJO, YAW, House, asked, done
from tests.server.variances.roads import off_by


def test_open_ones_outlive_the_day_and_settled_ones_do_not(house: House) -> None:
    short = off_by(house, {"1000": -1})
    house.next_day()
    assert ("variance", short) in house.snapshot(EFUA)
    assert ("variance", short) not in house.snapshot(KOJO)
    off = WriteOffVariance(variance=short, transaction=new_id(), reason="Small")
    done(house.run(ApproveRequest(request=asked(house.run(off, YAW)).request), AKOSUA))
    assert ("variance", short) in house.snapshot(AKOSUA)
    assert ("over_short", f"{EFUA}:GHS") in house.snapshot(AKOSUA)
