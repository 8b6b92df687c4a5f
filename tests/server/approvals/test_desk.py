"""Asking and paying: what is held meanwhile, and a permit that fits once and nothing else."""

import msgspec

from contract.approvals import ApproveRequest, RequestState, WithdrawRequest
from contract.feed import Awaiting
from contract.ids import new_id
from contract.money import Money
from server.approvals.tables import REQUESTS, WAITING
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, DRAWER, EFUA, KOJO, House, asked, done, refused

replace = msgspec.structs.replace
OVER = h.withdraw(600_00, {"10000": 6})


def funded(house: House) -> str:
    session = house.open()
    for _ in range(2):
        done(house.run(h.deposit(400_00, {"20000": 2})))
    return session


def test_over_the_limit_it_waits_with_everything_a_decider_needs(house: House) -> None:
    session = funded(house)
    request = asked(house.run(OVER))
    row = house.row(REQUESTS, request.request)
    assert (row.drawer, row.session, row.account_number, row.holder) == ("04", session, "0400100000017", "Ama Mensah")
    assert (row.amount, row.transaction, row.is_permit) == (600_00, OVER.transaction, True)
    assert house.row(WAITING, session).requests == [request.request]
    fact = house.said("request")[0]
    assert fact["reasons"] == [{"code": "over_limit", "figure": 600_00, "bound": 500_00}]
    told = [user for user in (EFUA, KOJO, AKOSUA, h.ABENA) if fact in house.seen(user)]
    assert told == [EFUA, AKOSUA]


def test_the_funds_are_held_and_the_balance_is_not_touched(house: House) -> None:
    funded(house)
    done(house.run(ApproveRequest(request=asked(house.run(OVER)).request), AKOSUA))
    account = house.row(ACCOUNTS, ACCOUNT)
    assert (account.balance, account.available, account.pending) == (800_00, 200_00, 600_00)
    assert house.row(TRANSACTIONS, OVER.transaction).status == "pending"
    assert refused(house.run(h.withdraw(300_00, {"10000": 3}))) == "insufficient_funds"


def test_a_permit_pays_once(house: House) -> None:
    session = funded(house)
    request = asked(house.run(OVER)).request
    pay = replace(OVER, permit=request)
    assert refused(house.run(pay)) == "permit_mismatch"
    done(house.run(ApproveRequest(request=request), AKOSUA))
    done(house.run(pay))
    assert house.row(REQUESTS, request).state == "used"
    assert house.row(TRANSACTIONS, OVER.transaction).approved_by == AKOSUA
    assert house.row(WAITING, session).requests == []
    assert refused(house.run(pay)) in ("request_decided", "transaction_exists")
    assert house.row(ACCOUNTS, ACCOUNT).balance == 200_00
    assert house.differences() == []


def test_a_permit_is_for_its_maker_drawer_and_content(house: House) -> None:
    funded(house)
    request = asked(house.run(OVER)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    other = new_id()
    done(house.run(h.drawer(other, "05"), AKOSUA))
    house.open(KOJO, key=other)
    assert refused(house.run(replace(OVER, permit=request), KOJO)) == "permit_mismatch"
    more = replace(OVER, permit=request, amount=Money(700_00, "GHS"), cash=h.Cash(given={"10000": 7}))
    assert refused(house.run(more)) == "permit_exceeded"
    assert refused(house.run(replace(OVER, permit=new_id()))) == "request_unknown"


def test_what_the_rule_refuses_leaves_the_permit_as_it_was(house: House) -> None:
    funded(house)
    request = asked(house.run(OVER)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert refused(house.run(replace(OVER, permit=request, cash=h.Cash(given={"20000": 2})))) == "cash_mismatch"
    assert house.row(REQUESTS, request).state == "approved"
    done(house.run(replace(OVER, permit=request, cash=h.Cash(given={"20000": 2, "10000": 2}))))


def test_sending_it_again_answers_with_the_state_of_now(house: House) -> None:
    funded(house)
    key = new_id()
    request = asked(house.run(OVER, command_id=key)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    again = house.run(OVER, command_id=key)
    assert isinstance(again, Awaiting)
    assert (again.result.request, again.state) == (request, RequestState.APPROVED)
    done(house.run(WithdrawRequest(request=request)))
    assert house.run(OVER, command_id=key).state is RequestState.WITHDRAWN


def test_what_cannot_be_held_is_not_asked(house: House) -> None:
    funded(house)
    asked(house.run(OVER))
    assert refused(house.run(h.withdraw(600_00, {"10000": 6}))) == "insufficient_funds"
    assert house.row(h.DRAWERS, DRAWER).session == house.lease[EFUA].session
