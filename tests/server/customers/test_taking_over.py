"""A customer of another bank is there, can be found, and nobody was told one by one."""

import msgspec
import pytest

from contract.ids import new_id
from server.customers import mandates, queries
from server.customers.tables import CUSTOMERS, MANDATES
from server.customers.taking_over import take_over, take_over_mandate
from tests.server.room_kit import DAY, MAKOLA, OSU, Kit


class Line(msgspec.Struct, frozen=True):
    number: str = "7"
    full_name: str = "Žaneta Dvořáková"
    birth_date: str = "1970-12-13"
    phone: str = ""
    card_number: str = ""


def test_taken_over_quietly(kit: Kit) -> None:
    key = new_id()
    said = kit.staged(lambda ctx: (take_over(ctx, key, Line(), OSU), list(ctx.facts))[1])
    row = kit.row(CUSTOMERS, key)
    assert said == []
    assert (row.branch, row.since, row.birth_date) == (OSU, DAY, "1970-12-13")
    assert row.branch != MAKOLA
    assert [fact.customer for fact in kit.read(queries.find, "dvora")] == [key]


class Paper(msgspec.Struct, frozen=True):
    people: tuple[tuple[str, str], ...]
    signing: str = "any_one"
    upto: int = 0
    above: str = ""
    note: str = ""


def test_a_mandate_taken_over_is_one_that_somebody_can_pay_by(kit: Kit) -> None:
    account = new_id()
    paper = Paper((("Ama", "holder"), ("Kojo", "joint")), "any_one", 500_00, "all")
    said = kit.staged(lambda ctx: (take_over_mandate(ctx, account, paper, OSU), list(ctx.facts))[1])
    found = mandates.fact(kit.row(MANDATES, account))
    assert (said, found.branch) == ([], OSU)
    assert [(band.signing, band.upto) for band in found.bands] == [("any_one", 500_00), ("all", 0)]
    with pytest.raises(ValueError, match=account):
        kit.staged(lambda ctx: take_over_mandate(ctx, account, Paper((("Ama", "holder"),), "all"), OSU))
