"""A small bank with four workstations, on both databases."""

from pathlib import Path

import pytest

from server.settings import Settings
from tests.faults.square import Square


@pytest.fixture
def square(database_url: str, tmp_path: Path) -> Square:
    return Square(Settings(url=database_url, key_dir=str(tmp_path / "keys")), tmp_path).found()
