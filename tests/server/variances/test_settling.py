"""How a variance ends: each leg, each second person, and nothing settled twice."""

from msgspec.structs import replace

from contract.approvals import ApproveRequest, DeclineRequest
from contract.drawers import ForceCloseDrawer
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money
from contract.permissions import Permission
from contract.variances import AcceptVariance, RecoverVariance, ReturnVariance, WriteOffVariance
from server.ledger.tables import ACCOUNTS
from tests.server.drawers.house import ACCOUNT, AKOSUA, EFUA, FLOAT, KOJO, YAW, House, asked, done, refused, withdraw
from tests.server.variances.roads import off_by, row, second_drawer
from tests.server.vault.roads import denied


def recovery(variance: str, minor: int, pieces: dict[str, int], **more: object) -> RecoverVariance:
    return RecoverVariance(variance=variance, transaction=new_id(), amount=Money(minor, "GHS"), cash=Cash(received=pieces),
                           reason="From wages", **more)  # type: ignore[arg-type]  # fmt: skip


def test_a_shortage_is_recovered_in_parts_and_the_rest_written_off(house: House) -> None:
    short = off_by(house, {"10000": -1})
    assert (row(house, short).state, row(house, short).left) == ("accepted", 100_00)
    second_drawer(house, KOJO)
    first = recovery(short, 60_00, {"1000": 6})
    request = asked(house.run(first, KOJO)).request
    assert row(house, short).left == 100_00, "not before the manager"
    done(house.run(ApproveRequest(request=request), AKOSUA))
    paid = type(first)(**{**{f: getattr(first, f) for f in first.__struct_fields__}, "permit": request})
    assert done(house.run(paid, KOJO)).left == 40_00
    assert house.balance("1420", "04") == 40_00
    assert house.differences() == []
    rest = WriteOffVariance(variance=short, transaction=new_id(), reason="Left the bank")
    done(house.run(ApproveRequest(request=asked(house.run(rest, YAW)).request), AKOSUA))
    assert (row(house, short).state, row(house, short).left) == ("settled", 0)
    assert (house.balance("1420", "04"), house.balance("5100")) == (0, 40_00)
    assert [step["kind"] for step in row(house, short).steps] == ["accepted", "recovered", "written_off"]
    assert row(house, short).steps[-1]["approved_by"] == AKOSUA
    again = WriteOffVariance(variance=short, transaction=new_id(), reason="Once more")
    assert refused(house.run(again, YAW)) == "variance_over"
    assert house.differences() == []


def test_a_write_off_is_of_what_the_manager_saw(house: House) -> None:
    short = off_by(house, {"1000": -2})
    lease = house.lease[EFUA]
    gone = WriteOffVariance(variance=short, transaction=new_id(), reason="Left the bank")
    request = asked(house.run(gone, YAW)).request
    done(house.run(replace(withdraw(10_00, {"1000": 1}), paid_offline=True), lease=lease))
    assert row(house, short).left == 10_00
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "request_changed"
    assert (house.balance("5100"), house.balance("1420", "04")) == (0, 10_00)
    done(house.run(DeclineRequest(request=request, reason="It is ten now"), AKOSUA))
    done(house.run(ApproveRequest(request=asked(house.run(gone, YAW)).request), AKOSUA))
    assert (house.balance("5100"), house.balance("1420", "04")) == (10_00, 0)


def test_one_is_asked_about_at_a_time(house: House) -> None:
    short = off_by(house, {"1000": -2})
    first = asked(house.run(WriteOffVariance(variance=short, transaction=new_id(), reason="Left"), YAW)).request
    again = WriteOffVariance(variance=short, transaction=new_id(), reason="Left the bank")
    assert refused(house.run(again, YAW)) == "request_open"
    done(house.run(DeclineRequest(request=first, reason="Ask him"), AKOSUA))
    asked(house.run(again, YAW))


def test_a_surplus_goes_back_to_a_customer_and_what_is_left_becomes_income(house: House) -> None:
    over = off_by(house, {"5000": 1})
    back = ReturnVariance(
        variance=over, transaction=new_id(), amount=Money(30_00, "GHS"), account=ACCOUNT, reason="Hers"
    )
    done(house.run(ApproveRequest(request=asked(house.run(back, YAW)).request), AKOSUA))
    assert (row(house, over).left, house.row(ACCOUNTS, ACCOUNT).balance) == (20_00, 30_00)
    rest = WriteOffVariance(variance=over, transaction=new_id(), reason="Nobody came")
    done(house.run(ApproveRequest(request=asked(house.run(rest, YAW)).request), AKOSUA))
    assert (house.balance("4200"), house.balance("1420", "04")) == (20_00, 0)
    assert house.differences() == []


