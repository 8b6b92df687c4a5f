"""The cash position as a paper: for those who may look back, rebuilt to the piece when it is checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.money import add_pieces, pieces_total
from contract.papers import PaperKind, PositionPaper
from server.api.positions import position_of
from server.drawers.tables import CASH_MOVES
from tests.server.drawers.house import (
    AKOSUA,
    DAY,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    SIGN,
    House,
    deposit,
    done,
    opened,
    withdraw,
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.open()
        done(bank.run(deposit(200_00, {"20000": 1}, receipt="04-20261124-1-0001")))
        done(bank.run(withdraw(50_00, {"5000": 1})))
        yield bank


def seqs(house: House) -> list[int]:
    with house.engine.connect() as conn:
        query = CASH_MOVES.table.select().where(CASH_MOVES.table.c.holder == f"drawer:{DRAWER}")
        return sorted(row.seq for row in conn.execute(query))


def paper(house: House, seq: int, user: str = AKOSUA) -> PositionPaper | None:
    return house.ask(lambda conn, held: position_of(conn, held, house.reader(user), SIGN, DRAWER, DAY, seq))


def test_the_pieces_after_one_row(house: House) -> None:
    found = paper(house, seqs(house)[1])
    assert found is not None
    assert found.pieces == add_pieces(FLOAT, {"20000": 1})
    assert found.amount == pieces_total(found.pieces) == FLOAT_TOTAL + 200_00
    assert (found.number, found.receipt) == (f"CP-04-20261124-{found.seq}", "04-20261124-1-0001")


def test_a_row_that_moved_nothing_here_has_no_paper(house: House) -> None:
    assert paper(house, seqs(house)[-1] + 1) is None
    assert paper(house, 0) is None


def test_who_may_not_look_back_gets_no_paper(house: House) -> None:
    first = seqs(house)[0]
    assert paper(house, first, EFUA) is None, "it is still to be counted blind"
    house.count(add_pieces(FLOAT, {"20000": 1, "5000": -1}))
    done(house.close())
    assert paper(house, first, EFUA) is not None
    assert paper(house, first, KOJO) is None


def test_it_is_checked_from_any_workstation_also_days_later(house: House) -> None:
    found = paper(house, seqs(house)[1])
    assert found is not None
    done(house.run(deposit(20_00, {"1000": 2})))
    seen = house.check(found.number, found.code)
    assert (seen.kind, seen.genuine, seen.amount, seen.drawer) == (PaperKind.POSITION, True, found.amount, "04")
    assert not house.check(found.number, SIGN("other")).genuine
    other = paper(house, seqs(house)[2])
    assert other is not None
    assert not house.check(other.number, found.code).genuine, "a code fits one row alone"
