"""One house for the tests of a file that only look; a fresh one where a test changes the world."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.api.house import House, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A fresh small bank behind real doors."""
    with open_house(tmp_path) as opened:
        yield opened
