"""A new bank has products that accounts can be opened in; a bank that has some keeps its own."""

from pathlib import Path

import msgspec
import pytest

from contract.ids import SYSTEM_USER, new_id
from contract.ledger import OpenAccount
from contract.money import CURRENCIES
from contract.numbers import account_number, account_number_ok
from contract.products import ProductFact, SetProduct, Terms
from server.core.actor import Actor
from server.db.engine import open_engine
from server.db.metadata import metadata
from server.ledger import products
from server.ledger.tables import ACCOUNTS, PRODUCTS, TRANSACTIONS
from tests.server.ledger.counter import awaits, refusal, withdraw
from tests.server.room_kit import ABENA, AUDITOR, EFUA, KOFI, Kit

CURRENT = Terms(name="Current", currency="GHS", kind="current", minimum=10_00, withdrawal_fee=1_50, transfer_fee=75)


@pytest.fixture
def bank(kit: Kit) -> Kit:
    """The kit, with the bank's own hand."""
    kit.people[SYSTEM_USER] = Actor(user=SYSTEM_USER, name="", branch="", roles=frozenset(), everywhere=True,
                                    permissions=frozenset({"change_staff"}))  # fmt: skip
    return kit


def change(**fields: object) -> SetProduct:
    """The current account of the kit with these fields."""
    return SetProduct(product="02", terms=msgspec.structs.replace(CURRENT, **fields), before=CURRENT)


def test_the_first_products_are_whole(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/bank.db")
    metadata.create_all(engine)
    for _ in range(2):
        with engine.begin() as conn:
            products.seed(conn)
            rows = PRODUCTS.fetch_all(conn)
    assert len(rows) == len(products.FIRST)
    for row in rows.values():
        assert row.currency in CURRENCIES
        assert account_number_ok(account_number("040", row.code, 1))
        assert min(row.minimum, row.overdraft, row.withdrawal_fee, row.transfer_fee) >= 0
    engine.dispose()


def test_a_banks_own_products_stay(kit: Kit) -> None:
    with kit.engine.begin() as conn:
        products.seed(conn)
        assert set(PRODUCTS.fetch_all(conn)) == {"01", "02"}


def test_a_change_always_asks_a_second_person(kit: Kit) -> None:
    assert awaits(kit.run(change(withdrawal_fee=2_00), EFUA)) == ("product_change",)
    assert awaits(kit.run(change(name="Current plus"), KOFI)) == ("product_change",), "also of a manager"
    assert [weighed.object for _, _, weighed in kit.asked] == ["product/02"] * 2
    assert kit.asked[0][2].reasons[0].about == "02 Current"
    new = SetProduct(product="03", terms=Terms(name="Youth", currency="GHS", kind="savings"))
    assert awaits(kit.run(new)) == ("product_new",)
    assert kit.row(PRODUCTS, "02").withdrawal_fee == 1_50 and kit.facts == []


def test_it_is_told_to_everybody_and_a_replica_begins_with_all(bank: Kit) -> None:
    bank.run(change(withdrawal_fee=2_00, off=True), SYSTEM_USER)
    told = {"fact": "product", "product": "02", **msgspec.to_builtins(change(withdrawal_fee=2_00, off=True).terms)}
    assert [bank.seen(person) for person in (EFUA, ABENA, AUDITOR)] == [[told]] * 3
    shown = bank.snapshot(ABENA, products.sources()[0], page=1)
    assert shown == {"01": ProductFact(product="01", name="Savings", currency="GHS", kind="savings"),
                     "02": msgspec.convert({**told}, ProductFact)}  # fmt: skip


def test_fees_hold_at_once_and_bounds_for_accounts_opened_from_now_on(bank: Kit) -> None:
    customer = bank.customer()
    old = bank.account(customer, product="02", minimum=10_00, money=100_00)
    bank.run(change(withdrawal_fee=3_00, minimum=20_00, overdraft=5_00), SYSTEM_USER)
    paid = withdraw(old, 10_00)
    bank.run(paid)
    assert bank.row(TRANSACTIONS, paid.transaction).fee == 3_00 and bank.balance(old) == 87_00
    fresh = new_id()
    bank.run(OpenAccount(account=fresh, customer=customer, product="02"))
    bounds = [(row.minimum, row.overdraft) for row in (bank.row(ACCOUNTS, old), bank.row(ACCOUNTS, fresh))]
    assert bounds == [(10_00, 0), (20_00, 5_00)]


def test_no_account_is_opened_with_one_that_is_withdrawn_and_its_accounts_go_on(bank: Kit) -> None:
    account = bank.account(product="02", money=50_00)
    bank.run(change(off=True), SYSTEM_USER)
    refused = bank.run(OpenAccount(account=new_id(), customer=bank.customer(), product="02"))
    assert refusal(refused) == "product_withdrawn"
    assert refused.problem.params == {"product": "Current"}  # type: ignore[union-attr]
    bank.run(withdraw(account, 5_00))
    assert bank.balance(account) == 43_50


def test_what_does_not_fit_is_refused_before_anybody_is_asked(kit: Kit) -> None:
    assert refusal(kit.run(change(kind="susu"))) == "product_fixed"
    assert refusal(kit.run(change(name="Savings"))) == "product_unfit"
    assert refusal(kit.run(SetProduct(product="02", terms=CURRENT))) == "product_changed"
    assert kit.asked == []


def test_what_changed_while_it_waited_is_not_taken_back(bank: Kit) -> None:
    """The bank's own hand came in between: the decision finds other terms than those that were shown."""
    bank.run(change(withdrawal_fee=9_00), SYSTEM_USER)
    assert refusal(bank.run(change(overdraft=5_00), EFUA, approved_by=KOFI)) == "product_changed"
    assert bank.row(PRODUCTS, "02").withdrawal_fee == 9_00


def test_only_what_a_bank_begins_with_needs_no_word_in_the_journal() -> None:
    first = products.product_fact(products.FIRST[0])
    assert products.is_first(first) and not products.is_first(msgspec.structs.replace(first, withdrawal_fee=1))