def test_whose_shortage_it_is_pays_it_back_once_somebody_else_agrees(house: House) -> None:
    short = off_by(house, {"1000": -1})
    house.open(EFUA, {**FLOAT, "1000": 19})
    paid = recovery(short, 10_00, {"500": 2})
    request = asked(house.run(paid, EFUA)).request
    assert denied(house.run(ApproveRequest(request=request), EFUA)) == "decide"
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert done(house.run(replace(paid, permit=request), EFUA)).left == 0
    assert (row(house, short).state, house.balance("1420", "04")) == ("settled", 0)
    assert house.differences() == []


def test_nobody_writes_off_their_own(house: House) -> None:
    short = off_by(house, {"1000": -1})
    rights = house.people[EFUA].permissions | {Permission.SETTLE_VARIANCES}
    house.people[EFUA] = replace(house.people[EFUA], permissions=rights)
    off = WriteOffVariance(variance=short, transaction=new_id(), reason="x")
    assert refused(house.run(off, EFUA)) == "same_person"


def test_what_cannot_be_settled(house: House) -> None:
    short = off_by(house, {"1000": -1})
    second_drawer(house, KOJO)
    house.open(EFUA, {**FLOAT, "1000": 19})
    for command, who, code in (
        (recovery(short, 20_00, {"1000": 2}), KOJO, "variance_too_much"),
        (recovery(new_id(), 5_00, {"500": 1}), KOJO, "variance_unknown"),
        (ReturnVariance(variance=short, transaction=new_id(), amount=Money(5_00, "GHS"), account=ACCOUNT, reason="x"), YAW,
         "variance_wrong_way"),
        (ReturnVariance(variance=short, transaction=new_id(), amount=Money(5_00, "CZK"), account=ACCOUNT, reason="x"), YAW,
         "wrong_currency"),
    ):  # fmt: skip
        assert refused(house.run(command, who)) == code
    assert (
        denied(house.run(WriteOffVariance(variance=short, transaction=new_id(), reason="x"), KOJO))
        == "settle_variances"
    )


def test_a_forced_close_is_accepted_by_another_manager_and_settled_only_then(house: House) -> None:
    session = house.open()
    force = ForceCloseDrawer(session=session, attempt=new_id(), counted={**FLOAT, "1000": 19}, reason="Ill")
    done(house.run(force, AKOSUA))
    assert (row(house, session).state, row(house, session).forced_by) == ("recorded", AKOSUA)
    off = WriteOffVariance(variance=session, transaction=new_id(), reason="x")
    assert refused(house.run(off, YAW)) == "variance_not_accepted"
    assert refused(house.run(AcceptVariance(variance=session), AKOSUA)) == "maker_is_checker"
    assert denied(house.run(AcceptVariance(variance=session), EFUA)) == "decide"
    house.people["other"] = house.people[AKOSUA].__class__(
        **{**{f: getattr(house.people[AKOSUA], f) for f in house.people[AKOSUA].__struct_fields__}, "user": "other"}
    )
    done(house.run(AcceptVariance(variance=session, note="Seen the camera"), "other"))
    assert row(house, session).state == "accepted"
    assert refused(house.run(AcceptVariance(variance=session), "other")) == "variance_over"


def test_who_stands_in_for_somebody_does_not_accept_what_is_theirs(house: House) -> None:
    session = house.open(EFUA, FLOAT)
    closed = ForceCloseDrawer(session=session, attempt=new_id(), counted={**FLOAT, "1000": 18}, reason="Taken ill")
    done(house.run(closed, AKOSUA))
    house.people[KOJO] = replace(house.people[KOJO], permissions=house.people[AKOSUA].permissions,
                                 lent=frozenset({(AKOSUA, "manager")}), stands_in=True)  # fmt: skip
    assert refused(house.run(AcceptVariance(variance=session), KOJO)) == "maker_is_checker"
    house.people[KOJO] = replace(house.people[KOJO], lent=frozenset({(YAW, "manager")}))
    done(house.run(AcceptVariance(variance=session), KOJO))
