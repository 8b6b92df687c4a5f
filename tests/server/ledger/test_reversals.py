"""Undoing: opposite legs, fee and pieces included; never by one person, never twice."""

import msgspec

from contract.ids import new_id
from contract.ledger import Cash
from server.ledger import chart, verify
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
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
    asked = reverse(done.transaction)
    assert awaits(kit.run(asked)) == ("reversal",)
    assert kit.asked[0][2].cash
    wrong = reverse(done.transaction, transaction=asked.transaction, permit=new_id())
    assert refusal(kit.run(wrong)) == "cash_mismatch"
    paid = reverse(done.transaction, transaction=asked.transaction, cash=Cash(given={"1c": 50_00}), permit=new_id())
    posted(kit.run(paid))
    assert kit.row(ACCOUNTS, account).pending == 0
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


def test_what_a_reversal_will_take_is_held_while_it_is_asked(kit: Kit) -> None:
    """A deposit on the wrong account: its holder could otherwise draw it before the manager has looked."""
    one, other = kit.account(money=100_00), kit.account(product="02")
    done = posted(kit.run(transfer(one, other, 30_00)))
    asked = reverse(done.transaction)
    awaits(kit.run(asked))
    assert kit.asked[0][2].reasons[0].about == ""
    assert (kit.row(ACCOUNTS, one).pending, kit.row(ACCOUNTS, other).available) == (0, 0)
    pending = kit.row(TRANSACTIONS, asked.transaction)
    assert (pending.status, pending.kind, pending.reverses) == ("pending", "reversal", done.transaction)
    assert refusal(kit.run(withdraw(other, 1_00))) == "insufficient_funds"
    assert kit.read(lambda conn: list(verify.check(conn))) == []
    handler, command, _ = kit.asked[0]
    kit.staged(lambda ctx: handler.release(command, ctx))  # type: ignore[misc]
    assert (kit.row(ACCOUNTS, other).available, kit.row(TRANSACTIONS, asked.transaction).status) == (30_00, "failed")
    assert kit.row(TRANSACTIONS, done.transaction).status == "completed"


def test_a_manager_sees_which_receipt_is_to_be_undone(kit: Kit) -> None:
    done = posted(kit.run(deposit(kit.account(), 50_00, receipt=receipt(1))))
    awaits(kit.run(reverse(done.transaction)))
    assert kit.asked[0][2].reasons[0].about == receipt(1)


def test_a_reversal_of_cash_needs_the_makers_drawer_before_anybody_is_asked(kit: Kit) -> None:
    done = posted(kit.run(deposit(kit.account(), 50_00)))
    assert refusal(kit.run(reverse(done.transaction), lease=None)) == "drawer_not_open"
    assert kit.asked == []


def test_a_long_reason_fits_where_narrations_lie(kit: Kit) -> None:
    one, other = kit.account(money=100_00), kit.account()
    done = posted(kit.run(transfer(one, other, 30_00)))
    undo = msgspec.structs.replace(reverse(done.transaction), reason="why " * 100)
    posted(kit.run(undo, approved_by=KOFI))
    assert len(kit.row(TRANSACTIONS, undo.transaction).narration) <= 140
