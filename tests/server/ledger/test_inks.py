"""A signature of today beneath a withdrawal: kept once, told with its request, refused where it is none, never in the way of booked cash."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from contract.approvals import ApproveRequest
from contract.ink import Dot, Strokes, Unsigned, name_of, packed, raw_of
from contract.ledger import Withdraw
from server.approvals.tables import REQUESTS
from server.ledger import inks
from server.ledger.inks import INKS
from server.ledger.tables import TRANSACTIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, House, asked, done, refused

replace = msgspec.structs.replace
HAND: Strokes = ((Dot(100, 700, 0), Dot(180, 120, 90)), (Dot(140, 420, 400), Dot(250, 430, 480)))
INK = packed(HAND)
OTHER = packed((*HAND, (Dot(900, 400, 700),)))
OVER = replace(h.withdraw(600_00, {"10000": 6}), ink=INK)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The bank of the drawers' tests, on either database."""
    bank = House(tmp_path, database_url)
    yield bank
    bank.engine.dispose()


def funded(house: House) -> None:
    house.open()
    for _ in range(2):
        done(house.run(h.deposit(400_00, {"20000": 2})))


def kept(house: House) -> list[tuple[Any, ...]]:
    with house.engine.connect() as conn:
        columns = (inks.inks.c.sha256, inks.inks.c.about, inks.inks.c.account)
        return [tuple(row) for row in conn.execute(select(*columns))]


def test_a_request_tells_of_it_and_the_permit_is_paid_without_another(house: House) -> None:
    funded(house)
    request = asked(house.run(OVER)).request
    fact = house.said("request")[-1]
    assert (fact["ink"], fact.get("unsigned")) == (name_of(INK), None)
    assert kept(house) == [(name_of(INK), OVER.transaction, ACCOUNT)]
    with house.engine.connect() as conn:
        assert inks.load(conn, name_of(INK)) == ("application/vnd.coastal.ink", raw_of(INK))
        assert inks.load(conn, "0" * 64) is None
    done(house.run(ApproveRequest(request=request, shown=fact["binding"]), AKOSUA))
    done(house.run(replace(OVER, permit=request, ink="")))
    assert house.row(REQUESTS, request).state == "used"
    assert len(kept(house)) == 1
    assert house.differences() == []


def test_why_nobody_signed_is_told_with_the_request(house: House) -> None:
    funded(house)
    asked(house.run(replace(OVER, ink="", unsigned=Unsigned.CANNOT)))
    assert house.said("request")[-1]["unsigned"] == "cannot"
    assert kept(house) == []


def test_strokes_that_are_none_and_copies_are_refused_before_anybody_is_asked(house: House) -> None:
    funded(house)
    for wrong in ("aW5rMQ", INK[:-4], "AAAA" * 8):
        assert refused(house.run(replace(OVER, ink=wrong))) == "ink_unfit"
    done(house.run(replace(h.withdraw(100_00, {"10000": 1}), ink=INK)))
    assert refused(house.run(OVER)) == "ink_unfit", "to the millisecond the one from before"
    asked(house.run(replace(OVER, ink=OTHER)))
    assert {row[0] for row in kept(house)} == {name_of(INK), name_of(OTHER)}


def test_cash_that_is_gone_is_booked_whatever_was_drawn(house: House) -> None:
    funded(house)
    for n, ink in enumerate((INK, INK[:-4])):
        paid: Withdraw = replace(h.withdraw(100_00, {"10000": 1}), ink=ink, paid_offline=True)
        done(house.run(paid))
        assert house.row(TRANSACTIONS, paid.transaction).status == "completed", n
    assert [row[0] for row in kept(house)] == [name_of(INK)]
    assert house.differences() == []


def test_the_row_is_found_by_its_content(house: House) -> None:
    funded(house)
    asked(house.run(OVER))
    assert house.row(INKS, name_of(INK)).ink == INK
