"""A founded bank for tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.staff.bench import Founded, founded


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Founded]:
    """A bank with two branches and an administrator."""
    with founded(tmp_path) as bank:
        yield bank
