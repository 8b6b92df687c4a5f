"""Reads about cash over the door: what is not there is not found, what is not one's is refused."""

import msgspec
import pytest

from contract import paths
from contract.ids import new_id
from contract.papers import PaperCheck
from tests.server.api.house import House, Person, problem


@pytest.fixture
def efua(house: House) -> Person:
    return house.sign_in("efua")


def test_a_drawers_past_and_its_causes_are_found_or_not_like_anything_else(house: House, efua: Person) -> None:
    for path in (paths.DRAWER_HISTORY.format(drawer=new_id()), paths.DRAWER_CAUSES.format(session=new_id())):
        assert problem(efua.get(path)) == (404, "not_found")
        assert problem(house.sign_in("yaa").get(path)) == (403, "not_permitted")


def test_a_paper_of_nobody_is_answered_without_a_word(efua: Person) -> None:
    found = msgspec.json.decode(
        efua.get(paths.CHECK_PAPER.format(number="04-20261124"), code="x").content, type=PaperCheck
    )
    assert found == PaperCheck(number="04-20261124")


def test_papers_of_what_is_not_there_are_not_found(efua: Person) -> None:
    for path in (paths.DRAWER_POSITION.format(drawer=new_id()), paths.TRANSFER_PAPER.format(transfer=new_id())):
        assert problem(efua.get(path, day="2026-11-24", seq="4")) == (404, "not_found")
    assert problem(efua.get(paths.DRAWER_HISTORY.format(drawer="x"))) == (404, "not_found")
    assert problem(efua.get(paths.DRAWER_HISTORY.format(drawer=new_id()), known="many")) == (400, "malformed")
