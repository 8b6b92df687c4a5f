from collections.abc import Iterator

import pytest

from teller_app.customers import folds
from teller_app.customers.queries import customer, find_customers
from teller_app.sync.sqlcipher import Connection
from tests.teller_app import samples
from tests.teller_app.samples import replica_of, some_id

PEOPLE = (
    samples.customer(1, "Kofi Mensah", phone="+233241234567", card_number="GHA-123456789-0"),
    samples.customer(2, "Efua Mensah", phone="+233209876543"),
    samples.customer(3, "Mensah Kofi Boateng"),
    samples.customer(4, "Ɔsei Tutu"),
    samples.customer(5, "Ama O'Brien"),
    samples.customer(6, 'Yaw "Yogi" Darko'),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    accounts = (samples.account(1234567, owner=2), samples.account(7, owner=5, external_number="4567"))
    connection = replica_of(tmp_path_factory.mktemp("find"), (folds,), *PEOPLE, *accounts)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kofi m", [1, 3]),
        ("Mensah", [3, 2, 1]),
        ("mensah efua", [2]),
        ("mens", [3, 2, 1]),
        ("k", [1]),
        ("osei", [4]),
        ("o'brien", [5]),
        ("0241234567", [1]),
        ("024 123 4567", [1]),
        ("+233 24 123 4567", [1]),
        ("GHA-123456789-0", [1]),
        ("123456789", [1]),
        ("C00004", [4]),
        ("34567", [2, 1]),
        ("4567", [5, 2, 1]),
        (samples.account(1234567).number, [2]),
        ("mensha", [2, 1, 3]),
        ('"yogi"', [6]),
        ("nobody at all", []),
        ('" OR "', []),
        ("", []),
        ("   ", []),
    ],
)
def test_as_one_types(db: Connection, typed: str, found: list[int]) -> None:
    order = [PEOPLE.index(fact) + 1 for fact in find_customers(db, typed)]
    assert order == found


def test_limits_and_ids(db: Connection) -> None:
    assert len(find_customers(db, "mensah", limit=2)) == 2
    assert customer(db, some_id(4)) == PEOPLE[3]
    assert customer(db, some_id(99)) is None
