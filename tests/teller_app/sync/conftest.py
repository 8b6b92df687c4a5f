from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.teller_app.sync.rig import Rig
from tests.teller_app.sync.tiny_bank import TinyBank


@pytest.fixture
def bank() -> Iterator[TinyBank]:
    """A tiny bank that listens."""
    running = TinyBank().start()
    yield running
    running.stop()


@pytest.fixture
def rig(bank: TinyBank, tmp_path: Path) -> Iterator[Callable[..., Rig]]:
    """``rig()`` starts an engine at the tiny bank in the same folder each time; stopped after the test."""
    started: list[Rig] = []

    def start(**more: Any) -> Rig:
        started.append(Rig(bank.url, tmp_path / "profile", **more))
        return started[-1]

    yield start
    for each in started:
        each.stop()
