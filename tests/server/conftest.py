"""A fresh small bank for each test of a room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.room_kit import Kit


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """The bank of room_kit.py."""
    bank = Kit(tmp_path)
    yield bank
    bank.engine.dispose()
