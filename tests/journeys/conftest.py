"""A small demonstration bank in a fresh database, served by a real process."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from server import build
from server.db.engine import open_engine
from server.migrations.upgrade import upgrade
from server.settings import Settings
from server.staff.keys import make_keys
from tests.demo import bank as demo
from tests.journeys.town import Town
from tests.journeys.workstation import Workstation
from tests.support.processes import ServerProcess

CUSTOMERS = 30
TODAY = date(2026, 11, 24)


def prepare(settings: Settings) -> None:
    """What ``python -m server migrate`` does."""
    make_keys(settings.key_folder)
    engine = open_engine(settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        upgrade(conn)
        build.seed(conn)
    engine.dispose()


@pytest.fixture
def town(database_url: str, tmp_path: Path, start_server: Callable[..., ServerProcess]) -> Iterator[Town]:
    """Two workstations at one branch, the server not started yet."""
    settings = Settings(url=database_url, key_dir=str(tmp_path / "keys"))
    made = Town(settings=settings, folder=tmp_path, start_server=start_server)
    try:
        stations = [made.station("one"), made.station("two")]
        devices = {f"WS-{n}": (ready.device, ready.key) for n, (_, ready) in enumerate(stations, start=1)}
        demo.make(settings, prepare, devices, tmp_path / "csv", TODAY, CUSTOMERS)
        yield made
    finally:
        made.close()


__all__ = ["Workstation", "town"]
