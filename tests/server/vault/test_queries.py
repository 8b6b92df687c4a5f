"""The reader's share of a snapshot follows what was said, whoever reads."""

import pytest

from contract.ids import new_id
from contract.vault import AskForCash, ConfirmCash, CountVault, DeclineCash, GrantCash, RefuseCash
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, FLOAT, KOJO, VAULT, YAW, House, done
from tests.server.drawers.replica import Replica
from tests.server.vault.roads import SAFE, receive, send, till


@pytest.mark.parametrize("user", [EFUA, KOJO, AKOSUA, ABENA, YAW], ids=["efua", "kojo", "akosua", "abena", "yaw"])
def test_a_follower_holds_what_a_fresh_snapshot_holds(house: House, user: str) -> None:
    replica = Replica(house, user)
    house.open()
    replica.follow()
    left = {face: n - FLOAT.get(face, 0) for face, n in VAULT.items()}
    first, second, count = new_id(), new_id(), new_id()
    out = send(till(), SAFE, {"10000": 1})
    steps = (
        (AskForCash(requisition=first, amount=100), EFUA),
        (DeclineCash(requisition=first, reason="No"), YAW),
        (AskForCash(requisition=second, amount=100, note="small"), EFUA),
        (GrantCash(requisition=second, transfer=new_id(), pieces={"100c": 1}, second=AKOSUA), YAW),
        (CountVault(transfer=count, currency="GHS", counted=left, second=AKOSUA), YAW),
        (ConfirmCash(transfer=count), AKOSUA),
        (out, EFUA),
        (RefuseCash(transfer=out.transfer, reason="Later"), YAW),
    )
    for command, who in steps:
        done(house.run(command, who))
        replica.follow()
        assert replica.differs() == []
    again = send(till(), SAFE, {"10000": 1})
    done(house.run(again, EFUA))
    done(receive(house, again.transfer, {"10000": 1}, AKOSUA, KOJO))
    house.next_day()
    assert ("cash_move", again.transfer) in house.snapshot(KOJO), "it waits for him, whatever the day"
    assert ("cash_move", out.transfer) not in house.snapshot(YAW), "it was over yesterday"
