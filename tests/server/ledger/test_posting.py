"""Booking: legs, totals and facts move together, and a draft that does not add up never gets in."""

from typing import Any

import pytest
from sqlalchemy import select

from contract.ids import new_id
from contract.ledger import Side
from server.ledger import chart, posting
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, LEGS, PRODUCTS, TRANSACTIONS, legs
from tests.server.room_kit import KOFI, MAKOLA, OSU, Kit


def draft(amount: int, **more: Any) -> Draft:
    return Draft(id=more.pop("id", new_id()), kind="adjustment", amount=amount, currency="GHS", **more)


def test_an_internal_account_can_be_named_before_it_exists(kit: Kit) -> None:
    key = chart.internal_id(MAKOLA, chart.SUSPENSE, "GHS", "x")
    made = kit.staged(lambda ctx: [posting.internal(ctx, MAKOLA, chart.SUSPENSE, "GHS", "x").id for _ in range(2)])
    assert made == [key, key]
    row = kit.row(ACCOUNTS, key)
    assert (row.normal_side, row.customer, row.balance) == ("credit", "", 0)


def test_legs_carry_the_running_balance_and_their_branch(kit: Kit) -> None:
    one, other = kit.account(overdraft=100), kit.account(branch=OSU)
    lines = [Line(one, Side.DEBIT, 70), Line(other, Side.CREDIT, 70)]
    row = kit.staged(lambda ctx: posting.book(ctx, draft(70, subject=one, other=other), lines))
    booked = kit.read(lambda conn: conn.execute(select(legs).order_by(legs.c.n)).all())
    assert [(leg.n, leg.branch, leg.side, leg.balance_after) for leg in booked] == [
        (0, MAKOLA, "debit", -70),
        (1, OSU, "credit", 70),
        (2, OSU, "debit", -70 if chart.normal_side(chart.INTER_BRANCH) == "credit" else 70),
        (3, MAKOLA, "credit", -70),
    ]
    assert (row.accounts, row.balance_after) == ([one, other], -70)


@pytest.mark.parametrize("amounts", [(70, 71), (0, 0), (-5, -5)], ids=["sides differ", "nothing", "negative"])
def test_what_does_not_add_up_raises_and_leaves_nothing(kit: Kit, amounts: tuple[int, int]) -> None:
    one, other = kit.account(), kit.account()
    lines = [Line(one, Side.DEBIT, amounts[0]), Line(other, Side.CREDIT, amounts[1])]
    with pytest.raises(ValueError, match="transaction"):
        kit.staged(lambda ctx: posting.book(ctx, draft(70), lines))
    assert kit.read(lambda conn: conn.execute(select(legs)).all()) == []


def test_another_currency_raises(kit: Kit) -> None:
    lines = [Line(kit.account(currency="CZK"), Side.DEBIT, 70), Line(kit.account(), Side.CREDIT, 70)]
    with pytest.raises(ValueError, match="transaction"):
        kit.staged(lambda ctx: posting.book(ctx, draft(70), lines))


def test_imports_book_quietly(kit: Kit) -> None:
    lines = [Line(kit.account(), Side.DEBIT, 70), Line(kit.account(), Side.CREDIT, 70)]
    facts = kit.staged(lambda ctx: (posting.book(ctx, draft(70), lines, quiet=True), list(ctx.facts))[1])
    assert facts == []


def test_pending_holds_and_failing_frees(kit: Kit) -> None:
    account = kit.account(money=100)
    key = new_id()
    kit.staged(lambda ctx: posting.pend(ctx, draft(60, id=key, subject=account), [Line(account, Side.DEBIT, 60)]))
    assert kit.row(ACCOUNTS, account).available == 40
    kit.staged(lambda ctx: posting.fail(ctx, key))
    assert (kit.row(ACCOUNTS, account).available, kit.row(TRANSACTIONS, key).status) == (100, "failed")
    with pytest.raises(ValueError, match="failed"):
        kit.staged(lambda ctx: posting.fail(ctx, key))


def test_only_a_completed_one_becomes_reversed(kit: Kit) -> None:
    account = kit.account(money=100)
    key = new_id()
    kit.staged(lambda ctx: posting.pend(ctx, draft(60, id=key, subject=account), [Line(account, Side.DEBIT, 60)]))
    with pytest.raises(ValueError, match="pending"):
        kit.staged(lambda ctx: posting.mark_reversed(ctx, ctx.must(TRANSACTIONS, key), new_id()))


def test_facts_are_whole_values_of_the_rows(kit: Kit) -> None:
    row = kit.row(ACCOUNTS, kit.account(money=100, held=30, minimum=10))
    fact = posting.account_fact(row, "Savings")
    assert (fact.balance, fact.held, fact.available, fact.product_name) == (100, 30, 60, "Savings")
    said = {fact["fact"] for fact in kit.seen(KOFI)}
    assert said == {"account", "transaction"}
    assert PRODUCTS.resident
    assert LEGS.table is legs
