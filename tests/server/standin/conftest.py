"""A fresh small counter for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.drawers.house import House, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The bank of house.py."""
    with opened(tmp_path) as bank:
        yield bank
