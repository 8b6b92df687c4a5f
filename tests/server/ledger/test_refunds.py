"""A fee given back: by two people, once, never more than it was, and never a second time by a reversal."""

from typing import Any

import pytest

from contract.ids import new_id
from contract.ledger import Cash, RefundFee
from server.ledger import chart, refunds, verify
from server.ledger.tables import TRANSACTIONS
from tests.server.ledger.counter import awaits, posted, refusal, reverse, transfer, withdraw
from tests.server.room_kit import ABENA, KOFI, MAKOLA, OSU, Kit


def charged(kit: Kit, branch: str = MAKOLA) -> tuple[str, str]:
    """An account with a fee of 1.50 on a withdrawal; hands back account and transaction."""
    account = kit.account(product="02", branch=branch, money=100_00)
    return account, posted(kit.run(withdraw(account, 40_00))).transaction


def refund(original: str, amount: int = 1_50, **more: Any) -> RefundFee:
    return RefundFee(original=original, amount=amount, reason="charged in error", **more)


@pytest.mark.parametrize("branch", [MAKOLA, OSU])
def test_the_fee_goes_back_from_the_income_after_a_second_person_agreed(kit: Kit, branch: str) -> None:
    account, original = charged(kit, branch)
    fees = chart.internal_id(branch, chart.FEE_INCOME, "GHS")
    assert (kit.balance(account), kit.balance(fees)) == (58_50, 1_50)
    assert awaits(kit.run(refund(original))) == ("fee_refund",)
    _, _, weighed = kit.asked[0]
    assert (weighed.amount, weighed.account, weighed.cash) == (1_50, account, False)
    done = posted(kit.run(refund(original), approved_by=KOFI))
    assert (kit.balance(account), kit.balance(fees), done.balance_after) == (60_00, 0, 60_00)
    row = kit.row(TRANSACTIONS, done.transaction)
    assert (row.kind, row.amount, row.narration, row.status) == ("fee_refund", 1_50, "charged in error", "completed")
    assert kit.row(TRANSACTIONS, original).status == "completed", "the original stays as it was booked"
    assert kit.read(lambda conn: list(verify.check(conn))) == []


def test_once_and_never_more_than_it_was(kit: Kit) -> None:
    account, original = charged(kit)
    assert refusal(kit.run(refund(original, 1_51))) == "fee_not_refundable"
    posted(kit.run(refund(original, 50), approved_by=KOFI))
    assert kit.balance(account) == 59_00
    assert refusal(kit.run(refund(original, 50), approved_by=KOFI)) == "transaction_exists"


def test_a_reversal_and_a_refund_never_give_the_same_fee_back(kit: Kit) -> None:
    _, original = charged(kit)
    posted(kit.run(refund(original), approved_by=KOFI))
    assert refusal(kit.run(reverse(original, cash=Cash(received={"1c": 40_00}), permit=new_id()))) == "not_reversible"
    _, other = charged(kit)
    posted(kit.run(reverse(other, cash=Cash(received={"1c": 40_00}), permit=new_id())))
    assert refusal(kit.run(refund(other))) == "fee_not_refundable"


def test_what_has_no_fee_or_is_not_here(kit: Kit) -> None:
    one, other = kit.account(money=10_00), kit.account()
    free = posted(kit.run(transfer(one, other, 1_00))).transaction
    assert refusal(kit.run(refund(free, 1))) == "fee_not_refundable"
    assert refusal(kit.run(refund(new_id()))) == "transaction_unknown"
    _, original = charged(kit)
    assert refusal(kit.run(refund(original), maker=ABENA)) == "transaction_unknown"
    assert not kit.staged(lambda ctx: refunds.is_refunded(ctx, original))


def test_a_stopped_customer_gets_nothing_not_even_a_fee(kit: Kit) -> None:
    _, original = charged(kit)
    kit.spoil("update customers set flags='[\"stop\"]'")
    assert refusal(kit.run(refund(original))) == "customer_stopped"


def test_a_refund_is_not_reversed_and_what_was_reversed_is_not_refunded(kit: Kit) -> None:
    account, original = charged(kit)
    back = posted(kit.run(refund(original), approved_by=KOFI)).transaction
    assert refusal(kit.run(reverse(back, permit=new_id()))) == "not_reversible"
    assert refusal(kit.run(refund(back, 1), approved_by=KOFI)) == "fee_not_refundable"
    undone = posted(kit.run(withdraw(account, 10_00))).transaction
    undoing = posted(kit.run(reverse(undone, cash=Cash(received={"1c": 10_00}), permit=new_id()))).transaction
    assert refusal(kit.run(refund(undoing), approved_by=KOFI)) == "fee_not_refundable"
    assert kit.balance(account) == 60_00
    assert kit.read(lambda conn: list(verify.check(conn))) == []


def test_a_reversal_that_waits_comes_too_late_for_a_fee_that_was_given_back(kit: Kit) -> None:
    account, original = charged(kit)
    undo = reverse(original, cash=Cash(received={"1c": 40_00}))
    assert awaits(kit.run(undo)) == ("reversal",)
    posted(kit.run(refund(original), approved_by=KOFI))
    assert refusal(kit.run(undo, approved_by=KOFI)) == "not_reversible"
    assert kit.balance(account) == 60_00
    assert kit.read(lambda conn: list(verify.check(conn))) == []
