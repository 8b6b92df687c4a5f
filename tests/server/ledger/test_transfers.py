"""From account to account: no cash, both holders weighed."""

import pytest

from contract.ids import new_id
from server.ledger import chart, verify
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.server.ledger.counter import awaits, posted, receipt, refusal, transfer
from tests.server.room_kit import EFUA, KOFI, MAKOLA, OSU, Kit


def test_both_accounts_move_and_the_payer_stands_first(kit: Kit) -> None:
    one, other = kit.account(money=100_00), kit.account()
    done = posted(kit.run(transfer(one, other, 30_00, receipt=receipt(1))))
    assert (kit.balance(one), kit.balance(other), done.balance_after) == (70_00, 30_00, 70_00)
    assert kit.row(TRANSACTIONS, done.transaction).accounts == [one, other]
    assert kit.row(TRANSACTIONS, done.transaction).drawer == "04"


def test_to_another_branch_with_a_fee(kit: Kit) -> None:
    one, other = kit.account(product="02", money=100_00), kit.account(branch=OSU)
    posted(kit.run(transfer(one, other, 30_00)))
    assert (kit.balance(one), kit.balance(other)) == (69_25, 30_00)
    assert kit.balance(chart.internal_id(MAKOLA, chart.FEE_INCOME, "GHS")) == 75
    assert kit.balance(chart.internal_id(OSU, chart.INTER_BRANCH, "GHS", MAKOLA)) == 30_00


def test_no_drawer_is_needed(kit: Kit) -> None:
    posted(kit.run(transfer(kit.account(money=100), kit.account(), 100), lease=None))


def test_what_is_refused(kit: Kit) -> None:
    one, other = kit.account(money=100_00), kit.account()
    assert refusal(kit.run(transfer(one, one, 100))) == "same_account"
    assert refusal(kit.run(transfer(one, new_id(), 100))) == "account_unknown"
    assert refusal(kit.run(transfer(one, kit.account(currency="CZK"), 100))) == "wrong_currency"
    assert refusal(kit.run(transfer(one, other, 100_01))) == "insufficient_funds"
    assert refusal(kit.run(transfer(one, kit.account(status="credit_blocked"), 100))) == "account_blocked"
    assert refusal(kit.run(transfer(one, other, 100, receipt=receipt(1)), lease=None)) == "drawer_not_open"
    assert (kit.balance(one), kit.balance(other)) == (100_00, 0)


@pytest.mark.parametrize("payer", [True, False])
def test_a_stopped_customer_on_either_side(kit: Kit, payer: bool) -> None:
    free, stopped = kit.account(overdraft=100), kit.account(kit.customer(flags=["stop"]), overdraft=100)
    one, other = (stopped, free) if payer else (free, stopped)
    assert refusal(kit.run(transfer(one, other, 100))) == "customer_stopped"


def test_over_the_limit_the_approval_executes_it_in_the_makers_name(kit: Kit) -> None:
    one, other = kit.account(money=900_00), kit.account()
    command = transfer(one, other, 600_00, receipt=receipt(1))
    assert awaits(kit.run(command)) == ("over_limit",)
    assert not kit.asked[0][2].cash
    assert kit.balance(other) == 0
    posted(kit.run(command, approved_by=KOFI))
    row = kit.row(TRANSACTIONS, command.transaction)
    assert (kit.balance(other), row.made_by, row.approved_by) == (600_00, EFUA, KOFI)
    assert (kit.row(ACCOUNTS, one).pending, kit.row(ACCOUNTS, one).available) == (0, 300_00)


def test_over_the_limit_amount_and_fee_are_held_until_it_is_decided(kit: Kit) -> None:
    one, other = kit.account(product="02", money=900_00), kit.account()
    first = transfer(one, other, 600_00)
    awaits(kit.run(first))
    assert (kit.row(ACCOUNTS, one).pending, kit.row(ACCOUNTS, one).available) == (600_75, 299_25)
    assert kit.row(TRANSACTIONS, first.transaction).status == "pending"
    assert refusal(kit.run(transfer(one, other, 299_00))) == "insufficient_funds"
    assert refusal(kit.run(first)) == "transaction_exists"
    assert kit.read(lambda conn: list(verify.check(conn))) == []
    # A fee that is dearer by now must not leave a rest on hold.
    kit.spoil("update products set transfer_fee=500 where code='02'")
    handler, command, _ = kit.asked[0]
    kit.staged(lambda ctx: handler.release(command, ctx))  # type: ignore[misc]
    assert (kit.row(ACCOUNTS, one).pending, kit.row(TRANSACTIONS, first.transaction).status) == (0, "failed")
