"""Two people: approve, decline, withdraw, expire; each its own row that refers to the maker's."""

import msgspec
import pytest
from sqlalchemy import select

from contract.approvals import ApproveRequest, DeclineRequest, ExpireRequests, WithdrawRequest
from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction, Transfer
from contract.money import Money
from server.approvals.tables import REQUESTS
from server.core.journal_tables import journal
from server.ledger.tables import ACCOUNTS, TRANSACTIONS, AccountRow
from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, ACCOUNT, AKOSUA, EFUA, KOJO, MAKOLA, SYSTEM, House, asked, done, refused

OVER = h.withdraw(600_00, {"10000": 6})
SECOND = new_id()


@pytest.fixture
def request_id(house: House) -> str:
    """A withdrawal over the limit that waits."""
    house.open()
    for _ in range(2):
        done(house.run(h.deposit(400_00, {"20000": 2})))
    return str(asked(house.run(OVER)).request)


def transfer(house: House, amount: int) -> Transfer:
    house.add(
        ACCOUNTS,
        AccountRow(id=SECOND, number="0400100000025", customer=house.row(ACCOUNTS, ACCOUNT).customer, product="01",
                   currency="GHS", branch=MAKOLA, normal_side="credit", opened_on=h.DAY),
    )  # fmt: skip
    return Transfer(
        transaction=new_id(),
        debit_account=ACCOUNT,
        credit_account=SECOND,
        amount=Money(amount, "GHS"),
        narration="rent",
    )


def free(house: House) -> int:
    return house.row(ACCOUNTS, ACCOUNT).available


def test_the_maker_never_checks_whatever_the_role(house: House, request_id: str) -> None:
    house.people[EFUA] = msgspec.structs.replace(
        house.people[AKOSUA], user=EFUA, roles=frozenset({"manager", "cashier", "administrator"})
    )
    assert refused(house.run(ApproveRequest(request=request_id))) == "maker_is_checker"
    assert refused(house.run(DeclineRequest(request=request_id, reason="no"))) == "maker_is_checker"


def test_a_decision_is_of_the_branch_and_for_once(house: House, request_id: str) -> None:
    assert refused(house.run(ApproveRequest(request=request_id), ABENA)) == "wrong_branch"
    assert refused(house.run(ApproveRequest(request=new_id()), AKOSUA)) == "request_unknown"
    done(house.run(ApproveRequest(request=request_id, note="knows her"), AKOSUA))
    for again in (ApproveRequest(request=request_id), DeclineRequest(request=request_id, reason="no")):
        assert refused(house.run(again, AKOSUA)) == "request_decided"
    row = house.row(REQUESTS, request_id)
    assert (row.decided_by, row.reason) == (AKOSUA, "knows her")


def test_the_decision_refers_to_the_makers_row(house: House, request_id: str) -> None:
    done(house.run(ApproveRequest(request=request_id), AKOSUA))
    with house.engine.connect() as conn:
        found = conn.execute(select(journal.c.refers_to).order_by(journal.c.seq.desc()).limit(1)).scalar_one()
    assert found == house.row(REQUESTS, request_id).command


def test_declined_and_the_record_stays_with_its_reason(house: House, request_id: str) -> None:
    assert free(house) == 200_00
    done(house.run(DeclineRequest(request=request_id, reason="signature differs"), AKOSUA))
    assert free(house) == 800_00
    assert house.row(TRANSACTIONS, OVER.transaction).status == "failed"
    assert house.row(REQUESTS, request_id).reason == "signature differs"
    assert [fact["state"] for fact in house.seen(EFUA) if fact["fact"] == "request"] == ["declined"]


@pytest.mark.parametrize("permit", [False, True])
def test_the_maker_takes_it_back(house: House, request_id: str, permit: bool) -> None:
    if permit:
        done(house.run(ApproveRequest(request=request_id), AKOSUA))
    assert refused(house.run(WithdrawRequest(request=request_id), KOJO)) == "not_yours"
    done(house.run(WithdrawRequest(request=request_id)))
    assert (house.row(REQUESTS, request_id).state, free(house)) == ("withdrawn", 800_00)


def test_time_ends_a_request(house: House, request_id: str) -> None:
    clock = ExpireRequests(requests=(request_id, new_id()))
    done(house.run(clock, SYSTEM))
    assert house.row(REQUESTS, request_id).state == "awaiting"
    house.wait(15)
    assert refused(house.run(ApproveRequest(request=request_id), AKOSUA)) == "request_expired"
    done(house.run(clock, SYSTEM))
    assert (house.row(REQUESTS, request_id).state, free(house)) == ("expired", 800_00)
    assert refused(house.run(ApproveRequest(request=request_id), AKOSUA)) == "request_expired"


def test_time_ends_a_permit_and_frees_what_it_held(house: House, request_id: str) -> None:
    done(house.run(ApproveRequest(request=request_id), AKOSUA))
    house.wait(10)
    assert refused(house.run(msgspec.structs.replace(OVER, permit=request_id))) == "request_expired"
    done(house.run(ExpireRequests(requests=(request_id,)), SYSTEM))
    row = house.row(REQUESTS, request_id)
    assert (row.state, row.decided_by, free(house)) == ("expired", AKOSUA, 800_00)


def test_without_cash_the_approval_executes_it_with_both_names(house: House, request_id: str) -> None:
    done(house.run(WithdrawRequest(request=request_id)))
    command = transfer(house, 700_00)
    request = asked(house.run(command)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    row = house.row(TRANSACTIONS, command.transaction)
    assert (row.status, row.made_by, row.approved_by, row.request) == ("completed", EFUA, AKOSUA, request)
    assert house.row(ACCOUNTS, SECOND).balance == 700_00
    assert house.row(REQUESTS, request).state == "approved"
    assert refused(house.run(WithdrawRequest(request=request))) == "request_decided"


def test_what_can_no_longer_be_done_is_told_and_nothing_is_half_done(house: House, request_id: str) -> None:
    done(house.run(WithdrawRequest(request=request_id)))
    request = asked(house.run(transfer(house, 700_00))).request
    # What was there when it was asked is held, so only the accounts themselves can have changed.
    assert refused(house.run(h.withdraw(200_00, {"20000": 1}))) == "insufficient_funds"
    with house.engine.begin() as conn:
        conn.exec_driver_sql(f"update accounts set status='credit_blocked' where id='{SECOND}'")
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "account_blocked"
    assert free(house) == 100_00
    assert house.row(REQUESTS, request).state == "awaiting"
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], active=False)
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "maker_disabled"


def test_a_reversal_of_cash_is_paid_against_its_permit(house: House) -> None:
    house.open()
    first = h.deposit(150_00, {"20000": 1}, {"5000": 1})
    done(house.run(first))
    undo = ReverseTransaction(transaction=new_id(), original=first.transaction, reason="wrong account")
    request = asked(house.run(undo)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert house.row(ACCOUNTS, ACCOUNT).balance == 150_00
    told = next(fact for fact in house.seen(AKOSUA) if fact["fact"] == "request")
    assert (told["original"], told["transaction"]) == (first.transaction, undo.transaction)
    paid = msgspec.structs.replace(undo, permit=request, cash=Cash(given={"20000": 1}, received={"5000": 1}))
    done(house.run(paid))
    assert house.row(TRANSACTIONS, first.transaction).status == "reversed"
    assert house.balance("1010", "04") == h.FLOAT_TOTAL
    assert house.differences() == []
