"""A NUL character is in nothing that people write, and PostgreSQL keeps none: it is refused at every door, on every database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract import paths
from contract.customers import RegisterCustomer
from contract.ids import new_id
from tests.server.api.house import House, Person, open_house, problem


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    with open_house(tmp_path, url=database_url) as opened:
        yield opened


def asked(person: Person, path: str) -> tuple[int, str]:
    headers = person.headers("GET", path.partition("?")[0])
    return problem(person.house.http.get(path, headers=headers))


def test_in_what_is_asked_for(house: House) -> None:
    kofi = house.sign_in("kofi")
    for path in (
        f"{paths.CUSTOMERS_FIND}?q=ab%00c",
        f"{paths.AUDIT}?made_by=a%00",
        f"{paths.AUDIT}?after=%00",
        f"{paths.ACTIVITY}?user=a%00b",
        f"{paths.SNAPSHOT}?page=%00",
        f"{paths.AUDIT_EXPORT}?kind=%00",
        f"{paths.ACTIVITY_EXPORT}?what=%00",
    ):
        assert asked(kofi, path) == (400, "malformed"), path
    assert asked(kofi, paths.VERIFY_RECEIPT.format(number="a%00b")) == (404, "not_found")


def test_in_what_is_said(house: House) -> None:
    kofi = house.sign_in("kofi")
    said = json.dumps({"what": "printed", "about": "a\0b"}).encode()
    assert problem(kofi.call("POST", paths.ACTIVITY, said)) == (400, "malformed")
    for name, password in (("efua\0", "x" * 12), ("efua", "x" * 12 + "\0")):
        body = json.dumps({"username": name, "password": password, "device": house.here.device}).encode()
        assert problem(house.plain(paths.SIGN_IN, body, house.here)) == (400, "malformed")
    named = RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama\0Mensah")
    assert problem(kofi.post(kofi.seal(named))) == (400, "malformed")
    beside = RegisterCustomer(customer=new_id(), number="C-2", full_name="Ama Mensah")
    answers = kofi.post(kofi.seal(named), kofi.seal(beside), many=True).json()
    assert [answer["outcome"] for answer in answers] == ["not_taken", "executed"], "nobody else's waits behind it"


def test_a_backslash_that_only_looks_like_one_is_a_name(house: House) -> None:
    kofi = house.sign_in("kofi")
    named = RegisterCustomer(customer=new_id(), number="C-1", full_name=r"Ama \u0000 Mensah")
    assert kofi.post(kofi.seal(named)).status_code == 200
    found = json.loads(kofi.get(paths.CUSTOMERS_FIND, q="Mensah").content)
    assert [row["full_name"] for row in found] == [r"Ama \u0000 Mensah"]
