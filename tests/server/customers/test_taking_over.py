"""A customer of another bank is there, can be found, and nobody was told one by one."""

import msgspec

from contract.ids import new_id
from server.customers import queries
from server.customers.tables import CUSTOMERS
from server.customers.taking_over import take_over
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
