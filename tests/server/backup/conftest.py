"""A small bank on both databases, and an empty place beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.settings import Settings
from tests.faults.square import Square


@pytest.fixture
def square(database_url: str, tmp_path: Path) -> Square:
    return Square(Settings(url=database_url, key_dir=str(tmp_path / "keys")), tmp_path).found()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a bank can be restored to, on each database, whatever the backup came from."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    cluster = request.getfixturevalue("postgres")
    url = cluster.create()
    yield url
    cluster.drop(url)
