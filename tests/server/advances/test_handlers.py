"""An advance from the asking to the last receipt: a manager's yes, another cashier's drawer, a reminder when it is late."""

from contract.advances import PayAdvance, RemindAdvances, RequestAdvance, RetireAdvance
from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money
from server.advances import queries
from server.advances.tables import ADVANCES
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    DAY,
    EFUA,
    FLOAT_TOTAL,
    KOJO,
    SYSTEM,
    YAW,
    House,
    asked,
    codes,
    done,
    refused,
)
from tests.server.drawers.replica import Replica


def approved(house: House, minor: int = 120_00, due: str = DAY) -> str:
    command = RequestAdvance(advance=new_id(), amount=Money(minor, "GHS"), purpose="Fuel for the van", due=due)
    request = asked(house.run(command, YAW)).request
    assert house.balance("1450", YAW) == 0
    done(house.run(ApproveRequest(request=request), AKOSUA))
    return command.advance


def pay(advance: str, given: dict[str, int]) -> PayAdvance:
    return PayAdvance(advance=advance, transaction=new_id(), cash=Cash(given=given))


def test_asked_approved_paid_and_retired_in_parts(house: House) -> None:
    house.open()
    advance = approved(house)
    assert house.row(ADVANCES, advance).approved_by == AKOSUA
    assert refused(house.run(pay(advance, {"5000": 2}), EFUA)) == "cash_mismatch"
    done(house.run(pay(advance, {"5000": 2, "1000": 2}), EFUA))
    assert (house.balance("1450", YAW), house.balance("1010", "04")) == (120_00, FLOAT_TOTAL - 120_00)
    assert refused(house.run(pay(advance, {"5000": 2, "1000": 2}), EFUA)) == "advance_state"
    part = RetireAdvance(advance=advance, transaction=new_id(), spent=85_00, papers=("GOIL 4471",))
    assert done(house.run(part, EFUA)).left == 35_00
    rest = RetireAdvance(advance=advance, transaction=new_id(), spent=0, cash=Cash(received={"1000": 3, "500": 1}))
    assert done(house.run(rest, EFUA)).state == "retired"
    assert (house.balance("1450", YAW), house.balance("5200")) == (0, 85_00)
    assert house.balance("1010", "04") == FLOAT_TOTAL - 85_00
    assert house.differences() == []


def test_what_cannot_be(house: House) -> None:
    house.open()
    advance = approved(house)
    assert refused(house.run(pay(advance, {"5000": 2, "1000": 2}), KOJO)) == "drawer_not_open"
    assert refused(house.run(pay(advance, {"5000": 2, "1000": 2}), YAW)) == "same_person"
    done(house.run(pay(advance, {"5000": 2, "1000": 2}), EFUA))
    for more, code in (
        ({"spent": 50_00}, "papers_missing"),
        ({"spent": 0}, "advance_amount"),
        ({"spent": 120_01, "papers": ("x",)}, "advance_amount"),
        ({"spent": 60_00, "papers": ("x",), "cash": Cash(received={"10000": 1})}, "advance_amount"),
        ({"spent": 10_00, "papers": ("x",), "cash": Cash(given={"500": 1})}, "advance_amount"),
    ):
        retire = RetireAdvance(advance=advance, transaction=new_id(), **more)  # type: ignore[arg-type]
        assert refused(house.run(retire, EFUA)) == code
    assert refused(house.run(pay(new_id(), {}), EFUA)) == "advance_unknown"
    early = RequestAdvance(advance=new_id(), amount=Money(1, "GHS"), purpose="x", due="2026-11-23")
    assert refused(house.run(early, YAW)) == "date_not_after"
    mine = RequestAdvance(advance=new_id(), amount=Money(10_00, "GHS"), purpose="Tape", due=DAY)
    done(house.run(ApproveRequest(request=asked(house.run(mine, EFUA)).request), AKOSUA))
    assert refused(house.run(pay(mine.advance, {"1000": 1}), EFUA)) == "same_person"
    assert house.differences() == []


def test_a_reminder_once_a_day_when_it_is_overdue(house: House) -> None:
    house.open()
    advance = approved(house)
    done(house.run(pay(advance, {"5000": 2, "1000": 2}), EFUA))
    with house.engine.connect() as conn:
        assert queries.overdue(conn) == []
    house.next_day()
    with house.engine.connect() as conn:
        assert queries.overdue(conn) == [advance]
    done(house.run(RemindAdvances(advances=(advance, new_id())), SYSTEM))
    assert codes(house.seen(YAW)) == codes(house.seen(AKOSUA)) == ["advance_overdue"]
    with house.engine.connect() as conn:
        assert queries.overdue(conn) == []
    done(house.run(RemindAdvances(advances=(advance,)), SYSTEM))
    assert codes(house.seen(YAW)) == []


def test_followers_hold_what_a_fresh_snapshot_holds(house: House) -> None:
    house.open()
    replicas = [Replica(house, user) for user in (EFUA, YAW, AKOSUA, ABENA)]
    command = RequestAdvance(advance=new_id(), amount=Money(100_00, "GHS"), purpose="Fuel", due=DAY)
    request = asked(house.run(command, YAW)).request
    paid = pay(command.advance, {"10000": 1})
    back = RetireAdvance(advance=command.advance, transaction=new_id(), spent=0, cash=Cash(received={"10000": 1}))
    for replica in replicas:
        replica.follow()
    for step, who in ((ApproveRequest(request=request), AKOSUA), (paid, EFUA), (back, EFUA)):
        done(house.run(step, who))
        for replica in replicas:
            replica.follow()
            assert replica.differs() == []
    assert ("advance", command.advance) not in replicas[3].held
    house.next_day()
    assert ("advance", command.advance) not in house.snapshot(EFUA)
