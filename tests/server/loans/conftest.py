"""A fresh small counter that lends for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.loans.house import LoanHouse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[LoanHouse]:
    """The bank of house.py, disposed of afterwards."""
    bank = LoanHouse(tmp_path)
    yield bank
    bank.engine.dispose()
