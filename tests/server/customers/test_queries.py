"""Finding a customer by what a teller has at hand; files by their content; the share of a snapshot."""

import pytest
from sqlalchemy import update

from server.customers import queries
from server.customers.tables import customers
from tests.server.room_kit import ABENA, AUDITOR, EFUA, OSU, Kit


@pytest.fixture
def people(kit: Kit) -> Kit:
    kit.customer("Esi Boatêng", number="C-100", phone="+233244123456", card_number="GHA-111111111-1")
    kit.customer("Kwame Boateng-Ofori", number="C-200", phone="+233201999888")
    kit.customer("Yaw Mensah", number="C-300", branch=OSU)
    kit.customer("Akɔsua Ɛfua", number="C-500")
    return kit


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("boat", ["C-100", "C-200"]),
        ("BOATÊNG  esi", ["C-100"]),
        ("0244123456", ["C-100"]),
        ("+233 201 999 888", ["C-200"]),
        ("024 412-3456", ["C-100"]),
        ("akosua", ["C-500"]),
        ("Akɔsua", ["C-500"]),
        ("9888", ["C-200"]),
        ("gha-111111111-1", ["C-100"]),
        ("C-300", ["C-300"]),
        ("%", []),
        ("boat%", []),
        ("  ", []),
        ("888", []),
    ],
)
def test_who_is_found(people: Kit, text: str, numbers: list[str]) -> None:
    assert [fact.number for fact in people.read(queries.find, text)] == numbers


def test_a_name_that_was_kept_as_it_is_spelled_is_folded_once(people: Kit) -> None:
    with people.engine.begin() as conn:
        conn.execute(update(customers).where(customers.c.number == "C-500").values(search_name="akɔsua ɛfua"))
        assert queries.find(conn, "akosua") == []
        assert [queries.refold(conn) for _ in range(2)] == [1, 0]
        assert [fact.number for fact in queries.find(conn, "akosua")] == ["C-500"]


def test_the_holder_of_an_account_that_was_found(people: Kit) -> None:
    customer = people.customer("Abla Dzifa", number="C-400")
    assert [fact.number for fact in people.read(queries.find, "9990001", [customer])] == ["C-400"]


def test_no_more_than_fit_a_list(kit: Kit) -> None:
    for index in range(queries.FOUND_MAX + 5):
        kit.customer(f"Ama {index:03}")
    assert len(kit.read(queries.find, "ama")) == queries.FOUND_MAX


def test_a_file_is_kept_once_under_its_content(kit: Kit) -> None:
    with kit.engine.begin() as conn:
        keys = {queries.store_file(conn, b"signature", "image/png") for _ in range(2)}
        assert queries.load_file(conn, keys.pop()) == ("image/png", b"signature")
        assert keys == set()
        assert queries.load_file(conn, "0" * 64) is None


def test_a_snapshot_holds_the_readers_branch(people: Kit) -> None:
    (source,) = queries.sources()
    sizes = {user: len(people.snapshot(user, source, page=1)) for user in (EFUA, ABENA, AUDITOR)}
    assert sizes == {EFUA: 3, ABENA: 1, AUDITOR: 4}


def test_by_number_and_nothing_else(people: Kit) -> None:
    found = people.read(queries.numbered, "C-200")
    assert found is not None
    assert found.full_name == "Kwame Boateng-Ofori"
    assert people.read(queries.numbered, "Kwame") is None
    assert people.read(queries.numbers_taken, ["C-100", "C-300", "C-900"]) == {"C-100", "C-300"}
