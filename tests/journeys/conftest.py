"""A small demonstration bank in a fresh database, served by a real process."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from server.settings import Settings
from tests.demo import bank as demo
from tests.journeys.street import Street
from tests.journeys.town import Town
from tests.journeys.window import FORGE
from tests.journeys.workstation import Workstation
from tests.support.forge import Forge, ForgedServer
from tests.support.prepared import prepare

CUSTOMERS = 30
TODAY = date(2026, 11, 24)


@pytest.fixture
def town(database_url: str, tmp_path: Path, forge_server: Callable[..., ForgedServer]) -> Iterator[Town]:
    """Two workstations at one branch, the server not started yet."""
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    made = Town(settings=settings, folder=tmp_path, start_server=forge_server)
    try:
        stations = [made.station("one"), made.station("two")]
        devices = {f"WS-{n}": (ready.device, ready.key) for n, (_, ready) in enumerate(stations, start=1)}
        demo.make(settings, prepare, devices, tmp_path / "csv", TODAY, CUSTOMERS)
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def window_forge() -> Iterator[Forge]:
    """Windows in a tenth of a second."""
    with Forge(FORGE) as made:
        yield made


@pytest.fixture
def street(
    database_url: str, tmp_path: Path, forge_server: Callable[..., ForgedServer], window_forge: Forge
) -> Iterator[Street]:
    """A bank whose workstations have their windows; ``street.open("one")`` founds it."""
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    made = Street(settings=settings, folder=tmp_path, start_server=forge_server, window_forge=window_forge)
    try:
        yield made
    finally:
        made.close()


__all__ = ["Workstation", "street", "town"]
