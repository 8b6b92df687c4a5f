"""What will run out is told of once by the bank's own clock."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from contract.base import Command
from contract.notices import RaiseNotice
from server.api.shortages import Shortages
from tests.server.drawers.house import SYSTEM, House, done
from tests.server.drawers.house import opened as house_in
from tests.server.drawers.weeks import held, live, trade


class Desk:
    """The parts over a house: its reads and its writer."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.resident = house._resident
        self.given: list[Command] = []
        self.parts: Any = SimpleNamespace(clock=lambda: house.now, reads=self, writer=self)

    async def run(self, query: Any, *args: Any) -> Any:
        with self.house.engine.connect() as conn:
            return query(conn, *args)

    async def execute(self, header: Any, command: Command, canonical: bytes, raw: bytes) -> None:
        self.given.append(command)
        done(self.house.run(command, SYSTEM))


@pytest.fixture
def house(tmp_path: Path) -> Any:
    with house_in(tmp_path) as made:
        yield made


def test_a_piece_that_runs_out_is_told_of_once(house: House) -> None:
    live(house)
    house.open(counted=held(house))
    desk = Desk(house)
    assert asyncio.run(Shortages(desk.parts).tick()) == 0
    trade(house, tens=10)
    assert asyncio.run(Shortages(desk.parts).tick()) == 1
    assert isinstance(desk.given[0], RaiseNotice)
    assert asyncio.run(Shortages(desk.parts).tick()) == 0


def test_a_closed_branch_is_left_alone(house: House) -> None:
    live(house)
    house.open(counted=held(house))
    trade(house, tens=10)
    with house.engine.begin() as conn:
        conn.exec_driver_sql("update branches set open=0")
        house._resident.reload(conn)
    assert asyncio.run(Shortages(Desk(house).parts).tick()) == 0
