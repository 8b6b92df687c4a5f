"""Who is asking: the token alone is not enough, and neither is the proof."""

from collections.abc import Callable

import pytest

from contract import paths
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import House, Person, problem


def again(person: Person, headers: dict[str, str]) -> None:
    person.house.http.get(paths.ME, headers=headers)


def without_proof(person: Person, headers: dict[str, str]) -> None:
    del headers["dpop"]


def of_another_path(person: Person, headers: dict[str, str]) -> None:
    headers["dpop"] = person.headers("GET", paths.SNAPSHOT)["dpop"]


def of_another_method(person: Person, headers: dict[str, str]) -> None:
    headers["dpop"] = person.headers("POST", paths.ME)["dpop"]


def for_another_token(person: Person, headers: dict[str, str]) -> None:
    headers["dpop"] = person.signer.proof("GET", person.house.base + paths.ME, "another")


def of_another_key(person: Person, headers: dict[str, str]) -> None:
    headers["dpop"] = DeviceSigner.generate().proof("GET", person.house.base + paths.ME, person.tokens.access)


def too_old(person: Person, headers: dict[str, str]) -> None:
    headers["dpop"] = person.signer.proof("GET", person.house.base + paths.ME, person.tokens.access, lambda: 1_000_000)


SPOILED: list[Callable[[Person, dict[str, str]], None]] = [
    again, without_proof, of_another_path, of_another_method, for_another_token, of_another_key, too_old,
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_proof_is_for_this_request_by_this_device_once(
    house: House, spoil: Callable[[Person, dict[str, str]], None]
) -> None:
    efua = house.sign_in("efua")
    headers = efua.headers("GET", paths.ME)
    spoil(efua, headers)
    answer = house.http.get(paths.ME, headers=headers)
    assert problem(answer) == (401, "bad_proof")
    with house.bank.engine.connect() as conn:
        noted = conn.exec_driver_sql("SELECT count(*) FROM activity WHERE what = 'wrong_key'").scalar_one()
    assert noted == (1 if spoil is of_another_key else 0)


def test_a_stolen_token_is_worthless_elsewhere(house: House) -> None:
    efua = house.sign_in("efua")
    thief = Person(house, house.there, efua.tokens)
    assert problem(thief.get(paths.ME)) == (401, "bad_proof")


def test_a_wrong_clock_is_told_the_right_time(house: House) -> None:
    efua = house.sign_in("efua")
    headers = efua.headers("GET", paths.ME)
    too_old(efua, headers)
    params = house.http.get(paths.ME, headers=headers).json()["params"]
    assert params["why"] == "iat"
    assert params["server_time"].endswith("Z")


def test_a_token_without_its_key_fills_no_log(house: House) -> None:
    efua = house.sign_in("efua")
    thief = Person(house, house.there, efua.tokens)
    for _ in range(5):
        assert problem(thief.get(paths.ME)) == (401, "bad_proof")
    with house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM activity WHERE what = 'wrong_key'").scalar_one() == 1
