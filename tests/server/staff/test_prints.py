"""Prints are numbered by paper and state, whoever makes them and wherever: the second says when and where the first was."""

import msgspec
import pytest

from contract import paths
from contract.papers import NotePrint, PrintNoted
from tests.server.api.conftest import house
from tests.server.api.house import House, Person, problem

__all__ = ["house"]

NUMBER = "VT-040-0609"


def note(
    person: Person, number: str = NUMBER, status: str = "final", reason: str = "", again: bool = False
) -> PrintNoted:
    body = msgspec.json.encode(NotePrint(number=number, status=status, reason=reason, again=again))
    answer = person.call("POST", paths.PRINTS, body)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=PrintNoted)


def test_the_second_print_is_numbered_at_whatever_workstation(house: House) -> None:
    efua, kofi = house.sign_in("efua", at=house.here), house.sign_in("kofi", at=house.there)
    assert note(efua) == PrintNoted(before=0)
    again = note(kofi, reason="printer jammed")
    assert again.before == 1
    assert again.first_device
    assert again.first_by == efua.me.full_name
    third = note(efua, reason="lost by the courier")
    assert (third.before, third.first_at) == (2, again.first_at)


def test_another_paper_and_another_state_of_it_are_counted_by_themselves(house: House) -> None:
    efua = house.sign_in("efua", at=house.here)
    assert note(efua).before == 0
    assert note(efua, status="received").before == 0
    assert note(efua, number="VT-040-0610").before == 0
    assert note(efua, reason="jammed").before == 1


@pytest.mark.parametrize("body", [b"{}", b'{"number": "", "status": "final"}', b'{"number": "a b", "status": "final"}',
                                  b'{"number": "VT-1", "status": "Final"}'])  # fmt: skip
def test_what_is_no_paper_s_name_is_malformed(body: bytes, house: House) -> None:
    efua = house.sign_in("efua", at=house.here)
    assert problem(efua.call("POST", paths.PRINTS, body)) == (400, "malformed")


def test_a_reprint_without_a_reason_is_owed_one_and_not_counted(house: House) -> None:
    efua = house.sign_in("efua", at=house.here)
    first = note(efua, again=True)
    assert (first.before, first.owed) == (0, True), "its original came with the posting"
    note(efua)
    for blank in ("", "   "):
        owed = note(efua, reason=blank)
        assert (owed.before, owed.owed) == (1, True)
        assert owed.first_by == efua.me.full_name
    assert note(efua, reason="jammed").owed is False
    assert note(efua, reason="jammed").before == 2


def test_each_print_is_in_the_activity_and_a_reprint_with_its_reason(house: House) -> None:
    efua = house.sign_in("efua", at=house.here)
    note(efua)
    note(efua)
    note(efua, reason="customer lost it")
    told = {"printed": [NUMBER], "reprinted": [f"{NUMBER}: customer lost it"]}
    for what, details in told.items():
        lines = msgspec.json.decode(efua.get(paths.ACTIVITY, what=what).content)["lines"]
        assert [(line["user"], line["detail"]) for line in lines] == [(efua.me.user, detail) for detail in details]
