"""A new bank has products that accounts can be opened in; a bank that has some keeps its own."""

from pathlib import Path

from contract.money import CURRENCIES
from contract.numbers import account_number, account_number_ok
from server.db.engine import open_engine
from server.db.metadata import metadata
from server.ledger import products
from server.ledger.tables import PRODUCTS
from tests.server.room_kit import Kit


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
