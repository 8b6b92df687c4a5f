"""Slow hashes: the right code is found among others, what is no code is not even tried."""

import pytest
from argon2 import PasswordHasher

from contract.ids import derived_id
from contract.standin import StandInCodeFact
from teller_app.standin import codes

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SECRETS = [(derived_id("c", n), f"AMV5-CK6F-1QK{n}") for n in range(3)]


def facts() -> list[StandInCodeFact]:
    made = codes.armed(SECRETS, CHEAP)
    return [
        StandInCodeFact(code=one.code, owner="k", owner_name="Kwesi", branch="b", hash=one.hash, armed_at="")
        for one in made
    ]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("AMV5-CK6F-1QK1", 1),
        ("amv5 ck6f iqk2", 2),
        ("AMV5-CK6F-1QK9", None),
        ("AMV5", None),
        ("", None),
        ("AMV5-CK6F-1QK1X", None),
    ],
)
def test_which_code_it_is(typed: str, place: int | None) -> None:
    assert codes.match(facts(), typed, CHEAP) == (SECRETS[place][0] if place is not None else "")


def test_no_hash_says_what_the_code_is_and_none_is_like_another() -> None:
    hashes = [one.hash for one in codes.armed([SECRETS[0], SECRETS[0]], CHEAP)]
    assert hashes[0] != hashes[1]
    assert all(one.startswith("$argon2id$") and "AMV5" not in one for one in hashes)


def test_a_damaged_hash_fits_nothing() -> None:
    broken = [StandInCodeFact(code="c", owner="k", owner_name="", branch="b", hash="$argon2id$x", armed_at="")]
    assert codes.match(broken, SECRETS[0][1], CHEAP) == ""
