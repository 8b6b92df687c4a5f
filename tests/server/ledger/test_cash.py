"""Whoever keeps the notes offers exactly the doors that the ledger calls."""

import inspect

import pytest

from server.drawers.cash import DrawerCash
from server.ledger.cash import CashDesk
from tests.server.room_kit import Till


@pytest.mark.parametrize("desk", [DrawerCash, Till])
@pytest.mark.parametrize("door", ["needs", "entry", "take"])
def test_the_desk_has_the_door(desk: type, door: str) -> None:
    asked = inspect.signature(getattr(CashDesk, door)).parameters
    offered = inspect.signature(getattr(desk, door)).parameters
    assert list(offered) == list(asked)
