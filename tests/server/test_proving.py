"""A bank whose tables were written past it: what is proved, and where it says that something is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, text

from server import build
from server.core.ring import Ring
from server.db.engine import open_engine
from server.staff.keys import load_keys
from tests.server.api.full_day import FullDay
from tests.server.api.house import open_house


@dataclass(frozen=True)
class Lived:
    """A bank whose day is over: nobody serves it any more."""

    engine: Engine
    ring: Ring

    def differences(self, *statements: str) -> list[str]:
        """What a whole proof says with these statements, which are taken back."""
        with self.engine.execution_options(coastal_write=True).connect() as conn:
            for statement in statements:
                done = conn.execute(text(statement))
                assert done.rowcount, f"nothing was altered: {statement}"
            found = [f"{one.where}: {one.found}" for one in build.verify(conn, self.ring, signatures=True)]
            conn.rollback()
        return found


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """A day in which every kind of fact is stated."""
    with open_house(tmp_path_factory.mktemp("day")) as house:
        FullDay(house).live()
        settings = house.bank.settings
    engine = open_engine(settings.url)
    yield Lived(engine, load_keys(settings.key_folder).sealing)
    engine.dispose()


def test_a_day_as_it_was_lived_is_whole(day: Lived) -> None:
    assert day.differences() == []


CASHIER = '\'["cashier","administrator"]\''
ALTERED = {
    "a person's role": (f"UPDATE users SET roles = {CASHIER} WHERE username = 'efua'", "user .*: another roles"),
    "a person let in again": ("UPDATE users SET active = NOT active WHERE username = 'kojo'", "user .*: another active"),
    "a person nobody added": ("UPDATE users SET id = 'x' WHERE username = 'kojo'", "user x: none"),
    "a person who is gone": ("DELETE FROM users WHERE username = 'kojo'", "user .*: none"),
    "a role's rights": (
        "UPDATE role_permissions SET permissions = '[\"change_staff\"]' WHERE role = 'cashier'",
        "role cashier: none",
    ),
    "a role everywhere": ("UPDATE role_permissions SET everywhere = true WHERE role = 'cashier'", "role cashier: none"),
    "a bound of the beginning": (
        "UPDATE limits SET per_transaction = per_transaction * 10 WHERE id = 'cashier/withdraw/GHS'",
        "limit cashier/withdraw/GHS: none",
    ),
    "a line of the policy": ("UPDATE approval_rules SET off = true WHERE id = 'dormant-withdraw'", "approval_rule .*: none"),
    "a line that was set": ("UPDATE approval_rules SET bound = bound * 2 WHERE id = 'big'", "approval_rule big: another bound"),
    "a product's fee": ("UPDATE products SET withdrawal_fee = 0 WHERE code = '20'", "product 20: none"),
    "a product that was set": ("UPDATE products SET withdrawal_fee = 0 WHERE code = '40'", "product 40: another withdrawal_fee"),
    "a product nobody set": ("UPDATE products SET code = '41' WHERE code = '30'", "product 41: none"),
    "a product that is gone": ("DELETE FROM products WHERE code = '40'", "product 40: none"),
    "a workstation's key": ("UPDATE devices SET key_x = key_y WHERE name = 'TILL-1'", "device .* key: another"),
    "a workstation let in": ("UPDATE devices SET active = NOT active WHERE name = 'TILL-2'", "device .*: another active"),
    "a customer's tier": ("UPDATE customers SET tier = 3", "customer .*: another tier"),
    "an account's holder": ("UPDATE accounts SET customer = id WHERE customer <> ''", "account .*: another customer"),
    "an account's state": ("UPDATE accounts SET status = 'closed' WHERE customer <> ''", "account .*: another status"),
    "an overdraft": ("UPDATE accounts SET overdraft = 100000 WHERE customer <> ''", "account .*: another bounds"),
    "a till's bound": ("UPDATE drawers SET insured = insured * 2", "drawer .*: another insured"),
    "a till's float": ("UPDATE drawers SET standing_float = json_object('20000', 9)", "drawer .*: another standing_float"),
    "what a till may queue": ("UPDATE drawers SET offline_budget = offline_budget * 2", "drawer .*: another offline_budget"),
    "a till's second count": ("UPDATE drawers SET second_count_above = 1", "drawer .*: another second_count_above"),
    "a vault's bound": ("UPDATE vaults SET soft_max = soft_max * 2", "vault .*: another soft_max"),
    "what a booking says": ("UPDATE transactions SET narration = narration || '!'", "transaction .*: another narration"),
    "a booking that is gone": ("DELETE FROM transactions WHERE kind = 'deposit'", "transaction .*: none"),
    "a state that is none": ("UPDATE transactions SET status = 'x'", "the rows of transaction: ValueError"),
    "a role that is none": ("UPDATE users SET roles = '[\"king\"]'", "the rows of user: ValueError"),
    "pieces that are none": ("UPDATE bags SET pieces = '[]'", "the pieces: AttributeError"),
    "who decided": ("UPDATE requests SET decided_by = maker WHERE decided_by <> ''", "request .*: another"),
    "a variance": ("UPDATE variances SET amount = amount + 1", "variance .*: another"),
    "an advance": ("UPDATE advances SET amount = amount + 1", "advance .*: another"),
    "a day's report": ("UPDATE day_reports SET closed_by = '-'", "day_report .*: another"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_written_past_the_bank_is_named(day: Lived, what: str) -> None:
    statement, where = ALTERED[what]
    found = day.differences(statement)
    assert any(re.match(where, line) for line in found), found
