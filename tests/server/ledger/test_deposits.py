"""Cash in: booked, asked about, refused, or kept in suspense."""

import pytest

from contract.ids import new_id
from contract.ledger import Cash
from server.ledger import chart
from server.ledger.tables import RECEIPTS, TRANSACTIONS
from tests.server.ledger.counter import awaits, deposit, posted, receipt, refusal
from tests.server.room_kit import KOFI, MAKOLA, OSU, Kit

TILL = chart.internal_id(MAKOLA, chart.DRAWER_CASH, "GHS", "04")
SUSPENSE = chart.internal_id(MAKOLA, chart.SUSPENSE, "GHS")


def test_the_money_is_on_the_account_and_in_the_till(kit: Kit) -> None:
    account = kit.account()
    done = posted(kit.run(deposit(account, 120_50, receipt=receipt(1))))
    assert (done.balance_after, kit.balance(account), kit.balance(TILL)) == (120_50, 120_50, 120_50)
    assert done.verification.count("-") == 2
    assert kit.row(RECEIPTS, receipt(1)).transaction == done.transaction
    assert {fact["fact"] for fact in kit.seen(KOFI)} == {"account", "transaction"}


def test_one_batch_sees_what_came_before_in_it(kit: Kit) -> None:
    account = kit.account()
    answers = kit.run_all([deposit(account, 100), deposit(account, 200), deposit(account, 300)])
    assert [posted(answer).balance_after for answer in answers] == [100, 300, 600]


def test_an_account_of_another_branch_is_settled_between_the_branches(kit: Kit) -> None:
    account = kit.account(branch=OSU)
    posted(kit.run(deposit(account, 70_00)))
    owed = kit.balance(chart.internal_id(MAKOLA, chart.INTER_BRANCH, "GHS", OSU))
    due = kit.balance(chart.internal_id(OSU, chart.INTER_BRANCH, "GHS", MAKOLA))
    assert (kit.balance(account), owed, due) == (70_00, -70_00, 70_00)


def test_over_the_limit_somebody_is_asked_and_nothing_moves(kit: Kit) -> None:
    account = kit.account()
    first = deposit(account, 500_01)
    assert awaits(kit.run(first)) == ("over_limit",)
    assert kit.balance(account) == 0
    posted(kit.run(deposit(account, 500_01, transaction=first.transaction, permit=new_id())))
    assert kit.balance(account) == 500_01


@pytest.mark.parametrize(
    ("status", "code"),
    [("closed", "account_closed"), ("blocked", "account_blocked"), ("credit_blocked", "account_blocked")],
)
def test_an_account_that_takes_no_credit(kit: Kit, status: str, code: str) -> None:
    assert refusal(kit.run(deposit(kit.account(status=status), 100))) == code


def test_a_debit_block_takes_deposits(kit: Kit) -> None:
    posted(kit.run(deposit(kit.account(status="debit_blocked"), 100)))


@pytest.mark.parametrize("flag", ["stop", "deceased"])
def test_a_stopped_customer(kit: Kit, flag: str) -> None:
    account = kit.account(kit.customer(flags=[flag]))
    assert refusal(kit.run(deposit(account, 100))) == "customer_stopped"
    assert kit.balance(TILL) == 0


def test_what_is_refused(kit: Kit) -> None:
    account, one = kit.account(), deposit(kit.account(), 100, receipt=receipt(1))
    posted(kit.run(one))
    assert refusal(kit.run(deposit(account, 100, transaction=one.transaction))) == "transaction_exists"
    assert refusal(kit.run(deposit(new_id(), 100))) == "account_unknown"
    assert refusal(kit.run(deposit(TILL, 100))) == "account_unknown"
    assert refusal(kit.run(deposit(account, 100, currency="CZK"))) == "wrong_currency"
    assert refusal(kit.run(deposit(account, 100, cash=Cash(received={"1c": 99})))) == "cash_mismatch"
    assert refusal(kit.run(deposit(account, 100, receipt=receipt(1)))) == "receipt_reused"
    assert refusal(kit.run(deposit(account, 100, receipt=receipt(2, lease=2)))) == "receipt_mismatch"
    assert refusal(kit.run(deposit(account, 100, receipt=receipt(2, drawer="05")))) == "receipt_mismatch"
    assert refusal(kit.run(deposit(account, 100), lease=None)) == "drawer_not_open"
    kit.spoil("update branches set open=0")
    kit.add()
    assert refusal(kit.run(deposit(account, 100))) == "day_not_open"
    assert kit.balance(account) == 0


def test_cash_taken_offline_goes_to_suspense_where_it_cannot_be_booked(kit: Kit) -> None:
    account = kit.account(kit.customer(flags=["stop"]))
    done = posted(kit.run(deposit(account, 900_00, taken_offline=True, receipt=receipt(7))))
    assert (done.in_suspense, done.balance_after) == (True, None)
    assert (kit.balance(account), kit.balance(SUSPENSE), kit.balance(TILL)) == (0, 900_00, 900_00)
    assert [(told.code, told.params["code"]) for told in kit.told] == [("deposit_in_suspense", "customer_stopped")]
    assert kit.row(TRANSACTIONS, done.transaction).receipt == receipt(7)


def test_a_receipt_used_twice_offline_is_a_task_not_a_refusal(kit: Kit) -> None:
    account = kit.account()
    first = posted(kit.run(deposit(account, 100, taken_offline=True, receipt=receipt(7))))
    second = posted(kit.run(deposit(account, 200, taken_offline=True, receipt=receipt(7))))
    assert (first.in_suspense, second.in_suspense) == (False, True)
    assert kit.row(RECEIPTS, receipt(7)).transaction == first.transaction
    assert kit.told[0].params["code"] == "receipt_reused"


def test_a_late_entry_is_booked_against_over_short(kit: Kit) -> None:
    account = kit.account()
    kit.till.late = True
    done = posted(kit.run(deposit(account, 60_00, taken_offline=True)))
    assert done.late
    assert kit.balance(chart.internal_id(MAKOLA, chart.OVER_SHORT, "GHS", "04")) == 60_00
    assert (kit.balance(account), kit.balance(TILL)) == (60_00, 0)
