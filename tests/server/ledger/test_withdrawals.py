"""Cash out: funds, fees, permits that hold, and what is refused."""

import pytest

from contract.ids import new_id
from server.ledger import chart
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.server.ledger.counter import awaits, posted, receipt, refusal, withdraw
from tests.server.room_kit import KOFI, MAKOLA, OSU, Kit

TILL = chart.internal_id(MAKOLA, chart.DRAWER_CASH, "GHS", "04")


def test_the_money_leaves_the_account_and_the_till(kit: Kit) -> None:
    account = kit.account(money=100_00)
    done = posted(kit.run(withdraw(account, 40_00, receipt=receipt(1))))
    assert (done.balance_after, kit.balance(account), kit.balance(TILL)) == (60_00, 60_00, 60_00)
    assert kit.till.moved[-1] == ("withdraw", -40_00)


def test_the_fee_is_its_own_leg_at_the_accounts_branch(kit: Kit) -> None:
    account = kit.account(product="02", branch=OSU, money=100_00)
    done = posted(kit.run(withdraw(account, 40_00)))
    assert kit.balance(account) == 58_50
    assert kit.balance(chart.internal_id(OSU, chart.FEE_INCOME, "GHS")) == 1_50
    assert kit.row(TRANSACTIONS, done.transaction).fee == 1_50
    assert kit.balance(chart.internal_id(MAKOLA, chart.INTER_BRANCH, "GHS", OSU)) == -60_00


def test_what_is_available_is_the_bound(kit: Kit) -> None:
    account = kit.account(money=100_00, minimum=10_00, held=20_00)
    assert refusal(kit.run(withdraw(account, 70_01))) == "insufficient_funds"
    posted(kit.run(withdraw(account, 70_00)))


def test_an_overdraft_may_be_used_and_no_more(kit: Kit) -> None:
    account = kit.account(overdraft=50_00)
    posted(kit.run(withdraw(account, 50_00)))
    assert kit.balance(account) == -50_00
    assert refusal(kit.run(withdraw(account, 1))) == "insufficient_funds"


def test_two_tills_on_one_account_in_one_batch(kit: Kit) -> None:
    account = kit.account(money=100_00)
    answers = kit.run_all([withdraw(account, 80_00), withdraw(account, 80_00)])
    posted(answers[0])
    assert refusal(answers[1]) == "insufficient_funds"
    assert kit.balance(account) == 20_00


@pytest.mark.parametrize(
    ("status", "code"),
    [("closed", "account_closed"), ("blocked", "account_blocked"), ("debit_blocked", "account_blocked")],
)
def test_an_account_that_pays_nothing_out(kit: Kit, status: str, code: str) -> None:
    assert refusal(kit.run(withdraw(kit.account(status=status), 100))) == code


def test_over_the_limit_the_funds_are_kept_until_paid(kit: Kit) -> None:
    account = kit.account(product="02", money=700_00)
    first = withdraw(account, 600_00)
    assert awaits(kit.run(first)) == ("over_limit",)
    held = kit.row(ACCOUNTS, account)
    assert (held.balance, held.pending, held.available) == (700_00, 601_50, 98_50)
    assert kit.row(TRANSACTIONS, first.transaction).status == "pending"
    assert refusal(kit.run(withdraw(account, 97_01))) == "insufficient_funds"
    posted(kit.run(withdraw(account, 600_00, transaction=first.transaction, permit=new_id())))
    paid = kit.row(ACCOUNTS, account)
    assert (paid.balance, paid.pending, paid.available) == (98_50, 0, 98_50)
    assert kit.row(TRANSACTIONS, first.transaction).status == "completed"


def test_a_declined_one_frees_the_funds(kit: Kit) -> None:
    account = kit.account(money=700_00)
    first = withdraw(account, 600_00)
    awaits(kit.run(first))
    handler, command, weighed = kit.asked[0]
    assert (weighed.cash, weighed.amount, weighed.account) == (True, 600_00, account)
    kit.staged(lambda ctx: handler.release(command, ctx))  # type: ignore[misc]
    row = kit.row(ACCOUNTS, account)
    assert (row.pending, row.available) == (0, 700_00)
    assert kit.row(TRANSACTIONS, first.transaction).status == "failed"


def test_nobody_is_asked_about_what_the_rules_refuse(kit: Kit) -> None:
    account = kit.account(kit.customer(flags=["stop"]), overdraft=1000_00)
    assert refusal(kit.run(withdraw(account, 600_00))) == "customer_stopped"
    assert refusal(kit.run(withdraw(kit.account(), 600_00))) == "insufficient_funds"
    assert kit.asked == []


def test_a_manager_pays_more_alone(kit: Kit) -> None:
    posted(kit.run(withdraw(kit.account(money=700_00), 600_00), maker=KOFI))


def test_a_pending_id_cannot_be_used_without_its_permit(kit: Kit) -> None:
    account = kit.account(money=700_00)
    first = withdraw(account, 600_00)
    awaits(kit.run(first))
    assert refusal(kit.run(withdraw(account, 100, transaction=first.transaction))) == "transaction_exists"
