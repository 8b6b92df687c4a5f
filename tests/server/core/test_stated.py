"""The journal's last word about each row: what counts as a word, and what an erasure or an import leaves unsaid."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from contract.ids import new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from contract.permissions import Role
from contract.staff import SetLimit
from server import build
from server.db.engine import open_engine
from tests.server.api.house import House, open_house
from tests.server.api.test_originals import Till


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as house:
        yield house


def differences(house: House, *statements: str) -> list[str]:
    """What a whole proof says of a copy with these statements: the bank itself is being served."""
    file = Path(str(house.bank.engine.url.database))
    copy = file.with_name(f"{new_id()}.db")
    with closing(sqlite3.connect(file)) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)
    engine = open_engine(f"sqlite:///{copy}")
    with engine.execution_options(coastal_write=True).begin() as conn:
        for statement in statements:
            assert conn.execute(text(statement)).rowcount
        found = [f"{one.where}: {one.found}" for one in build.verify(conn, house.bank.keys.sealing, signatures=True)]
    engine.dispose()
    return found


def test_words_that_look_like_a_fact_are_none(house: House) -> None:
    till = Till(house)
    looks = '[{},{"fact":"user","user":"nobody"}] \\{"fact":"gone","topic":"user","key":"nobody"}'
    taken = Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(200_00, "GHS"),
                    cash=Cash(received={"20000": 1}), narration=looks)  # fmt: skip
    till.post(taken)
    assert differences(house) == []
    assert differences(house, "UPDATE transactions SET narration = '-' WHERE kind = 'deposit'") == [
        f"transaction {taken.transaction}: another narration"
    ]


def test_a_bound_that_was_taken_away_stays_away(house: House) -> None:
    bound = SetLimit(role=Role.CASHIER, act="withdraw", currency="GHS", per_transaction=100_00)
    house.do(bound)
    assert differences(house) == []
    assert differences(house, "DELETE FROM limits WHERE id = 'cashier/withdraw/GHS'") == [
        "limit cashier/withdraw/GHS: none"
    ]
    house.do(msgspec.structs.replace(bound, removed=True))
    assert differences(house) == []
    assert differences(house, "DELETE FROM limits WHERE id = 'cashier/withdraw/GHS'") == [], "said to be gone"
    again = "UPDATE limits SET per_transaction = 1 WHERE id = 'cashier/withdraw/GHS'"
    assert differences(house, again) == ["limit cashier/withdraw/GHS: another per_transaction, removed"]
