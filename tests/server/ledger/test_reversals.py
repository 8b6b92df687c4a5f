"""Undoing: opposite legs, fee and pieces included; never by one person, never twice."""

from contract.ids import new_id
from contract.ledger import Cash
from server.ledger import chart, verify
from server.ledger.tables import TRANSACTIONS
from tests.server.ledger.counter import awaits, deposit, posted, receipt, refusal, reverse, transfer, withdraw
from tests.server.room_kit import ABENA, KOFI, MAKOLA, OSU, Kit

TILL = chart.internal_id(MAKOLA, chart.DRAWER_CASH, "GHS", "04")
BRIDGE = chart.internal_id(MAKOLA, chart.INTER_BRANCH, "GHS", OSU)


def test_a_withdrawal_with_its_fee_over_two_branches_is_restored(kit: Kit) -> None:
    account = kit.account(product="02", branch=OSU, money=100_00)
    fees = chart.internal_id(OSU, chart.FEE_INCOME, "GHS")
    before = [kit.balance(key) for key in (account, TILL, BRIDGE, fees)]
    done = posted(kit.run(withdraw(account, 40_00)))
    back = reverse(done.transaction, cash=Cash(received={"1c": 40_00}), permit=new_id(), receipt=receipt(3))
    undone = posted(kit.run(back))
    assert undone.verification
    assert [kit.balance(key) for key in (account, TILL, BRIDGE, fees)] == before
    assert kit.till.moved[-1] == ("reversal", 40_00)
    original, row = kit.row(TRANSACTIONS, done.transaction), kit.row(TRANSACTIONS, undone.transaction)
    assert (original.status, original.reversed_by) == ("reversed", row.id)
    assert (row.status, row.reverses, row.kind) == ("completed", original.id, "reversal")
    assert {fact["transaction"] for fact in kit.seen(KOFI) if fact["fact"] == "transaction"} == {original.id, row.id}
    assert kit.read(lambda conn: list(verify.check(conn))) == []


def test_a_deposit_goes_back_over_the_counter(kit: Kit) -> None:
    account = kit.account()
    done = posted(kit.run(deposit(account, 50_00)))
    assert awaits(kit.run(reverse(done.transaction))) == ("reversal",)
    assert kit.asked[0][2].cash
    wrong = reverse(done.transaction, permit=new_id())
    assert refusal(kit.run(wrong)) == "cash_mismatch"
    posted(kit.run(reverse(done.transaction, cash=Cash(given={"1c": 50_00}), permit=new_id())))
    assert (kit.balance(account), kit.balance(TILL)) == (0, 0)


def test_a_transfer_is_undone_by_the_approval(kit: Kit) -> None:
    one, other = kit.account(money=100_00), kit.account()
    done = posted(kit.run(transfer(one, other, 30_00)))
    command = reverse(done.transaction)
    assert awaits(kit.run(command, maker=KOFI)) == ("reversal",)
    assert not kit.asked[0][2].cash
    posted(kit.run(command, maker=KOFI, approved_by=ABENA))
    assert (kit.balance(one), kit.balance(other)) == (100_00, 0)


def test_what_cannot_be_undone(kit: Kit) -> None:
    account = kit.account()
    done = posted(kit.run(deposit(account, 50_00)))
    back = Cash(given={"1c": 50_00})
    assert refusal(kit.run(reverse(new_id()))) == "transaction_unknown"
    assert refusal(kit.run(reverse(done.transaction), maker=ABENA)) == "transaction_unknown"
    undone = posted(kit.run(reverse(done.transaction, cash=back, permit=new_id())))
    assert refusal(kit.run(reverse(done.transaction, cash=back, permit=new_id()))) == "not_reversible"
    assert refusal(kit.run(reverse(undone.transaction, cash=back, permit=new_id()))) == "not_reversible"
    again = reverse(posted(kit.run(deposit(account, 100))).transaction, transaction=undone.transaction)
    assert refusal(kit.run(again)) == "transaction_exists"


def test_money_that_is_gone_cannot_be_taken_back(kit: Kit) -> None:
    account = kit.account()
    done = posted(kit.run(deposit(account, 50_00)))
    posted(kit.run(withdraw(account, 20_00)))
    assert refusal(kit.run(reverse(done.transaction))) == "insufficient_funds"


def test_an_original_of_yesterday_is_not_said_again(kit: Kit) -> None:
    done = posted(kit.run(deposit(kit.account(), 50_00)))
    kit.spoil("update transactions set business_date='2026-11-23'")
    posted(kit.run(reverse(done.transaction, cash=Cash(given={"1c": 50_00}), permit=new_id())))
    said = [fact["transaction"] for fact in kit.seen(KOFI) if fact["fact"] == "transaction"]
    assert len(said) == 1
    assert done.transaction not in said
